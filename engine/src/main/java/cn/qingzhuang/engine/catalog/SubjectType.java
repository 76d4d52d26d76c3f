package cn.qingzhuang.engine.catalog;

/** What a fact can be about (design 5). */
public enum SubjectType {
    PERSON,
    HOUSEHOLD,
    DWELLING,
    ORGANISATION,
    PLACE,
    EVENT,
    /** 行政区划单位: a village, town or county itself. */
    UNIT,
    OTHER
}
