package cn.qingzhuang.app.erasure;

import cn.qingzhuang.app.access.Place;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.drafts.Drafts;
import cn.qingzhuang.app.erasure.store.ErasureStore;
import cn.qingzhuang.app.erasure.store.ErasureStore.AskedRow;
import cn.qingzhuang.app.erasure.store.ErasureStore.By;
import cn.qingzhuang.app.erasure.store.ErasureStore.ErasureRow;
import cn.qingzhuang.app.imports.Imports;
import cn.qingzhuang.app.ledger.Erased;
import cn.qingzhuang.app.ledger.Ledger;
import cn.qingzhuang.app.ledger.Retention;
import cn.qingzhuang.app.people.PeopleSearch;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Erasure of values: one person asks, on a legal basis and for a request, another one decides; values whose time is over go without
 * anybody, each night. What is decided is done in the ledger first, then in every copy; done again it changes nothing more, so that what was
 * broken off is finished by deciding once more.
 */
public final class Erasures {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int TEXT_MAX = 300;
    private static final int ELEMENTS_MAX = 200;
    private static final int NIGHT_FROM = 2;
    private static final int GAP_DAYS = 31;
    /** A run that has not ended by then was broken off. */
    private static final Duration BROKEN_AFTER = Duration.ofHours(6);

    private final ErasureStore store;
    private final Places places;
    private final Clock clock;

    public Erasures(DataSource source, Places places, Clock clock) {
        this.store = new ErasureStore(source);
        this.places = places;
        this.clock = clock;
    }

    /** Texts that people write and that may name somebody. */
    @FunctionalInterface
    public interface Texts {
        /** Takes words out of those of a county. */
        void erased(String county, Set<String> words);
    }

    /** All that keeps values. */
    public record Places(
            Ledger ledger,
            Imports imports,
            Drafts drafts,
            PeopleSearch search,
            List<Texts> texts,
            Supplier<Catalogue> catalogue) {
        public Places {
            texts = List.copyOf(texts);
        }
    }

    /**
     * What is asked for.
     *
     * @param elements stored keys; empty: everything that is known of the subject
     * @param request whose request it is, with the number of its paper
     */
    public record Wanted(String unitCode, String subject, List<String> elements, String legalBasis, String request) {}

    /** Asks; Problem ERASURE-001 when something is missing, LEDGER-002 when the subject is not known. */
    public void ask(Viewer viewer, Wanted wanted) {
        if (!wanted.legalBasis().strip().matches("(?s).*(号|《.+》).*")
                || wanted.legalBasis().strip().length() > TEXT_MAX) {
            throw ErasureProblems.notWhole("没有写依据的法规名称或文号，或写得太长");
        }
        if (wanted.request().isBlank() || wanted.request().strip().length() > TEXT_MAX) {
            throw ErasureProblems.notWhole("没有写是谁的申请，或写得太长");
        }
        if (wanted.elements().size() > ELEMENTS_MAX
                || wanted.elements().stream()
                        .anyMatch(e -> places.catalogue()
                                .get()
                                .elementOf(ElementKey.parse(e))
                                .isEmpty())) {
            throw ErasureProblems.notWhole("目录里没有所选的数据元");
        }
        places.ledger().requireSubject(wanted.unitCode(), wanted.subject());
        store.add(new AskedRow(
                UUID.randomUUID(),
                UUID.fromString(wanted.subject()),
                wanted.unitCode(),
                List.copyOf(new TreeSet<>(wanted.elements())),
                wanted.legalBasis().strip(),
                wanted.request().strip(),
                by(viewer)));
    }

    private By by(Viewer viewer) {
        return new By(viewer.name(), viewer.title(), clock.instant());
    }

    /** The requests of a unit and all below it, what is open first. */
    public List<ErasureRow> list(String unitCode) {
        return store.list(Place.digits(unitCode));
    }

    public List<ErasureRow> of(UUID subject) {
        return store.of(subject);
    }

    /** A request of any place. */
    public Optional<ErasureRow> find(UUID id) {
        return store.find(id);
    }

    /** Decides; what is approved is done when this returns. Problem ERASURE-002 when it was decided, or by whoever asked. */
    public void decide(Viewer viewer, ErasureRow row, boolean isApproved, String reason) {
        boolean isBrokenOff = row.decided()
                .filter(d -> d.isApproved() && d.doneAt().isEmpty())
                .isPresent();
        if (!isBrokenOff && !store.decide(row.asked().id(), by(viewer), isApproved, reason.strip())) {
            throw ErasureProblems.notDecidable();
        }
        if (isBrokenOff || isApproved) {
            carryOut(row.asked());
        }
    }

    /**
     * Copies first, for they are found by what the ledger says: what is broken off before the ledger is done is done whole the next
     * time. And once more behind it, for what came meanwhile.
     */
    private void carryOut(AskedRow asked) {
        String county = asked.unitCode().substring(0, 6);
        String subject = asked.subject().toString();
        Set<String> elements = Set.copyOf(asked.elements());
        copies(county, places.ledger().copies(asked.unitCode(), subject, elements));
        Erased erased = places.ledger().erase(asked.unitCode(), subject, elements, asked.id(), asked.legalBasis());
        copies(county, erased);
        places.search().erased(county, erased.subjects());
        store.done(asked.id(), clock.instant(), erased.entries());
    }

    /** Every copy besides the ledger and the search. */
    private void copies(String county, Erased erased) {
        places.imports().erased(county, erased.files(), erased.words());
        places.drafts().erased(county, erased.words());
        if (!erased.words().isEmpty()) {
            places.texts().forEach(texts -> texts.erased(county, erased.words()));
            store.erase(county, erased.words());
        }
    }

    /**
     * Once a day, from two in the morning, erases in each county what the catalogue keeps no longer, unless another server has;
     * answers how many entries lost values. After a month without a run the first one erases nothing: either no server ran, or the clock
     * has jumped, and a day later somebody may have seen it.
     */
    public int nightly() {
        ZonedDateTime now = clock.instant().atZone(ZONE);
        int entries = 0;
        if (now.getHour() >= NIGHT_FROM) {
            for (String county : places.ledger().counties()) {
                entries += nightly(county, now.toLocalDate());
            }
        }
        return entries;
    }

    private int nightly(String county, LocalDate today) {
        Optional<LocalDate> last = store.lastRun(county);
        boolean isOver = last.filter(day -> day.isAfter(today)).isPresent(); // the clock went back
        if (isOver
                || !store.beginRun(
                        county, today, clock.instant(), clock.instant().minus(BROKEN_AFTER))) {
            return 0;
        }
        boolean isAfterGap =
                last.filter(day -> day.isBefore(today.minusDays(GAP_DAYS))).isPresent();
        int entries = isAfterGap
                ? 0
                : expire(county, over(today)).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum();
        store.endRun(county, today, clock.instant(), isAfterGap, entries);
        return entries;
    }

    /** Erases what the catalogue keeps no longer; answers how many entries lost values, by element. */
    public Map<String, Integer> expire() {
        List<Retention> over = over(LocalDate.ofInstant(clock.instant(), ZONE));
        Map<String, Integer> out = new LinkedHashMap<>();
        for (String county : places.ledger().counties()) {
            expire(county, over).forEach((element, entries) -> out.merge(element, entries, Integer::sum));
        }
        return out;
    }

    private List<Retention> over(LocalDate today) {
        List<Retention> out = new ArrayList<>();
        Catalogue known = places.catalogue().get();
        for (Element element : known.elements()) {
            known.governance(element.id())
                    .flatMap(g -> g.retentionMonths())
                    .ifPresent(months -> out.add(new Retention(element.id(), today.minusMonths(months))));
        }
        return out;
    }

    private Map<String, Integer> expire(String county, List<Retention> over) {
        Map<String, Integer> out = new LinkedHashMap<>();
        UUID run = UUID.randomUUID();
        for (Retention retention : over) {
            int entries = expire(county, retention, run);
            if (entries > 0) {
                out.put(retention.element(), entries);
            }
        }
        return out;
    }

    private int expire(String county, Retention retention, UUID run) {
        int entries = 0;
        Set<UUID> subjects = new HashSet<>();
        Set<String> files = new HashSet<>();
        for (Erased some = places.ledger().expire(county, retention, run);
                some.entries() > 0;
                some = places.ledger().expire(county, retention, run)) {
            entries += some.entries();
            subjects.addAll(some.subjects());
            files.addAll(some.files());
        }
        if (entries > 0) {
            copies(county, new Erased(subjects, entries, Set.of(), files));
            places.search().erased(county, subjects);
        }
        return entries;
    }
}
