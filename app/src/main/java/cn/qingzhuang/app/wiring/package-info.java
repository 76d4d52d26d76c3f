/**
 * Puts the facades of all modules together over one home, without a framework. Owns the order of opening and closing;
 * refuses to hold any rule; may call every facade.
 */
@NullMarked
package cn.qingzhuang.app.wiring;

import org.jspecify.annotations.NullMarked;
