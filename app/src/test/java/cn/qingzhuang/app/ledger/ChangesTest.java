package cn.qingzhuang.app.ledger;

import static cn.qingzhuang.app.ledger.Sheets.aRoster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingzhuang.app.events.Asked;
import cn.qingzhuang.app.events.EventKind;
import cn.qingzhuang.app.events.LifeEvents;
import cn.qingzhuang.app.shared.TestDatabase;
import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.KnownValue;
import cn.qingzhuang.engine.fill.SubjectFacts;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever follows the ledger ends with what the ledger holds, whatever happened, however the pages fall. */
class ChangesTest {
    private static final String TOWN = "999001101000";
    private static final String VILLAGE = "999001101201";
    private static final String OTHER_VILLAGE = "999001101202";
    private static final String HEAD = "999001194003124232";
    private static final String WIFE = "999001194207053340";
    private static final String OTHER_WIFE = "999001196107053345";
    private static final String SON = "999001197002021237";
    private static final Ledger.Author CLERK = new Ledger.Author("小李", VILLAGE);
    private static final Set<ElementKey> FOLLOWED = Set.of(
            ElementKey.of("person_name"),
            ElementKey.of("person_education"),
            ElementKey.of("person_marital_status"),
            Change.MEMBERSHIP);
    private static final ElementKey HOUSEHOLD = ElementKey.of("household");

    private final DataSource source = TestDatabase.fresh();
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-24T02:00:00Z"), ZoneOffset.UTC);
    private final Catalogue catalogue = Catalogue.standard();
    private final Ledger ledger = new Ledger(source, catalogue, clock);
    private final Review review = new Review(source, catalogue, clock);
    private final LifeEvents events = new LifeEvents(ledger, new Relations(source, catalogue), catalogue, clock);
    private final Changes changes = new Changes(source, catalogue);

    /** Somebody who follows: keeps of every subject what the last change said of it. */
    private final class Follower {
        private final Changes.Wanted wanted;
        private final Map<String, Map<ElementKey, String>> known = new TreeMap<>();
        private final Set<String> ids = new HashSet<>();
        private String cursor;

        Follower(String unit) {
            wanted = new Changes.Wanted(unit, FOLLOWED);
            cursor = changes.beginning(unit);
        }

        /** Follows to the end, pages of any size, each told again now and then. */
        Follower follow(Random random) {
            for (boolean isMore = true; isMore; ) {
                Changes.Page page = changes.after(wanted, cursor, 1 + random.nextInt(7));
                page.changes().forEach(this::take);
                isMore = page.isMore();
                if (random.nextInt(4) > 0) {
                    boolean isCut = random.nextBoolean() && !page.changes().isEmpty();
                    cursor = isCut ? page.changes().get(0).cursor() : page.next();
                    isMore |= isCut;
                } else {
                    isMore = true;
                }
            }
            return this;
        }

        private void take(Change change) {
            ids.add(change.id());
            if (change.kind() == Change.Kind.GONE) {
                known.remove(change.subject());
                return;
            }
            Map<ElementKey, String> of = known.computeIfAbsent(
                    change.subject(), s -> new TreeMap<>(java.util.Comparator.comparing(ElementKey::toString)));
            if (change.kind() == Change.Kind.CHANGED || change.kind() == Change.Kind.ERASED) {
                of.clear();
            }
            of.remove(HOUSEHOLD);
            change.household().ifPresent(home -> of.put(HOUSEHOLD, home));
            change.values()
                    .forEach(v -> v.now().ifPresentOrElse(now -> of.put(v.key(), now), () -> of.remove(v.key())));
        }

        private String all() {
            known.values().removeIf(Map::isEmpty);
            return known.toString();
        }
    }

    @BeforeEach
    void units() {
        ledger.loadUnits(Sheets.aTown());
    }

    private void take(Sheets sheets) {
        ledger.ingest(sheets.build(), VILLAGE, "小李");
    }

    private static Sheets roster(String name) {
        return aRoster(
                        "household_no",
                        "relation_to_head",
                        "person_name",
                        "person_id_no",
                        "person_education",
                        "person_marital_status")
                .named(name);
    }

    private SubjectFacts person(String name) {
        return ledger.subjects(TOWN, SubjectType.PERSON).stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What the ledger holds of the followed elements of a unit's people. */
    private String held(String unit) {
        Map<String, Map<ElementKey, String>> out = new TreeMap<>();
        for (SubjectFacts subject : ledger.subjects(unit, SubjectType.PERSON)) {
            Map<ElementKey, String> values = new TreeMap<>(java.util.Comparator.comparing(ElementKey::toString));
            for (Map.Entry<ElementKey, KnownValue> each : subject.values().entrySet()) {
                if (FOLLOWED.contains(each.getKey())) {
                    values.put(each.getKey(), each.getValue().value());
                }
            }
            subject.householdId().ifPresent(home -> values.put(HOUSEHOLD, home));
            if (!values.isEmpty()) {
                out.put(subject.id(), values);
            }
        }
        return out.toString();
    }

    private List<Runnable> history() {
        List<Runnable> out = new ArrayList<>();
        out.add(() -> take(roster("甲.xlsx")
                .row("17", "户主", "王大山", HEAD, "小学", "已婚")
                .row("17", "配偶", "李桂英", WIFE, "小学", "已婚")
                .row("17", "子", "王小山", SON, "", "未婚")));
        out.add(() -> ledger.answer(person("王小山").id(), ElementKey.of("person_education"), "高中", CLERK));
        out.add(() -> take(aRoster("person_name", "person_id_no", "person_education")
                .named("乙.xlsx")
                .row("王大山", HEAD, "初中")
                .row("王小小", "", "小学")));
        out.add(() -> take(aRoster("person_name", "person_id_no", "person_marital_status")
                .named("乙.xlsx")
                .row("王大山", HEAD, "初中")
                .row("王小小", "", "小学"))); // other bytes
        out.add(() -> ledger.dispute(person("李桂英").id(), ElementKey.of("person_education"), CLERK));
        out.add(() -> ledger.correct(person("李桂英").id(), ElementKey.of("person_education"), "初中", CLERK));
        out.add(this::readAnew);
        out.add(() -> take(aRoster("household_no", "person_name", "person_id_no")
                .named("己.xlsx")
                .row("21", "王小山", SON))); // another household, and nothing else
        out.add(() -> take(roster("丙.xlsx").row("19", "户主", "李桂英", OTHER_WIFE, "大专", "离婚")));
        out.add(this::mergeAndTakeBack);
        out.add(this::moveAndTakeBack);
        out.add(this::mergeHouseholdsAndTakeBack);
        out.add(() -> erase("王大山", Set.of("person_education")));
        out.add(() -> erase("赵春兰", Set.of()));
        out.add(() -> ledger.expire(
                TOWN.substring(0, 6),
                new Retention("person_marital_status", LocalDate.of(2026, 11, 25)),
                UUID.randomUUID()));
        return out;
    }

    private void erase(String name, Set<String> elements) {
        ledger.erase(VILLAGE, person(name).id(), elements, UUID.randomUUID(), "《个人信息保护法》");
    }

    /** The same bytes, understood otherwise. */
    private void readAnew() {
        IngestInput input =
                roster("丁.xlsx").row("20", "户主", "赵春兰", "", "小学", "未婚").build();
        ledger.ingest(input, VILLAGE, "小李");
        IngestInput other = aRoster(
                        "household_no", "relation_to_head", "person_name", "person_id_no", "-", "person_education")
                .named("丁.xlsx")
                .row("20", "户主", "赵春兰", "", "小学", "初中")
                .build();
        ledger.ingest(new IngestInput(other.file(), input.sha256(), other.mappings()), VILLAGE, "小李");
    }

    private void mergeAndTakeBack() {
        List<UUID> two = ledger.subjects(TOWN, SubjectType.PERSON).stream()
                .filter(p -> p.name().equals("李桂英"))
                .map(p -> UUID.fromString(p.id()))
                .toList();
        assertThat(two).hasSize(2);
        int merged = review.merge(two.get(0), two.get(1), CLERK);
        review.undo(merged, CLERK);
        review.merge(two.get(0), two.get(1), CLERK);
    }

    private void mergeHouseholdsAndTakeBack() {
        List<UUID> all = ledger.subjects(TOWN, SubjectType.HOUSEHOLD).stream()
                .map(h -> UUID.fromString(h.id()))
                .toList();
        assertThat(all).hasSizeGreaterThan(1);
        int merged = review.merge(all.get(0), all.get(1), CLERK);
        review.undo(merged, CLERK);
        review.merge(all.get(0), all.get(1), CLERK);
    }

    private void moveAndTakeBack() {
        for (boolean isTakenBack : new boolean[] {true, false}) {
            Map<String, String> fields = Map.of("to", OTHER_VILLAGE);
            Asked asked =
                    new Asked(VILLAGE, person("王小山").id(), EventKind.MOVE_OUT, LocalDate.of(2026, 11, 20), fields);
            int number = events.record(asked, events.preview(asked).basis(), "小李");
            if (isTakenBack) {
                ledger.reverse(person("王小山").id(), number, CLERK);
            }
        }
    }

    @Test
    void aFollowerEndsWithWhatTheLedgerHolds() {
        Random random = new Random(7);
        List<Follower> followers = new ArrayList<>();
        for (String unit : List.of(TOWN, VILLAGE, OTHER_VILLAGE)) {
            followers.add(new Follower(unit));
            followers.add(new Follower(unit));
        }
        for (Runnable step : history()) {
            step.run();
            for (int i = 0; i < followers.size(); i += 2) {
                Follower follower = followers.get(i); // the others come at the end only
                assertThat(follower.follow(random).all()).isEqualTo(held(follower.wanted.unitCode()));
            }
        }
        for (Follower follower : followers) {
            assertThat(follower.follow(random).all()).isEqualTo(held(follower.wanted.unitCode()));
        }
        assertThat(held(OTHER_VILLAGE)).contains("王小山");
        assertThat(held(VILLAGE)).doesNotContain("王小山");
    }

    @Test
    void tellsEveryEntryOnceInOrderHoweverLargeThePages() {
        history().forEach(Runnable::run);
        List<Change> whole = changes.after(new Changes.Wanted(TOWN, FOLLOWED), changes.beginning(TOWN), 1_000)
                .changes();
        assertThat(whole).extracting(Change::id).doesNotHaveDuplicates();
        for (int size : new int[] {1, 2, 3, 7}) {
            List<String> ids = new ArrayList<>();
            String cursor = changes.beginning(TOWN);
            for (boolean isMore = true; isMore; ) {
                Changes.Page page = changes.after(new Changes.Wanted(TOWN, FOLLOWED), cursor, size);
                page.changes().forEach(c -> ids.add(c.id()));
                cursor = page.next();
                isMore = page.isMore();
            }
            assertThat(ids).isEqualTo(whole.stream().map(Change::id).collect(Collectors.toList()));
        }
        for (int i = 0;
                i < whole.size() - 1;
                i++) { // each change's own cursor leads to the one behind it, or before its batch's rest
            List<Change> rest = changes.after(
                            new Changes.Wanted(TOWN, FOLLOWED), whole.get(i).cursor(), 1_000)
                    .changes();
            assertThat(rest.stream().map(Change::id))
                    .containsAll(whole.subList(i + 1, whole.size()).stream()
                            .map(Change::id)
                            .toList());
        }
    }

    @Test
    void tellsWhatWasSaidAndWhatHolds() {
        take(roster("甲.xlsx").row("17", "户主", "王大山", HEAD, "小学", "已婚"));
        ledger.correct(person("王大山").id(), ElementKey.of("person_education"), "初中", CLERK);
        List<Change> told = changes.after(
                        new Changes.Wanted(VILLAGE, Set.of(ElementKey.of("person_education"))),
                        changes.beginning(VILLAGE),
                        10)
                .changes();
        assertThat(told).hasSize(2);
        Change.Value first = told.get(0).values().get(0);
        assertThat(first.said()).contains("小学");
        assertThat(first.now()).contains("初中");
        Change.Source from = told.get(0).source().orElseThrow();
        assertThat(from.kind()).isEqualTo(EntryKind.IMPORT);
        assertThat(from.from().source()).isEqualTo("甲.xlsx");
        assertThat(from.from().row()).contains(2);
        assertThat(told.get(1).source().orElseThrow().kind()).isEqualTo(EntryKind.CORRECTION);
        assertThat(told.get(1).values()).hasSize(1);
    }

    @Test
    void refusesCursorsOfElsewhere() {
        take(roster("甲.xlsx").row("17", "户主", "王大山", HEAD, "小学", "已婚"));
        Changes.Wanted wanted = new Changes.Wanted(VILLAGE, FOLLOWED);
        String end = changes.end(VILLAGE);
        assertThat(changes.after(wanted, end, 10).changes()).isEmpty();
        assertThat(code(wanted, "nonsense")).isEqualTo("FEED-001");
        assertThat(code(wanted, end + "0")).isEqualTo("FEED-001");
        assertThat(code(wanted, end.replace("999001", "999002"))).isEqualTo("FEED-002");
        assertThat(code(wanted, "999001-9-00000000")).isEqualTo("FEED-003");
        assertThat(code(wanted, "999001-1-00000000")).isEqualTo("FEED-003");
        assertThatThrownBy(() -> changes.hasMore("x")).isInstanceOf(Problem.class);
    }

    @Test
    void anErasureIsToldWithoutTheValuesToWhoeverMayHaveThem() {
        take(roster("甲.xlsx").row("17", "户主", "王大山", HEAD, "小学", "已婚"));
        String id = person("王大山").id();
        String before = changes.end(VILLAGE);
        erase("王大山", Set.of("person_education"));
        for (String unit : List.of(TOWN, VILLAGE)) {
            List<Change> told = told(unit, before);
            assertThat(told).extracting(Change::kind).containsExactly(Change.Kind.ERASED);
            assertThat(told).extracting(Change::subject).containsExactly(id);
            assertThat(told.get(0).values())
                    .extracting(v -> v.key().toString())
                    .containsExactlyInAnyOrder("person_name", "person_marital_status", "relation_to_head");
            assertThat(told.get(0).cursor()).isEqualTo(changes.end(unit));
        }
        assertThat(told(OTHER_VILLAGE, before)).isEmpty();
        Changes.Wanted others = new Changes.Wanted(VILLAGE, Set.of(ElementKey.of("person_phone")));
        assertThat(changes.after(others, before, 10).changes()).isEmpty();
        before = changes.end(VILLAGE);
        erase("王大山", Set.of());
        assertThat(told(VILLAGE, before)).allSatisfy(c -> {
            assertThat(c.kind()).isEqualTo(Change.Kind.ERASED);
            assertThat(c.values()).isEmpty();
        });
        assertThat(new Follower(VILLAGE).follow(new Random(1)).all()).isEqualTo(held(VILLAGE));
        assertThat(ledger.check()).isEmpty();
    }

    private List<Change> told(String unit, String after) {
        return changes.after(new Changes.Wanted(unit, FOLLOWED), after, 10).changes();
    }

    @Test
    void whoFollowsAVillageIsToldThatItWasMerged() {
        take(roster("甲.xlsx").row("17", "户主", "王大山", HEAD, "小学", "已婚").row("17", "配偶", "李桂英", WIFE, "小学", "已婚"));
        ledger.ingest(
                roster("乙.xlsx").row("19", "户主", "赵春兰", OTHER_WIFE, "大专", "离婚").build(), OTHER_VILLAGE, "小李");
        List<Follower> followers = List.of(new Follower(TOWN), new Follower(VILLAGE), new Follower(OTHER_VILLAGE));
        Random random = new Random(3);
        followers.forEach(f -> f.follow(random));
        ledger.loadUnits(Sheets.units(
                "code,name,parent,valid_to,successor", VILLAGE + ",高桥村," + TOWN + ",2026-10-31," + OTHER_VILLAGE));
        followers.forEach(f -> f.follow(random));
        assertThat(followers.get(0).all()).isEqualTo(held(TOWN));
        assertThat(followers.get(1).all()).isEqualTo("{}");
        assertThat(followers.get(2).all()).isEqualTo(held(OTHER_VILLAGE)).contains("王大山", "李桂英", "赵春兰");
        assertThat(ledger.check()).isEmpty();
    }

    private String code(Changes.Wanted wanted, String cursor) {
        try {
            changes.after(wanted, cursor, 10);
            return "";
        } catch (Problem p) {
            return Objects.requireNonNull(p.code());
        }
    }

    @Test
    void tellsNothingOfOtherRegions() {
        take(roster("甲.xlsx").row("17", "户主", "王大山", HEAD, "小学", "已婚"));
        Changes.Page page =
                changes.after(new Changes.Wanted(OTHER_VILLAGE, FOLLOWED), changes.beginning(OTHER_VILLAGE), 10);
        assertThat(page.changes()).isEmpty();
        assertThat(page.isMore()).isFalse();
        assertThat(Optional.of(page.next())).contains(changes.end(VILLAGE));
    }
}
