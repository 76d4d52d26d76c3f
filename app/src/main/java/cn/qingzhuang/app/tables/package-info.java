/**
 * Tables that a department describes and takes from the ledger itself: elements of a population of a place, for a
 * stated purpose. Owns their descriptions, what is known for them, who took them, and what was asked of the owners of
 * elements; refuses to ask a village; may call access, forms, ledger and the engine.
 */
@NullMarked
package cn.qingzhuang.app.tables;

import org.jspecify.annotations.NullMarked;
