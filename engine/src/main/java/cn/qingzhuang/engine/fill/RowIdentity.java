package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.IdNumbers;
import cn.qingzhuang.engine.catalog.Reading;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.identity.Decision;
import cn.qingzhuang.engine.identity.Identity;
import cn.qingzhuang.engine.identity.IdentityKeys;
import cn.qingzhuang.engine.identity.IdentityMatcher;
import cn.qingzhuang.engine.identity.IdentityPart;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the subjects that the lines of a template name: people and households by ID number, also where one or two of its digits were mistyped
 * ({@link IdentityMatcher}), else by name where the other columns that are present do not speak against it. Where two fit,
 * none is taken. All lines are told first ({@link #expect}), so that those they may name are fetched at once.
 */
final class RowIdentity {
    private static final int ID_SHOWN_MIN = 8;
    private static final Pattern BLANKS = Pattern.compile("[\\s　]");

    /** What is told by a number or a name of its own and not by people. */
    static final List<SubjectType> THINGS = List.of(SubjectType.ORGANISATION, SubjectType.PLACE, SubjectType.DWELLING);

    /** Columns that tell people of one name apart. */
    static final List<ElementKey> TELLING = Stream.of(
                    "person_sex",
                    "person_birth_date",
                    "person_phone",
                    "village",
                    "villager_group",
                    "household_no",
                    "person_name@head",
                    "relation_to_head")
            .map(ElementKey::parse)
            .toList();

    private final Facts facts;
    private final SubjectType type;
    private final boolean isOfPeople;
    private final List<ElementKey> nameKeys;
    private final List<ElementKey> idKeys;
    private final Set<Said> expected = new LinkedHashSet<>();
    private final Map<String, Integer> named = new HashMap<>();
    private final Map<String, List<SubjectFacts>> byId = new HashMap<>();
    private final Map<String, List<SubjectFacts>> byName = new HashMap<>();
    private boolean isFetched;

    /** The subject of a line, or the reason why there is none. */
    record Match(Optional<SubjectFacts> subject, String why) {
        static Match none(String why) {
            return new Match(Optional.empty(), why);
        }

        static Match of(SubjectFacts subject) {
            return new Match(Optional.of(subject), "");
        }
    }

    /** The number (as written, perhaps masked) and the name on a line; "" where there is none. */
    private record Said(String id, String name, boolean isNumbered) {
        boolean isAny() {
            return !id.isEmpty() || !name.isEmpty();
        }
    }

    /** Whether what a line says besides the name speaks for or against a subject. */
    private enum Support {
        FOR,
        NEITHER,
        AGAINST
    }

    RowIdentity(Facts facts, SubjectType type) {
        this.facts = facts;
        this.type = type;
        this.isOfPeople = !isThing(type);
        String role = type == SubjectType.HOUSEHOLD ? "head" : "";
        this.nameKeys = isOfPeople ? List.of(new ElementKey("person_name", role)) : IdentityPart.NAME.carriers(type);
        this.idKeys = isOfPeople ? List.of(new ElementKey("person_id_no", role)) : IdentityPart.NUMBER.carriers(type);
    }

    static boolean isThing(SubjectType type) {
        return THINGS.contains(type);
    }

    static String plain(String text) {
        return BLANKS.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
    }

    private static String text(Line line, List<SlotColumn> columns, List<ElementKey> keys) {
        for (SlotColumn column : columns) {
            boolean isAsked = column.confidence() >= SlotFiller.BAR
                    && keys.stream().anyMatch(key -> column.asks(key.element(), key.role()));
            String text = isAsked ? line.text(column) : "";
            if (!text.isBlank()) {
                return text;
            }
        }
        return "";
    }

    private Said said(Line line, List<SlotColumn> columns) {
        String id = plain(text(line, columns, idKeys));
        boolean isNumbered = isOfPeople ? IdNumbers.isShaped(id) : !id.isEmpty();
        return new Said(id, Identity.plainName(text(line, columns, nameKeys)), isNumbered);
    }

    /** Announces a line that will be looked for. */
    void expect(Line line, List<SlotColumn> columns) {
        Said said = said(line, columns);
        if (said.isAny()) {
            expected.add(said);
            named.merge(said.name(), said.isNumbered() ? 0 : 1, Integer::sum);
        }
    }

    boolean isAnybodyNamed() {
        return !expected.isEmpty();
    }

    /** The subject of an announced line; empty when the line names nobody. */
    Optional<Match> find(Line line, List<SlotColumn> columns) {
        Said said = said(line, columns);
        if (!said.isAny()) {
            return Optional.empty();
        }
        fetch();
        return Optional.of(match(said, line, columns));
    }

    private void fetch() {
        if (isFetched) {
            return;
        }
        isFetched = true;
        for (SubjectFacts subject : isOfPeople ? people() : facts.keyed(type, keys(type))) {
            known(subject, idKeys).ifPresent(id -> add(byId, IdNumbers.toLong(id.value()), subject));
            known(subject, nameKeys).ifPresent(name -> add(byName, Identity.plainName(name.value()), subject));
        }
    }

    private Collection<SubjectFacts> people() {
        Map<String, SubjectFacts> found = new LinkedHashMap<>();
        List<SubjectFacts> people = facts.keyed(SubjectType.PERSON, keys(SubjectType.PERSON));
        facts.fetchHouseholds(people);
        if (type == SubjectType.HOUSEHOLD) {
            List<SubjectFacts> households = facts.keyed(type, keys(type));
            people.forEach(p -> facts.household(p).ifPresent(h -> found.put(h.id(), h)));
            households.forEach(h -> found.put(h.id(), h));
            facts.fetchHouseholds(found.values());
        } else {
            people.forEach(p -> found.put(p.id(), p));
        }
        return found.values();
    }

    private Optional<KnownValue> known(SubjectFacts subject, List<ElementKey> keys) {
        return keys.stream().flatMap(key -> facts.known(subject, key).stream()).findFirst();
    }

    private static void add(Map<String, List<SubjectFacts>> map, String key, SubjectFacts subject) {
        map.computeIfAbsent(key, k -> new ArrayList<>(1)).add(subject);
    }

    /** The keys under which all that the lines name are found, in each town of the unit. */
    private Set<Long> keys(SubjectType of) {
        Set<Long> keys = new HashSet<>();
        boolean isHousehold = of == SubjectType.HOUSEHOLD;
        for (String town : facts.towns()) {
            for (Said said : expected) {
                Identity.Builder who = new Identity.Builder(of).put(IdentityPart.NAME, said.name());
                if (said.isNumbered()) {
                    who.put(isHousehold ? IdentityPart.HEAD_NUMBER : IdentityPart.NUMBER, said.id());
                }
                for (long key : IdentityKeys.lookups(who.build("", town))) {
                    keys.add(key);
                }
            }
        }
        return keys;
    }

    private Match match(Said said, Line line, List<SlotColumn> columns) {
        if (said.isNumbered()) {
            List<SubjectFacts> same = byId.getOrDefault(IdNumbers.toLong(said.id()), List.of());
            if (same.size() == 1) {
                boolean agrees = said.name().isEmpty()
                        || known(same.get(0), nameKeys)
                                .map(n -> Identity.plainName(n.value()).equals(said.name()))
                                .orElse(true);
                return agrees ? Match.of(same.get(0)) : Match.none(isOfPeople ? "身份证号与姓名对不上，请核对" : "编号与名称对不上，请核对");
            }
            if (same.size() > 1) {
                return Match.none(isOfPeople ? "台账中有多人使用这个身份证号，请核对" : "台账中有多个对象使用这个编号，请核对");
            }
            Optional<Match> mistyped = type == SubjectType.PERSON ? mistyped(said, line, columns) : Optional.empty();
            if (mistyped.isPresent()) {
                return mistyped.get();
            }
        }
        return byName(said, line, columns);
    }

    /** The subject that the filled blanks of a card name; each slot stands in a cell of its own. */
    Match findOnCard(Line line, List<SlotColumn> slots) {
        expect(line, slots);
        return find(line, slots).orElseGet(() -> Match.none("这张表是填给谁的？请先填姓名和身份证号"));
    }

    /** The person of the same name and phone or birth date whose number differs as typing errors do. */
    private Optional<Match> mistyped(Said said, Line line, List<SlotColumn> columns) {
        List<SubjectFacts> namesakes = byName.getOrDefault(said.name(), List.of());
        if (namesakes.isEmpty()) {
            return Optional.empty();
        }
        Identity.Builder row =
                new Identity.Builder(type).put(IdentityPart.NUMBER, said.id()).put(IdentityPart.NAME, said.name());
        for (SlotColumn column : columns) {
            column.stored()
                    .filter(key -> column.confidence() >= SlotFiller.BAR)
                    .flatMap(key -> IdentityPart.of(type, key))
                    .ifPresent(part -> written(column, line).ifPresent(value -> row.put(part, value)));
        }
        List<IdentityMatcher.Candidate> candidates = namesakes.stream()
                .map(s -> new IdentityMatcher.Candidate(s.id(), identity(s)))
                .toList();
        Decision decision = IdentityMatcher.decide(row.build("", facts.unitCode()), candidates, () -> false);
        return decision instanceof Decision.SameButDiffers same
                ? namesakes.stream()
                        .filter(s -> s.id().equals(same.subjectId()))
                        .findFirst()
                        .map(Match::of)
                : Optional.empty();
    }

    private Identity identity(SubjectFacts subject) {
        Identity.Builder out = new Identity.Builder(type);
        subject.values()
                .forEach((key, known) -> IdentityPart.of(type, key).ifPresent(part -> out.put(part, known.value())));
        return out.build(subject.householdId().orElse(""), subject.unitCode());
    }

    private Match byName(Said said, Line line, List<SlotColumn> columns) {
        List<SubjectFacts> fitting = new ArrayList<>();
        boolean isSupported = said.id().contains("*") || said.id().contains("＊");
        for (SubjectFacts subject : byName.getOrDefault(said.name(), List.of())) {
            Support support = isSameId(said.id(), subject) ? support(subject, line, columns) : Support.AGAINST;
            if (support != Support.AGAINST) {
                fitting.add(subject);
                isSupported |= support == Support.FOR;
            }
        }
        if (fitting.isEmpty()) {
            return Match.none("台账中没有找到这一行的对象");
        }
        if (fitting.size() > 1) {
            return Match.none("台账中有" + fitting.size() + "个同名的对象，请补填" + number());
        }
        boolean isNameUnique = named.getOrDefault(said.name(), 0) <= 1;
        return isNameUnique || isSupported ? Match.of(fitting.get(0)) : Match.none("表中有多行是这个姓名，台账中只有一个，请补填" + number());
    }

    private String number() {
        return isOfPeople ? "身份证号" : "编号";
    }

    /** A masked number must agree where it is shown; a full one that is nobody's must not be known otherwise. */
    private boolean isSameId(String written, SubjectFacts subject) {
        Optional<KnownValue> known = written.isEmpty() ? Optional.empty() : known(subject, idKeys);
        if (known.isEmpty()) {
            return true;
        }
        String id = known.get().value();
        long shown = written.chars().filter(Character::isLetterOrDigit).count();
        if (written.length() != id.length() || shown < ID_SHOWN_MIN && !written.contains("*")) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (written.charAt(i) != '*' && written.charAt(i) != '＊' && written.charAt(i) != id.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the other filled columns of the line say what the ledger says. */
    private Support support(SubjectFacts subject, Line line, List<SlotColumn> columns) {
        Support out = Support.NEITHER;
        for (SlotColumn column : columns) {
            boolean isTelling = column.confidence() >= SlotFiller.BAR
                    && TELLING.stream().anyMatch(k -> column.asks(k.element(), k.role()));
            Optional<String> written = isTelling ? written(column, line) : Optional.empty();
            Optional<String> known = written.isEmpty()
                    ? Optional.empty()
                    : column.key().flatMap(k -> facts.find(subject, k).value());
            if (known.isPresent()) {
                boolean agrees = known.get().startsWith(written.orElseThrow())
                        || written.orElseThrow().startsWith(known.get());
                if (!agrees) {
                    return Support.AGAINST;
                }
                out = Support.FOR;
            }
        }
        return out;
    }

    private static Optional<String> written(SlotColumn column, Line line) {
        return column.reader()
                .map(reader -> reader.read(line.value(column)))
                .flatMap(reading -> reading instanceof Reading.Canonical c ? Optional.of(c.value()) : Optional.empty());
    }
}
