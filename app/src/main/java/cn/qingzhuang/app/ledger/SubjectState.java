package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.SubjectRow;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.identity.Identity;
import cn.qingzhuang.engine.identity.IdentityPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The current view of one subject: the fold of its entries in the order of the chain.
 *
 * <p>The rule of two values (reliability 4.4, first cut). The same value confirms: the newer entry becomes its source.
 * A person's decision (answer, confirmation, correction) wins and ends a dispute; a person's doubt opens one. Of two files the newer observation
 * wins and the value is disputed; an identifying value stays and is disputed; a file never overrides a decision.
 */
final class SubjectState {
    private final UUID id;
    private final SubjectType type;
    private String unit;
    private @Nullable UUID household;
    private final TreeMap<Integer, Fact> facts;

    /** Another source says otherwise: which value is current, and which stands beside it. */
    record Difference(Numbered element, UUID keptEntry, UUID otherEntry, boolean isChanged) {}

    SubjectState(UUID id, SubjectType type, String unit) {
        this(id, type, unit, null, new TreeMap<>());
    }

    private SubjectState(
            UUID id, SubjectType type, String unit, @Nullable UUID household, TreeMap<Integer, Fact> facts) {
        this.id = id;
        this.type = type;
        this.unit = unit;
        this.household = household;
        this.facts = facts;
    }

    static SubjectState of(SubjectRow row) {
        List<Source> sources = new ArrayList<>(row.sources().size());
        for (String text : row.sources()) {
            sources.add(Source.parse(text));
        }
        return new SubjectState(
                row.id(),
                SubjectType.values()[row.type()],
                row.unit(),
                row.household(),
                FactsJson.read(row.facts(), sources));
    }

    SubjectRow row(ElementNumbers numbers) {
        List<Source> sources = FactsJson.sources(facts);
        List<String> texts = new ArrayList<>(sources.size());
        sources.forEach(s -> texts.add(s.toString()));
        return new SubjectRow(
                id, type.ordinal(), unit, household, name(numbers), texts, FactsJson.write(facts, sources));
    }

    UUID id() {
        return id;
    }

    SubjectType type() {
        return type;
    }

    String unit() {
        return unit;
    }

    Optional<UUID> household() {
        return Optional.ofNullable(household);
    }

    Map<Integer, Fact> facts() {
        return facts;
    }

    /** Adds one entry; answers the differences it made. */
    List<Difference> apply(Entry entry) {
        List<Difference> out = List.of();
        if (isBelow(entry.unit(), unit)) {
            unit = entry.unit();
        }
        for (int i = 0; i < entry.elements().size(); i++) {
            Numbered element = entry.elements().get(i);
            String value = entry.values().get(i);
            if (element.key().equals(ElementNumbers.HOUSEHOLD_LINK)) {
                household = UUID.fromString(value);
            }
            Optional<Difference> difference = apply(element, value, entry.source());
            if (difference.isPresent()) {
                out = out.isEmpty() ? new ArrayList<>() : out;
                out.add(difference.get());
            }
        }
        return out;
    }

    private Optional<Difference> apply(Numbered element, String value, Source source) {
        Fact old = facts.get(element.number());
        if (old == null) {
            facts.put(element.number(), new Fact(value, source, false));
            return Optional.empty();
        }
        if (source.kind() == EntryKind.DISPUTE) {
            facts.put(element.number(), new Fact(old.value(), old.source(), true));
            return Optional.empty();
        }
        boolean isDecision = source.kind().isDecision();
        boolean isOlder = source.validOn().isBefore(old.source().validOn());
        if (isDecision || element.key().equals(ElementNumbers.HOUSEHOLD_LINK)) {
            facts.put(element.number(), new Fact(value, source, false));
            return Optional.empty();
        }
        if (Values.agree(element.type(), old.value(), value)) {
            boolean isKept = isOlder || old.source().kind().isDecision();
            String fuller = Values.fuller(element.type(), old.value(), value);
            facts.put(element.number(), new Fact(fuller, isKept ? old.source() : source, old.isDisputed()));
            return Optional.empty();
        }
        boolean isChanged =
                !isOlder && !element.isIdentifying() && !old.source().kind().isDecision();
        if (element.isPassing()) {
            facts.put(element.number(), isChanged ? new Fact(value, source, false) : old);
            return Optional.empty();
        }
        facts.put(element.number(), new Fact(isChanged ? value : old.value(), isChanged ? source : old.source(), true));
        UUID kept = isChanged ? source.entry() : old.source().entry();
        UUID other = isChanged ? old.source().entry() : source.entry();
        return Optional.of(new Difference(element, kept, other, isChanged));
    }

    /** A unit inside another: 999001101201 lies below 999001101000. */
    static boolean isBelow(String inner, String outer) {
        int end = outer.length();
        while (end > 6 && outer.startsWith("000", end - 3)) {
            end -= 3;
        }
        return end < outer.length() && !inner.equals(outer) && inner.startsWith(outer.substring(0, end));
    }

    Identity identity(ElementNumbers numbers) {
        Identity.Builder out = new Identity.Builder(type);
        facts.forEach((number, fact) ->
                IdentityPart.of(type, numbers.of(number).key()).ifPresent(part -> out.put(part, fact.value())));
        return out.build(household == null ? "" : household.toString(), unit);
    }

    String name(ElementNumbers numbers) {
        return identity(numbers).name();
    }
}
