/**
 * Turns a mapped template and known facts into a draft, and a draft into the department's own file. Owns cell
 * states, rendering and the patching writer; refuses to change any cell it did not fill; may call sheet, catalog, meaning
 * and identity.
 */
@NullMarked
package cn.qingzhuang.engine.fill;

import org.jspecify.annotations.NullMarked;
