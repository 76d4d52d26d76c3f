package cn.qingzhuang.engine.meaning;

/** What a slot means. */
public sealed interface Meaning {
    /**
     * An element of the catalogue.
     *
     * @param role "" or "self" for the row's subject itself, else head, member, guardian, helper, principal ...
     */
    record Element(String element, String role) implements Meaning {}

    /** A value computed from a stored one: age, sex and birth date from an ID number, full address from parts. */
    record Derived(String element, String role, String expression) implements Meaning {}

    /** A count, sum, mean or rate over subjects. */
    record Aggregate(Expression expression) implements Meaning {}

    /** A constant of the unit or the day: the reporting unit, its code, the fill date, the period. */
    record Constant(String element) implements Meaning {}

    /** 序号. */
    record Serial() implements Meaning {}

    /** Free text, remark, signature, seal: left to people. */
    record Text() implements Meaning {}

    /** Nothing in the catalogue fits, or nothing could be decided. */
    record Unknown() implements Meaning {}
}
