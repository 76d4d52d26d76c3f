/**
 * Finding people and looking at one: a search row for each person and household, that follows the ledger. Owns the search
 * rows, made again from the ledger at will; refuses to hold facts; may call ledger and the engine.
 */
@NullMarked
package cn.qingzhuang.app.people;

import org.jspecify.annotations.NullMarked;
