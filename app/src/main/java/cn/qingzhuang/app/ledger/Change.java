package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.Provenance;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One change of the ledger as somebody sees it who follows some elements of a region.
 *
 * @param id the same however often it is told
 * @param cursor to be followed from once it is known
 * @param at when it was recorded
 * @param subject of whom; of one that became part of another, the other
 * @param type empty where nothing is known of the subject any more
 * @param unit where the subject is today; of somebody who is gone the region
 * @param into of somebody who is gone: whom he became part of
 * @param household of a person today, told to who follows {@link #MEMBERSHIP}; empty where he belongs to none
 * @param values of {@link Kind#CHANGED} and {@link Kind#ERASED} all that are known of the followed elements today, else those the change is about
 * @param source of an entry: what it came from
 */
public record Change(
        String id,
        String cursor,
        Kind kind,
        Instant at,
        String subject,
        Optional<SubjectType> type,
        String unit,
        Optional<String> into,
        Optional<String> household,
        List<Value> values,
        Optional<Source> source) {
    /** The element that says how somebody belongs to a household. */
    public static final ElementKey MEMBERSHIP = ElementKey.of("relation_to_head");

    public Change {
        values = List.copyOf(values);
    }

    /** What happened. */
    public enum Kind {
        /** A source said something. */
        RECORDED,
        /** What a source had said no longer counts: its file was read anew. */
        WITHDRAWN,
        /** A life event, its reversal, or a ruling: the subject as it is today. */
        CHANGED,
        /** Values of the subject were erased: what was told of them before is to be forgotten too. The subject as it is today. */
        ERASED,
        /** Became part of another, left the region, or nothing is known any more. */
        GONE
    }

    /**
     * A value of the change.
     *
     * @param said what the source said; empty where it does not count any more, or only doubted
     * @param now what holds today; empty where nothing is known
     * @param validOn the last day of which the value that holds was said
     */
    public record Value(
            ElementKey key,
            Optional<String> said,
            Optional<String> now,
            boolean isDisputed,
            Optional<LocalDate> validOn) {}

    /**
     * Where an entry came from.
     *
     * @param validOn of which day it speaks
     */
    public record Source(EntryKind kind, Provenance from, LocalDate validOn) {}
}
