/**
 * Erasure of values by law and by time: who asked, who decided, on which basis, and that it was done in every place that keeps
 * values. Owns requests; refuses to decide for one person alone; may call access, ledger, imports, drafts and people.
 */
@NullMarked
package cn.qingzhuang.app.erasure;

import org.jspecify.annotations.NullMarked;
