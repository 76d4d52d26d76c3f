/**
 * Training and measuring the reader of headers from the sources of this repository. Owns the commands; refuses to learn
 * by itself; may call the engine's meaning package.
 */
@NullMarked
package cn.qingzhuang.sim.meaning;

import org.jspecify.annotations.NullMarked;
