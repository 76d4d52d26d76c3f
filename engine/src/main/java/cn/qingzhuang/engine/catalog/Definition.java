package cn.qingzhuang.engine.catalog;

/** An element together with what the administration lays down for it: one line of the catalogue. */
public record Definition(Element element, Governance governance) {}
