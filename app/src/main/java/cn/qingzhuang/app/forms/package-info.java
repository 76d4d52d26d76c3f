/**
 * Workbooks as read: layout and meaning of every sheet, and what officers confirmed. Owns {@code confirmations.jsonl} in
 * the home and the JSON form of a reading; refuses to know facts and starts no database; may call shared only.
 */
@NullMarked
package cn.qingzhuang.app.forms;

import org.jspecify.annotations.NullMarked;
