/**
 * Judges how statistics headers are read: the gold expression and ours are computed over the same random people and the
 * numbers compared. Owns the judging; refuses to read headers itself; may call engine and sim's forms.
 */
@NullMarked
package cn.qingzhuang.sim.statistics;

import org.jspecify.annotations.NullMarked;
