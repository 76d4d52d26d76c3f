/**
 * Seeded people, workbooks and benchmarks. Not shipped to users. Owns invented data; refuses real persons; may call engine
 * and app.
 */
@NullMarked
package cn.qingzhuang.sim;

import org.jspecify.annotations.NullMarked;
