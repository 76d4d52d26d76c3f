/**
 * The pure core of 轻装: everything that turns bytes into meaning and back. Owns the line of the datum (sheet, catalog,
 * meaning, identity, fill) and its vocabulary; refuses Spring, SQL, the clock, randomness and logging; calls nobody but
 * the libraries that parse.
 */
@NullMarked
package cn.qingzhuang.engine;

import org.jspecify.annotations.NullMarked;
