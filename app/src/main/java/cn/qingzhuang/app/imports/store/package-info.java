/** All SQL of imports. */
@NullMarked
package cn.qingzhuang.app.imports.store;

import org.jspecify.annotations.NullMarked;
