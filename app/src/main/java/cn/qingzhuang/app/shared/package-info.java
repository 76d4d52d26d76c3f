/**
 * What every module stands on: the home directory, the database (embedded or external), the answer to a Problem. Owns
 * files under {@code $QZ_HOME} that are not a module's own; refuses to know what is stored; may call nobody in the app.
 */
@NullMarked
package cn.qingzhuang.app.shared;

import org.jspecify.annotations.NullMarked;
