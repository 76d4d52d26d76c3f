/**
 * Forms as offices wrote them, with the gold reading of their columns. Owns loading them; refuses to judge; may call nobody.
 */
@NullMarked
package cn.qingzhuang.sim.form;

import org.jspecify.annotations.NullMarked;
