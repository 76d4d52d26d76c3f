/** Requests for erasure as rows. */
@NullMarked
package cn.qingzhuang.app.erasure.store;

import org.jspecify.annotations.NullMarked;
