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
 * <p>What becomes of a value beside another one is said by {@link TwoValues}.
 */
final class SubjectState {
    private static final ElementKey BIRTH_DATE = ElementKey.of("person_birth_date");
    private static final ElementKey DEATH = ElementKey.of("person_death_date");
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
            facts.start(said, entry.source(), entry.weights());
            return List.of();
        }
        List<Difference> out = List.of();
        for (int i = 0; i < said.size(); i++) {
            Optional<Difference> difference = apply(said.element(i), said.value(i), entry);
            if (difference.isPresent()) {
                out = out.isEmpty() ? new ArrayList<>() : out;
                out.add(difference.get());
            }
        }
        return out;
    }

    private Optional<Difference> apply(Numbered element, String value, Entry entry) {
        Source source = entry.source();
        Authority authority =
                source.kind() == EntryKind.IMPORT ? entry.weights().of(element) : Authority.VISIT;
        Fact said = new Fact(value, source, false, authority);
        Fact old = facts.get(element.number());
        if (old == null) {
            facts.put(element.number(), said);
            return Optional.empty();
        }
        TwoValues.Verdict verdict = TwoValues.of(element, old, said, isAfterDeath(element, source, entry.weights()));
        facts.put(element.number(), after(element, old, said, verdict));
        boolean isChanged = verdict.outcome() == TwoValues.Outcome.REPLACES;
        if (!verdict.isReviewed() || verdict.outcome() == TwoValues.Outcome.DOUBTS) {
            return Optional.empty();
        }
        UUID kept = isChanged ? source.entry() : old.source().entry();
        UUID other = isChanged ? old.source().entry() : source.entry();
        return Optional.of(new Difference(element, kept, other, isChanged));
    }

    private static Fact after(Numbered element, Fact old, Fact said, TwoValues.Verdict verdict) {
        boolean isDisputed = verdict.isDisputed();
        return switch (verdict.outcome()) {
            case DECIDES ->
                new Fact(
                        said.value(),
                        said.source(),
                        isDisputed,
                        said.authority().or(old.authority()));
            case REPLACES -> new Fact(said.value(), said.source(), isDisputed, said.authority());
            case DOUBTS, STAYS -> new Fact(old.value(), old.source(), isDisputed, old.authority());
            case CONFIRMS -> {
                String fuller = Values.fuller(element.type(), old.value(), said.value());
                yield new Fact(
                        fuller,
                        confirmed(old, said),
                        isDisputed,
                        said.authority().or(old.authority()));
            }
        };
    }

    /** The newer of two that say the same; a person's word, and a higher authority, stay the source and are fresh again. */
    private static Source confirmed(Fact old, Fact said) {
        if (said.source().validOn().isBefore(old.source().validOn())) {
            return old.source();
        }
        boolean isKept = old.source().kind().isDecision() || said.authority().compareTo(old.authority()) < 0;
        return isKept ? old.source().confirmedOn(said.source().validOn()) : said.source();
    }

    private boolean isAfterDeath(Numbered element, Source source, Authorities weights) {
        if (type != SubjectType.PERSON || element.key().equals(DEATH)) {
            return false;
        }
        Fact death = weights.find(DEATH).map(e -> facts.get(e.number())).orElse(null);
        return death != null
                && death.value().length() == DAY_LENGTH
                && death.value().compareTo(source.validOn().toString()) < 0;
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
