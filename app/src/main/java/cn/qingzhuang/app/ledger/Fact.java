package cn.qingzhuang.app.ledger;

/** The current value of one element of a subject. */
record Fact(String value, Source source, boolean isDisputed) {}
