/**
 * Who follows the ledger: subscriptions of departments, changes as CloudEvents, what is sent to those who cannot ask, rows that
 * other systems send. Owns no fact; refuses to tell what access does not allow; may call access, ledger, imports and shared.
 */
@NullMarked
package cn.qingzhuang.app.feed;

import org.jspecify.annotations.NullMarked;
