/**
 * Fills a department's template from the ledger. Owns the way from a reading to the filled bytes with their sources and
 * questions; refuses to store anything; may call forms, ledger and the engine.
 */
@NullMarked
package cn.qingzhuang.app.fill;

import org.jspecify.annotations.NullMarked;
