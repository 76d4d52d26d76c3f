/**
 * Life events: birth, death, moves, marriage, certificates, stated relations, each with all that follows from it. Owns what follows
 * from what; refuses what cannot be (a death before birth); keeps nothing itself: may call the ledger.
 */
@NullMarked
package cn.qingzhuang.app.events;

import org.jspecify.annotations.NullMarked;
