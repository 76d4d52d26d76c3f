/** The SQL of described tables. */
@NullMarked
package cn.qingzhuang.app.tables.store;

import org.jspecify.annotations.NullMarked;
