/** All SQL of drafts. */
@NullMarked
package cn.qingzhuang.app.drafts.store;

import org.jspecify.annotations.NullMarked;
