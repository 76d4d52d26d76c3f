package cn.qingzhuang.app.ledger;

/**
 * The current value of one element of one subject.
 *
 * @param isDisputed another source says otherwise, or somebody doubts it, and nobody has decided
 * @param authority the highest that says so
 */
record Fact(String value, Source source, boolean isDisputed, Authority authority) {}
