/** All SQL of the log of looks. */
@NullMarked
package cn.qingzhuang.app.looks.store;

import org.jspecify.annotations.NullMarked;
