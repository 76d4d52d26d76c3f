/** All SQL of the return flow. */
@NullMarked
package cn.qingzhuang.app.returns.store;

import org.jspecify.annotations.NullMarked;
