package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.BatchRow;
import cn.qingzhuang.app.ledger.store.ChangeStore;
import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.LinkRow;
import cn.qingzhuang.app.ledger.store.RetellingRow;
import cn.qingzhuang.app.ledger.store.RulingRow;
import cn.qingzhuang.app.ledger.store.UnitRow;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Follows the ledger. The chain is the outbox: a batch is appended in the transaction that changes the view and gets its place
 * under a lock, so (county, place, entry) is a cursor without gaps in the order of commits, and nothing is written twice.
 *
 * <p>Values are told as they hold when the change is read, which is never before it: whoever takes the last change of each
 * subject holds what the ledger holds, however often a change is told.
 */
public final class Changes {
    /** So often it is looked for one page, however few of the entries are told, and at least at so many entries each time. */
    private static final int LOOKS = 20;

    private static final int ENTRIES_MIN = 200;

    private static final int BATCHES = 500;

    private final ChangeStore store;
    private final Catalogue catalogue;
    private final Map<String, ElementNumbers> numbers = new ConcurrentHashMap<>();
    private final Map<String, Decided> rulings = new ConcurrentHashMap<>();

    public Changes(DataSource source, Catalogue catalogue) {
        this.store = new ChangeStore(source);
        this.catalogue = catalogue;
    }

    /** What somebody follows: stored elements of the subjects in a unit and below it. */
    public record Wanted(String unitCode, Set<ElementKey> elements) {
        public Wanted {
            elements = Set.copyOf(elements);
        }
    }

    /**
     * A page.
     *
     * @param next to be followed from
     * @param isMore whether there is more already
     */
    public record Page(List<Change> changes, String next, boolean isMore) {
        public Page {
            changes = List.copyOf(changes);
        }
    }

    /** The cursor behind everything that is known of a unit's county. */
    public String end(String unitCode) {
        String county = UnitRow.countyOf(unitCode);
        return store.batchAt(county, store.lastPlace(county))
                .map(batch -> ChangeCursor.behind(county, batch))
                .orElseGet(() -> ChangeCursor.start(county))
                .text();
    }

    /** The cursor before everything that is known of a unit's county. */
    public String beginning(String unitCode) {
        return ChangeCursor.start(UnitRow.countyOf(unitCode)).text();
    }

    /**
     * What has come behind a cursor.
     *
     * @param batches how many acts of writing in the county, whomever they are of
     * @param since when the first of them was recorded
     */
    public record Behind(int batches, Optional<Instant> since) {}

    /** What has come behind a cursor; Problem FEED-001 when the text is no cursor. */
    public Behind behind(String cursor) {
        ChangeCursor at = ChangeCursor.parse(cursor).orElseThrow(LedgerProblems::noCursor);
        return new Behind(
                Math.max(0, store.lastPlace(at.county()) - at.place()),
                store.after(at.county(), at.place(), 1).stream()
                        .findFirst()
                        .map(link -> link.batch().recordedAt()));
    }

    /** Whether anything has come behind a cursor. */
    public boolean hasMore(String cursor) {
        ChangeCursor at = ChangeCursor.parse(cursor).orElseThrow(LedgerProblems::noCursor);
        return store.lastPlace(at.county()) > at.place();
    }

    /**
     * The changes behind a cursor, about so many: what one decision changes is not parted. Problem FEED-001 when the text is no
     * cursor, FEED-002 when it is of another county, FEED-003 when the ledger has no such place or another batch stands there.
     */
    public Page after(Wanted wanted, String cursor, int max) {
        String county = UnitRow.countyOf(wanted.unitCode());
        ChangeCursor at = require(county, cursor);
        ChangeValues values = new ChangeValues(numbers(county), wanted.elements());
        List<Change> out = new ArrayList<>();
        for (int looks = 0; looks < LOOKS && out.size() < max; looks++) {
            Step step = step(wanted.unitCode(), values, at, Math.max(ENTRIES_MIN, max - out.size()));
            if (step.next().equals(at)) {
                return new Page(out, at.text(), false);
            }
            int end = end(step.changes(), max - out.size());
            out.addAll(step.changes().subList(0, end));
            at = end == step.changes().size()
                    ? step.next()
                    : ChangeCursor.parse(cursorOf(out)).orElseThrow();
        }
        return new Page(out, at.text(), hasMore(at.text()));
    }

    /** How many of these are told where so many are wanted: what one ruling changes is not parted. */
    private static int end(List<Change> changes, int wanted) {
        int end = Math.min(wanted, changes.size());
        while (end < changes.size() && ChangeReader.isRuled(changes.get(end - 1))) {
            end++;
        }
        return end;
    }

    private static String cursorOf(List<Change> changes) {
        return changes.get(changes.size() - 1).cursor();
    }

    private ChangeCursor require(String county, String text) {
        ChangeCursor at = ChangeCursor.parse(text).orElseThrow(LedgerProblems::noCursor);
        if (!at.county().equals(county)) {
            throw LedgerProblems.foreignCursor();
        }
        boolean isHere = at.isAtStart()
                || store.batchAt(county, at.place())
                        .filter(b -> ChangeCursor.digits(b.hash()).equals(at.hash()))
                        .isPresent();
        if (!isHere) {
            throw LedgerProblems.otherChain();
        }
        return at;
    }

    private ElementNumbers numbers(String county) {
        return numbers.computeIfAbsent(county, c -> new ElementNumbers(catalogue, () -> store.elements(c)));
    }

    /** The batches that change more than their entries say, and those of them that replaced a reading. */
    private record Endings(Set<Integer> all, Set<Integer> replacing) {}

    /** What one look came to; the cursor stays where nothing has come. */
    private record Step(List<Change> changes, ChangeCursor next) {}

    private Step step(String unit, ChangeValues values, ChangeCursor at, int max) {
        List<LinkRow> behind = store.after(at.county(), at.place(), at.inner().isPresent() ? 1 : BATCHES);
        if (behind.isEmpty()) {
            return new Step(List.of(), at);
        }
        Map<Integer, RetellingRow> retellings = store.retellings(
                at.county(),
                behind.stream()
                        .map(LinkRow::batch)
                        .filter(b -> b.entries() == 0)
                        .map(BatchRow::number)
                        .toList());
        Decided decided = decided(at.county());
        ChangeReader reader = new ChangeReader(store, values, unit, decided);
        RetellingRow retelling = retellings.get(behind.get(0).batch().number());
        if (retelling != null) {
            return retold(reader, at, behind.get(0), retelling, max);
        }
        List<LinkRow> before = behind.stream()
                .takeWhile(l -> !retellings.containsKey(l.batch().number()))
                .toList();
        List<Integer> batches = before.stream().map(l -> l.batch().number()).toList();
        Map<Integer, Integer> replacing = store.replacedBy(at.county(), batches);
        Set<Integer> ending = new HashSet<>(replacing.keySet());
        ending.addAll(decided.byNumber().keySet());
        if (at.inner().filter(ChangeCursor.Inner::isOfReplaced).isPresent()) {
            LinkRow batch = before.get(0);
            return withdrawn(
                    reader, at, batch, replacing.getOrDefault(batch.batch().number(), 0), max);
        }
        return own(reader, at, group(before, ending, max), new Endings(ending, replacing.keySet()), max);
    }

    /** Some of the subjects that a batch tells of anew. */
    private static Step retold(ChangeReader reader, ChangeCursor at, LinkRow batch, RetellingRow row, int max) {
        int done = at.inner().map(ChangeCursor.Inner::done).orElse(0);
        int end = Math.min(row.subjects().size(), done + max);
        List<UUID> part = row.subjects().subList(Math.min(done, end), end);
        List<Change> changes = reader.retold(batch, row, at, part);
        return new Step(
                changes,
                end == row.subjects().size()
                        ? ChangeCursor.behind(at.county(), batch)
                        : at.within(false, end, part.get(part.size() - 1)));
    }

    /** The rulings as of now, read again only when there are more. */
    private Decided decided(String county) {
        int last = store.lastRuling(county);
        Decided known = rulings.get(county);
        if (known == null || known.last() != last) {
            known = Decided.of(store.rulings(county));
            rulings.put(county, known);
        }
        return known;
    }

    /**
     * What officers have decided about a county.
     *
     * @param last the number of the last ruling
     */
    record Decided(int last, Map<Integer, RulingRow> byNumber, Rulings rulings) {
        static Decided of(List<RulingRow> rows) {
            int last = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).number();
            Map<Integer, RulingRow> byNumber = new HashMap<>();
            rows.forEach(row -> byNumber.put(row.number(), row));
            return new Decided(last, byNumber, Rulings.of(rows));
        }
    }

    /** Some small batches, the last of which may change more than its entries say; or a large one that is taken in parts. */
    private static List<LinkRow> group(List<LinkRow> behind, Set<Integer> ending, int max) {
        List<LinkRow> out = new ArrayList<>();
        int entries = 0;
        for (LinkRow link : behind) {
            int number = link.batch().number();
            entries += link.batch().entries();
            if (entries > max && !out.isEmpty()) {
                break;
            }
            out.add(link);
            if (ending.contains(number)) {
                break;
            }
        }
        return out;
    }

    /** The entries of some batches. */
    private Step own(ChangeReader reader, ChangeCursor at, List<LinkRow> group, Endings endings, int max) {
        Map<Integer, LinkRow> byNumber =
                group.stream().collect(Collectors.toMap(l -> l.batch().number(), l -> l));
        int total = group.stream().mapToInt(l -> l.batch().entries()).sum();
        int done = at.inner().map(ChangeCursor.Inner::done).orElse(0);
        int count = Math.max(0, Math.min(max, total - done));
        LinkRow last = group.get(group.size() - 1);
        List<EntryRow> entries = new ArrayList<>(
                count == 0
                        ? List.of()
                        : store.entries(
                                at.county(),
                                byNumber.keySet(),
                                first(group),
                                at.inner().flatMap(ChangeCursor.Inner::last),
                                count));
        entries.sort(Comparator.comparingInt(e -> place(byNumber, e)));
        boolean isWhole = done + count >= total;
        boolean isEnding = isWhole && endings.replacing().contains(last.batch().number());
        List<ChangeReader.Said> said = told(at, group, entries, endings.all());
        List<Change> changes = new ArrayList<>(reader.said(said));
        if (!isWhole) {
            UUID known =
                    entries.isEmpty() ? null : entries.get(entries.size() - 1).id();
            return new Step(changes, at.within(false, done + count, known));
        }
        if (isEnding) {
            return new Step(changes, beforeLast(at, group).within(true, 0, null));
        }
        changes.addAll(reader.ruled(
                last, beforeLast(at, group).within(false, last.batch().entries(), lastOf(entries))));
        return new Step(changes, ChangeCursor.behind(at.county(), last));
    }

    /** The entries with their batches; behind the last of a batch that changes more than its entries say there is still that. */
    private static List<ChangeReader.Said> told(
            ChangeCursor at, List<LinkRow> group, List<EntryRow> entries, Set<Integer> ending) {
        List<ChangeReader.Said> out = new ArrayList<>(entries.size());
        ChangeCursor before = at.whole();
        int of = at.inner().map(ChangeCursor.Inner::done).orElse(0);
        int next = 0;
        for (LinkRow batch : group) {
            ChangeCursor behind = ChangeCursor.behind(at.county(), batch);
            int number = batch.batch().number();
            for (; next < entries.size() && entries.get(next).batch() == number; next++) {
                of++;
                boolean isLast = of >= batch.batch().entries() && !ending.contains(number);
                UUID id = entries.get(next).id();
                out.add(new ChangeReader.Said(
                        entries.get(next), batch, isLast ? behind : before.within(false, of, id)));
            }
            before = behind;
            of = 0;
        }
        return out;
    }

    private static @Nullable UUID lastOf(List<EntryRow> entries) {
        return entries.isEmpty() ? null : entries.get(entries.size() - 1).id();
    }

    /** The place before the last batch of a group. */
    private static ChangeCursor beforeLast(ChangeCursor at, List<LinkRow> group) {
        return group.size() == 1 ? at.whole() : ChangeCursor.behind(at.county(), group.get(group.size() - 2));
    }

    private static Instant first(List<LinkRow> group) {
        return group.stream()
                .map(l -> l.batch().recordedAt())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private static int place(Map<Integer, LinkRow> byNumber, EntryRow entry) {
        return Objects.requireNonNull(byNumber.get(entry.batch())).place();
    }

    /** The entries of the reading that a batch replaced. */
    private Step withdrawn(ChangeReader reader, ChangeCursor at, LinkRow batch, int replaced, int max) {
        ChangeCursor.Inner inner = at.inner().orElseThrow();
        Optional<LinkRow> old = store.batch(at.county(), replaced);
        int total = old.map(l -> l.batch().entries()).orElse(0);
        int count = Math.max(0, Math.min(max, total - inner.done()));
        List<EntryRow> entries = old.isEmpty() || count == 0
                ? List.of()
                : store.entries(
                        at.county(), List.of(replaced), old.get().batch().recordedAt(), inner.last(), count);
        List<ChangeReader.Said> said = new ArrayList<>(entries.size());
        int done = inner.done();
        for (EntryRow entry : entries) {
            said.add(new ChangeReader.Said(entry, batch, at.within(true, ++done, entry.id())));
        }
        List<Change> changes = new ArrayList<>(reader.withdrawn(said));
        if (inner.done() + count < total) {
            return new Step(changes, at.within(true, done, lastOf(entries)));
        }
        changes.addAll(reader.ruled(batch, at.within(true, done, inner.last().orElse(lastOf(entries)))));
        return new Step(changes, ChangeCursor.behind(at.county(), batch));
    }
}
