/**
 * Invented people, households and units, and the one value of every (subject, element, role). Owns names, identity numbers
 * and values; refuses to know any sheet; may call nobody.
 */
@NullMarked
package cn.qingzhuang.sim.world;

import org.jspecify.annotations.NullMarked;
