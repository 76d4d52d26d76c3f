package cn.qingzhuang.app.ledger;

import java.time.LocalDate;

/**
 * How long values of an element are kept.
 *
 * @param element id in the catalogue, of whatever role
 * @param before values about an earlier day are erased
 */
public record Retention(String element, LocalDate before) {}
