/**
 * Decides whether an imported row and a subject are the same. Owns keys, blocking and scored comparison; refuses to
 * merge on its own when unsure; may call catalog.
 */
@NullMarked
package cn.qingzhuang.engine.identity;

import org.jspecify.annotations.NullMarked;
