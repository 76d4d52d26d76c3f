/**
 * Who may do what, where; what may leave for which department; accounts, posts and sessions. Owns the roles and what each may
 * do; answers every question about rights for all other modules, none of which decides by itself; refuses to know what the data
 * are; may call shared only.
 */
@NullMarked
package cn.qingzhuang.app.access;

import org.jspecify.annotations.NullMarked;
