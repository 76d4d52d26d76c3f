/**
 * The catalogue of elements as data: what is shipped, and over it what officers added, changed or retired, with its own
 * append-only history. Refuses lines that are incomplete and says every reason. Calls shared only; forms and ledger read
 * the catalogue it makes.
 */
@NullMarked
package cn.qingzhuang.app.catalog;

import org.jspecify.annotations.NullMarked;
