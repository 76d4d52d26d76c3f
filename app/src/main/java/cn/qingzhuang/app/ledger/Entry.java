package cn.qingzhuang.app.ledger;

import java.util.List;

/** What one source row said about one subject: elements and their values in the same order, from one source. */
record Entry(Source source, String unit, List<Numbered> elements, List<String> values) {}
