/**
 * The ledger (台账): who is known, what was said of them, by whom and where. Owns entries, their fold into the current
 * view, identity and conflicts; refuses to change what was appended or to merge people when unsure; may call shared and
 * the engine.
 */
@NullMarked
package cn.qingzhuang.app.ledger;

import org.jspecify.annotations.NullMarked;
