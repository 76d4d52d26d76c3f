/**
 * The measurements behind the published figures. Owns how they are taken and printed; refuses to change what it measures;
 * may call the engine, the app's facades and the rest of sim.
 */
@NullMarked
package cn.qingzhuang.sim.bench;

import org.jspecify.annotations.NullMarked;
