/** All SQL of the feed. */
@NullMarked
package cn.qingzhuang.app.feed.store;

import org.jspecify.annotations.NullMarked;
