/** All SQL of accounts, posts and sessions. */
@NullMarked
package cn.qingzhuang.app.access.store;

import org.jspecify.annotations.NullMarked;
