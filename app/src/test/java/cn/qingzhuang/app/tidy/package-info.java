/** Tests of the house style over the whole repository; they read files and classes only. */
@NullMarked
package cn.qingzhuang.app.tidy;

import org.jspecify.annotations.NullMarked;
