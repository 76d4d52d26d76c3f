/** The SQL of the catalogue's history. */
@NullMarked
package cn.qingzhuang.app.catalog.store;

import org.jspecify.annotations.NullMarked;
