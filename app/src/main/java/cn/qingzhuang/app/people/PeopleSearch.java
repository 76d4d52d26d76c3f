package cn.qingzhuang.app.people;

import cn.qingzhuang.app.ledger.Ledger;
import cn.qingzhuang.app.people.store.SearchStore;
import cn.qingzhuang.app.people.store.SearchStore.Filter;
import cn.qingzhuang.app.people.store.SearchStore.PersonRow;
import cn.qingzhuang.app.people.store.SearchStore.Place;
import cn.qingzhuang.app.people.store.SearchStore.Scope;
import cn.qingzhuang.app.people.store.SearchStore.SearchRow;
import cn.qingzhuang.app.shared.Timings;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.SubjectFacts;
import cn.qingzhuang.engine.fill.SubjectQuery;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Finds people and households by part of a name, pinyin or its initials, the end of an ID or phone number, a household
 * number, and lists them with filters. Its rows follow the ledger: what was just saved is brought in before each look, a
 * whole import is worked off beside it.
 */
public final class PeopleSearch {
    private static final Pattern LETTERS = Pattern.compile("[a-zA-Z]{1,40}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{4,20}[xX]?");
    private static final Pattern FEW_DIGITS = Pattern.compile("[0-9]{1,3}");
    /** Who has died or left the register is on no list, unless the list asks for just that. */
    private static final Map<String, List<String>> GONE =
            Map.of("person_alive", List.of("否"), "person_population_status", List.of("注销", "死亡", "迁出"));

    private static final int AT_ONCE = 1_000;
    private static final int LOOKED_AT = 300;
    private static final int SHORT = 5_000;

    /** So many of the order are read before a page is looked for by what is rare. */
    private static final int WALKED = 10_000;

    private static final int COUNTY = 6;

    private final SearchStore store;
    private final Ledger ledger;
    private final Supplier<Catalogue> catalogue;

    public PeopleSearch(DataSource source, Ledger ledger, Supplier<Catalogue> catalogue) {
        this.store = new SearchStore(source);
        this.ledger = ledger;
        this.catalogue = catalogue;
    }

    /** Somebody as a line of a list: enough to tell two of one name apart. */
    public record Found(
            String id,
            SubjectType type,
            String name,
            String unitCode,
            Optional<LocalDate> bornOn,
            String sex,
            String idTail) {
        private static Found of(PersonRow row) {
            return new Found(
                    row.id().toString(),
                    SubjectType.values()[row.type()],
                    row.name(),
                    row.unit(),
                    row.bornOn(),
                    row.sex() == 1 ? "男" : row.sex() == 2 ? "女" : "",
                    row.idTail());
        }
    }

    /** An element of a closed list that somebody has; with a value when one is given. */
    public record Flag(String element, Optional<String> value) {}

    /**
     * Whom a list holds.
     *
     * @param sex 1 men, 2 women, 0 both
     * @param bornFrom the first day of birth
     * @param after where the page before ended, as it told
     */
    public record ListWanted(
            String unitCode,
            int sex,
            Optional<LocalDate> bornFrom,
            Optional<LocalDate> bornTo,
            List<Flag> flags,
            Optional<String> after) {}

    /**
     * A page of a list.
     *
     * @param count of what is left of the list with this page, as far as it was counted, at most {@value #SHORT}
     * @param isMore whether there are more than that
     * @param after where the next page begins, if there is one
     */
    public record Page(List<Found> people, int count, boolean isMore, Optional<String> after) {}

    /** Follows the ledger by some entries; answers how many it was. */
    public int follow() {
        int done = 0;
        for (String county : store.countiesBehind()) {
            done += store.follow(county, AT_ONCE, this::rows);
        }
        return done;
    }

    /** Brings in what was saved of late, unless it is too much to wait for. */
    private void catchUp(String county) {
        long behind = store.entriesBehind(county);
        if (behind > 0 && behind <= AT_ONCE) {
            store.follow(county, AT_ONCE, this::rows);
        }
    }

    /** How many entries of the ledger the search of a unit's county does not know yet. */
    public long behind(String unitCode) {
        return store.entriesBehind(scope(unitCode).county());
    }

    /** To be called after values were erased: their rows are made anew, or are gone. */
    public void erased(String county, Set<UUID> subjects) {
        store.renew(county, subjects, AT_ONCE, this::rows);
    }

    /** Forgets everything; it is followed anew from the ledger. */
    public void restart() {
        store.clear();
    }

    /** To be called after units were merged: their people are found under the unit that goes on for them. */
    public void unitsChanged() {
        store.followUnits();
    }

    /** Whoever a text may mean, likeliest first; nobody for a text that says nothing. Words that are parted all count. */
    public List<Found> find(String unitCode, String text, int max) {
        return Timings.SEARCH.of(() -> look(unitCode, text, max));
    }

    private List<Found> look(String unitCode, String text, int max) {
        List<String> words = List.of(text.strip().split("[\\s,，、]+", -1));
        if (words.get(0).isEmpty()) {
            return List.of();
        }
        Scope scope = scope(unitCode);
        catchUp(scope.county());
        SearchKeys keys = new SearchKeys(scope.county());
        SearchKeys given = new SearchKeys(scope.county());
        String name = "";
        String letters = "";
        List<String> numbers = new ArrayList<>();
        for (String word : words) {
            if (DIGITS.matcher(word).matches()) {
                numbers.add(word.toUpperCase(Locale.ROOT));
                keys.number(word.toUpperCase(Locale.ROOT));
                given.number(word.toUpperCase(Locale.ROOT));
            } else if (FEW_DIGITS.matcher(word).matches()) {
                keys.householdNumber(word);
                given.householdNumber(word);
            } else if (LETTERS.matcher(word).matches() && letters.isEmpty()) {
                letters = word.toLowerCase(Locale.ROOT);
                keys.partOfInitials(letters);
                given.givenName(letters);
            } else {
                name = name.isEmpty() ? word : name;
                keys.partOfName(word);
                given.partOfName(word);
            }
        }
        SearchStore.Wanted wanted = new SearchStore.Wanted(scope, keys.keys(), name, letters, given.keys());
        List<String> cut =
                numbers.stream().filter(n -> !SearchKeys.isWholeKey(n)).toList();
        List<PersonRow> found = store.find(wanted, cut.isEmpty() ? max : LOOKED_AT);
        return withNumbers(scope, found, cut).stream().limit(max).map(Found::of).toList();
    }

    /** Only an end of these numbers was looked for: they are compared in full. */
    private List<PersonRow> withNumbers(Scope scope, List<PersonRow> found, List<String> numbers) {
        if (numbers.isEmpty() || found.isEmpty()) {
            return found;
        }
        Map<String, SubjectFacts> facts = new HashMap<>();
        facts(scope.county(), ids(found), Set.copyOf(SearchKeys.NUMBERS)).forEach(s -> facts.put(s.id(), s));
        return found.stream()
                .filter(row -> Optional.ofNullable(facts.get(row.id().toString()))
                        .filter(s -> numbers.stream()
                                .allMatch(n -> s.values().values().stream()
                                        .anyMatch(known -> known.value().endsWith(n))))
                        .isPresent())
                .toList();
    }

    /** Whom a line pasted from a sheet means: by its ID number, else by name and phone, else by the name. */
    public List<Found> match(String unitCode, String line, int max) {
        PastedLine said = PastedLine.of(line);
        List<Found> byNumber = said.idNumber().map(n -> find(unitCode, n, max)).orElse(List.of());
        if (!byNumber.isEmpty() || said.name().isEmpty()) {
            return byNumber;
        }
        List<Found> byPhone = said.phone()
                .map(p -> find(unitCode, said.name() + " " + p, max))
                .orElse(List.of());
        if (!byPhone.isEmpty()) {
            return byPhone;
        }
        return find(unitCode, said.name(), max).stream()
                .filter(p -> p.name().equals(said.name()) && p.type() == SubjectType.PERSON)
                .toList();
    }

    /** A page of a list of persons in the order of units and names. */
    public Page list(ListWanted wanted, int max) {
        return Timings.SEARCH.of(() -> page(wanted, max));
    }

    private Page page(ListWanted wanted, int max) {
        Filter filter = filter(wanted);
        catchUp(filter.scope().county());
        List<PersonRow> near = store.listNear(filter, max + 1, WALKED);
        if (near.size() > max) {
            return page(near, max, max, true);
        }
        SearchStore.ShortList all = store.listShort(filter, max + 1, SHORT + 1);
        boolean isShort = all.count() <= SHORT;
        List<PersonRow> rows = isShort ? all.first() : store.list(filter, max + 1);
        return page(rows, max, Math.min(SHORT, all.count()), !isShort);
    }

    private static Page page(List<PersonRow> rows, int max, int count, boolean isMore) {
        List<PersonRow> page = rows.subList(0, Math.min(max, rows.size()));
        return new Page(
                page.stream().map(Found::of).toList(),
                count,
                isMore,
                rows.size() <= max ? Optional.empty() : Optional.of(after(page.get(max - 1))));
    }

    /** How many a list has. */
    public long count(ListWanted wanted) {
        return store.count(filter(wanted));
    }

    /** All of a list up to a number, each with the facts that are asked for. */
    public List<SubjectFacts> listFacts(ListWanted wanted, int max, Set<ElementKey> elements) {
        Filter filter = filter(wanted);
        catchUp(filter.scope().county());
        List<PersonRow> rows = store.list(filter, max);
        Map<String, SubjectFacts> facts = new HashMap<>();
        facts(filter.scope().county(), ids(rows), elements).forEach(s -> facts.put(s.id(), s));
        return rows.stream()
                .flatMap(row -> Optional.ofNullable(facts.get(row.id().toString())).stream())
                .toList();
    }

    /** The persons of a household, in the order of birth. */
    public List<Found> members(String unitCode, String household) {
        String county = scope(unitCode).county();
        List<Found> out = new ArrayList<>();
        ledger.each(
                new SubjectQuery(
                        county + "000000",
                        SubjectType.PERSON,
                        PersonFacts.ELEMENTS,
                        new SubjectQuery.MembersOf(Set.of(household))),
                s -> out.add(Found.of(PersonFacts.row(s))));
        out.sort(Comparator.comparing((Found p) -> p.bornOn().orElse(LocalDate.MAX))
                .thenComparing(Found::id));
        return out;
    }

    /** Somebody whose facts are known, as a line of a list. */
    public static Found line(SubjectFacts subject) {
        return Found.of(PersonFacts.row(subject));
    }

    private static Filter filter(ListWanted wanted) {
        Scope scope = scope(wanted.unitCode());
        SearchKeys keys = new SearchKeys(scope.county());
        wanted.flags().forEach(flag -> keys.flag(flag.element(), flag.value()));
        boolean asksForGone = wanted.flags().stream().anyMatch(flag -> GONE.containsKey(flag.element()));
        SearchKeys gone = new SearchKeys(scope.county());
        if (!asksForGone) {
            GONE.forEach((element, values) -> values.forEach(v -> gone.flag(element, Optional.of(v))));
        }
        return new Filter(
                scope,
                SubjectType.PERSON.ordinal(),
                wanted.sex(),
                wanted.bornFrom(),
                wanted.bornTo(),
                keys.keys(),
                gone.keys(),
                wanted.after().map(PeopleSearch::place));
    }

    private static String after(PersonRow row) {
        return row.unit() + "|" + row.id() + "|" + row.name();
    }

    /** Where a page ended; a text that is none means the start of everything. */
    private static Place place(String after) {
        String[] parts = after.split("\\|", 3);
        return parts.length == 3 && parts[1].matches("[0-9a-f-]{36}")
                ? new Place(parts[0], parts[2], UUID.fromString(parts[1]))
                : new Place("", "", new UUID(0, 0));
    }

    private List<SearchRow> rows(String county, Set<UUID> ids) {
        return facts(county, ids, Set.of()).stream()
                .map(subject -> row(county, subject))
                .toList();
    }

    private SearchRow row(String county, SubjectFacts subject) {
        List<List<String>> said = NamePinyin.of(subject.name());
        List<String> initials =
                said.stream().map(NamePinyin::initials).distinct().toList();
        return new SearchRow(
                PersonFacts.row(subject),
                String.join(" ", initials),
                String.join("", said.get(0)),
                SearchKeys.of(county, subject, said, catalogue.get()));
    }

    private List<SubjectFacts> facts(String county, Collection<UUID> ids, Set<ElementKey> elements) {
        Set<String> named = ids.stream().map(UUID::toString).collect(Collectors.toCollection(HashSet::new));
        List<SubjectFacts> out = new ArrayList<>(ids.size());
        for (SubjectType type : List.of(SubjectType.PERSON, SubjectType.HOUSEHOLD)) {
            ledger.each(
                    new SubjectQuery(county + "000000", type, elements, new SubjectQuery.Identified(named)), out::add);
        }
        return out;
    }

    private static Scope scope(String unitCode) {
        String stem = unitCode.replaceFirst("(000)+$", "");
        String kept = stem.length() < COUNTY ? unitCode.substring(0, COUNTY) : stem;
        return new Scope(unitCode.substring(0, COUNTY), unitCode, kept + "9".repeat(unitCode.length() - kept.length()));
    }

    private static List<UUID> ids(List<PersonRow> rows) {
        return rows.stream().map(PersonRow::id).toList();
    }
}
