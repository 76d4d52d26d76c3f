package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.SubjectRow;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.IdNumbers;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.identity.Identity;
import cn.qingzhuang.engine.identity.IdentityPart;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
    private static final ElementKey BIRTH_DATE = ElementKey.of("person_birth_date");
    private static final ElementKey ID_NUMBER = ElementKey.of("person_id_no");
    private static final int DAY_LENGTH = "1950-03-12".length();

    private final UUID id;
    private final SubjectType type;
    private String unit;
    private @Nullable UUID household;
    private final FactList facts;

    /** Another source says otherwise: which value is current, and which stands beside it. */
    record Difference(Numbered element, UUID keptEntry, UUID otherEntry, boolean isChanged) {}

    SubjectState(UUID id, SubjectType type, String unit) {
        this(id, type, unit, null, new FactList());
    }

    private SubjectState(UUID id, SubjectType type, String unit, @Nullable UUID household, FactList facts) {
        this.id = id;
        this.type = type;
        this.unit = unit;
        this.household = household;
        this.facts = facts;
    }

    static SubjectState of(SubjectRow row) {
        return new SubjectState(
                row.id(),
                SubjectType.values()[row.type()],
                row.unit(),
                row.household(),
                FactList.unpack(row.elements(), row.facts(), row.sources(), row.origins()));
    }

    /** The row of the current view; {@code name} is that of the subject's identity. */
    SubjectRow row(String name, ElementNumbers numbers) {
        List<Source> sources = facts.distinctSources();
        ByteBuffer packed = ByteBuffer.allocate(sources.size() * PackedFacts.SOURCE_BYTES);
        sources.forEach(s -> PackedFacts.put(packed, s));
        return new SubjectRow(
                id,
                type.ordinal(),
                unit,
                household,
                name,
                packed.array(),
                facts.bits(),
                facts.texts(),
                facts.origins(sources),
                born(numbers));
    }

    /** A person's settled date of birth, stated or else in the ID number; null where it is not known to the day. */
    @Nullable
    LocalDate born(ElementNumbers numbers) {
        if (type != SubjectType.PERSON) {
            return null;
        }
        Optional<String> stated = settled(numbers, BIRTH_DATE);
        if (stated.isEmpty()) {
            return settled(numbers, ID_NUMBER).flatMap(IdNumbers::birthDate).orElse(null);
        }
        return stated.get().length() == DAY_LENGTH ? day(stated.get()) : null;
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return null; // kept as written
        }
    }

    private Optional<String> settled(ElementNumbers numbers, ElementKey key) {
        Optional<Numbered> element = numbers.find(key);
        Fact fact = element.isEmpty() ? null : facts.get(element.get().number());
        return fact == null || fact.isDisputed() ? Optional.empty() : Optional.of(fact.value());
    }

    /** Whether a row of the current view is the one that {@link #row} makes. */
    boolean isShownBy(SubjectRow view, String name, ElementNumbers numbers) {
        SubjectRow again = row(name, numbers);
        return again.type() == view.type()
                && again.unit().equals(view.unit())
                && again.name().equals(view.name())
                && Objects.equals(again.household(), view.household())
                && Objects.equals(again.born(), view.born())
                && Arrays.equals(again.elements(), view.elements())
                && Arrays.equals(again.facts(), view.facts())
                && Arrays.equals(again.sources(), view.sources())
                && Arrays.equals(again.origins(), view.origins());
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

    FactList facts() {
        return facts;
    }

    /** Adds one entry; answers the differences it made. */
    List<Difference> apply(Entry entry) {
        if (isBelow(entry.unit(), unit) || entry.source().kind() == EntryKind.EVENT) {
            unit = entry.unit();
        }
        UUID home = entry.household();
        if (home != null) {
            household = home.equals(Entry.NO_HOUSEHOLD) ? null : home;
        }
        ValueList said = entry.said();
        if (facts.size() == 0) {
            facts.start(said, entry.source());
            return List.of();
        }
        List<Difference> out = List.of();
        for (int i = 0; i < said.size(); i++) {
            Optional<Difference> difference = apply(said.element(i), said.value(i), entry.source());
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
        if (isDecision) {
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
        for (int i = 0; i < facts.size(); i++) {
            IdentityPart part = numbers.of(facts.number(i)).part(type);
            if (part != null) {
                out.put(part, facts.value(i));
            }
        }
        return out.build(household == null ? "" : household.toString(), unit);
    }
}
