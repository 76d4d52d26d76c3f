/**
 * The catalogue of elements (数据元目录), code lists (代码集) and canonical values. Owns what an element is and how a
 * cell's text becomes a canonical value; refuses to guess which element a header means; may call only the values of
 * sheet.
 */
@NullMarked
package cn.qingzhuang.engine.catalog;

import org.jspecify.annotations.NullMarked;
