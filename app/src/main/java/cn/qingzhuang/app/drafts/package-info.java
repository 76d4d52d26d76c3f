/**
 * Templates being filled: the department's file, for which unit, as of which day, and what was typed into cells that are
 * about nobody in the ledger. Owns these four; refuses rules of filling; may call forms, ledger and fill.
 */
@NullMarked
package cn.qingzhuang.app.drafts;

import org.jspecify.annotations.NullMarked;
