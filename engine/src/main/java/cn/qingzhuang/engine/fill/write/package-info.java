/**
 * Writes a draft into the department's own file. Owns the patching of .xlsx, .xls and CSV bytes; refuses to change a
 * cell that the draft did not fill or to rewrite a part it does not understand; may call sheet and fill's records.
 */
@NullMarked
package cn.qingzhuang.engine.fill.write;

import org.jspecify.annotations.NullMarked;
