/**
 * Renders forms as the workbooks that offices pass around, blank or filled, each with its truth. Owns shapes, layouts and
 * the writer; refuses to use the product's own reader or writer, which it is there to test; may call world and form.
 */
@NullMarked
package cn.qingzhuang.sim.workbook;

import org.jspecify.annotations.NullMarked;
