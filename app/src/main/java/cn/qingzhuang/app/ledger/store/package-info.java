/**
 * All SQL of the ledger. Owns the tables of the ledger's migrations; refuses to decide anything about values; may call
 * nobody in the app but the database it is given.
 */
@NullMarked
package cn.qingzhuang.app.ledger.store;

import org.jspecify.annotations.NullMarked;
