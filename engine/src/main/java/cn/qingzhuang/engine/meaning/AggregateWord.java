package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A word of a statistics header with everything it may mean; which sense holds is decided by its neighbours.
 *
 * @param conditions what it restricts to, for GROUP and AGE
 * @param subject what it counts, for SUBJECT and for groups that are counted by themselves
 * @param valueOf the elements whose code list has it as a value, with the canonical label
 */
record AggregateWord(
        String text,
        Set<Sense> senses,
        List<Condition> conditions,
        Optional<SubjectType> subject,
        List<Value> valueOf,
        Optional<ElementKey> attribute,
        Optional<ElementKey> dated,
        Optional<ElementKey> operand) {

    /** The classes of words. */
    enum Sense {
        /** 残疾人: restricts. */
        GROUP,
        /** 视力: a value of one or several code lists. */
        VALUE,
        /** 文化程度: says which code list the values belong to. */
        ATTRIBUTE,
        /** 60-69岁. */
        AGE,
        /** 60-64 without 岁: an age only where ages are spoken of. */
        BARE_RANGE,
        /** 2010年, 本年. */
        PERIOD,
        SINCE,
        UNTIL,
        /** 入党: something that happens on a day. */
        DATED,
        /** 承包地面积: something that is summed. */
        OPERAND,
        /** 缴费金额: an operand only where its matter is spoken of. */
        BARE,
        /** 参保: the matter of the title or of the upper header, whichever insurance that is. */
        MATTER,
        /** 未参保: not so. */
        NO_MATTER,
        /** 人数, 户数. */
        SUBJECT,
        /** 次数, 个: counted, but of things the ledger does not keep as subjects of its own. */
        THING,
        COUNT,
        TOTAL,
        RATE,
        OF_BASE,
        AVERAGE,
        /** 全村: whatever was said before, everybody is meant. */
        RESET,
        /** 其中. */
        OF,
        NEGATION,
        OR,
        UP,
        DOWN,
        /** 享受: says nothing of its own, but only beside a group. */
        VERB,
        LIGHT,
        /** 情况: makes an upper header a section heading. */
        HEADING,
        /** 双拥: names a section and restricts nothing. */
        TOPIC,
        UNKNOWN
    }

    /** A label of an element's code list. */
    record Value(ElementKey key, String label) {}

    static AggregateWord group(String text, List<Condition> conditions) {
        return new AggregateWord(
                text,
                EnumSet.of(Sense.GROUP),
                conditions,
                Optional.of(SubjectType.PERSON),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static AggregateWord plain(String text, Sense sense) {
        return new AggregateWord(
                text,
                EnumSet.of(sense),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static AggregateWord age(String text, Sense sense, Condition condition) {
        return new AggregateWord(
                text,
                EnumSet.of(sense),
                List.of(condition),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    boolean is(Sense sense) {
        return senses.contains(sense);
    }

    /** The word with the senses of another entry for the same text. */
    AggregateWord and(AggregateWord other) {
        Set<Sense> both = EnumSet.copyOf(senses);
        both.addAll(other.senses);
        List<Value> values = new ArrayList<>(valueOf);
        values.addAll(other.valueOf);
        return new AggregateWord(
                text,
                both,
                conditions.isEmpty() ? other.conditions : conditions,
                subject.or(other::subject),
                values,
                attribute.or(other::attribute),
                dated.or(other::dated),
                operand.or(other::operand));
    }
}
