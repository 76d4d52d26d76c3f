/**
 * What people say against being asked: kept as said, without a name, for the burden office. Owns the complaints; refuses
 * to judge them; may call shared only.
 */
@NullMarked
package cn.qingzhuang.app.complaints;

import org.jspecify.annotations.NullMarked;
