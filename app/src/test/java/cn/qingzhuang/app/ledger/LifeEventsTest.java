package cn.qingzhuang.app.ledger;

import static cn.qingzhuang.app.ledger.Sheets.aRoster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingzhuang.app.events.Asked;
import cn.qingzhuang.app.events.EventKind;
import cn.qingzhuang.app.events.LifeEvents;
import cn.qingzhuang.app.events.Preview;
import cn.qingzhuang.app.ledger.Relations.Relation;
import cn.qingzhuang.app.shared.TestDatabase;
import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.KnownValue;
import cn.qingzhuang.engine.fill.SubjectFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Relations with dates, and what follows from births, deaths, moves and marriages, on a real database. */
class LifeEventsTest {
    private static final String TOWN = "999001101000";
    private static final String VILLAGE = "999001101201";
    private static final String OTHER_VILLAGE = "999001101202";
    private static final String HEAD = "999001194003124232";
    private static final String WIFE = "999001194207053340";
    private static final String SON = "999001197002021237";
    private static final String BRIDE = "999001197103031248";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    private final DataSource database = TestDatabase.fresh();
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-24T02:00:00Z"), ZoneOffset.UTC);
    private final Catalogue catalogue = Catalogue.standard();
    private final Ledger ledger = new Ledger(database, catalogue, clock);
    private final Relations relations = new Relations(database, catalogue);
    private final LifeEvents events = new LifeEvents(ledger, relations, catalogue, clock);

    @BeforeEach
    void aHouseholdOfThreeAndAStranger() {
        ledger.loadUnits(Sheets.aTown());
        take(aRoster(
                        "household_no",
                        "person_name",
                        "relation_to_head",
                        "person_id_no",
                        "household_size",
                        "elderly_allowance",
                        "person_marital_status")
                .filledOn("2025-03-01")
                .row("17", "王大山", "户主", HEAD, "3", "100", "已婚")
                .row("17", "李桂英", "配偶", WIFE, "3", "", "已婚")
                .row("17", "王小山", "子", SON, "3", "", "未婚")
                .row("18", "赵春兰", "户主", BRIDE, "1", "", "未婚"));
    }

    @AfterEach
    void everyCheckHolds() {
        assertThat(ledger.check()).isEmpty();
        assertThat(ledger.rebuild()).isZero();
    }

    private void take(Sheets sheets) {
        ledger.ingest(sheets.build(), VILLAGE, "小李");
    }

    private List<SubjectFacts> people() {
        return ledger.subjects(TOWN, SubjectType.PERSON);
    }

    private SubjectFacts person(String name) {
        return people().stream()
                .filter(p -> value(p, "person_name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String home(String name) {
        return person(name).householdId().orElse("");
    }

    private SubjectFacts household(String id) {
        return ledger.requireSubject(TOWN, id);
    }

    private static String value(SubjectFacts subject, String key) {
        KnownValue known = subject.values().get(ElementKey.parse(key));
        return known == null ? "" : known.value();
    }

    private static Asked asked(String subject, EventKind kind, Map<String, String> fields) {
        return new Asked(VILLAGE, subject, kind, DAY, fields);
    }

    private int record(Asked asked) {
        return events.record(asked, events.preview(asked).basis(), "小李");
    }

    /** Everything the ledger shows of everybody, to be compared before an event and after it was taken back. */
    private String everything() {
        StringBuilder out = new StringBuilder();
        for (SubjectType type : List.of(SubjectType.PERSON, SubjectType.HOUSEHOLD)) {
            ledger.subjects("999001000000", type).stream()
                    .map(s -> s.id()
                            + s.unitCode()
                            + s.householdId()
                            + new java.util.TreeMap<>(s.values().entrySet().stream()
                                    .collect(Collectors.toMap(
                                            e -> e.getKey().toString(),
                                            e -> e.getValue().toString()))))
                    .sorted()
                    .forEach(line -> out.append(line).append('\n'));
        }
        return out.toString();
    }

    private String told(String subject) {
        return relations.of(TOWN, subject).stream().map(LifeEventsTest::told).collect(Collectors.joining("; "));
    }

    private static String told(Relation r) {
        return (r.isOfOther() ? "<" : "") + r.kind().role() + " " + r.otherName() + " " + r.since()
                + r.until().map(until -> ".." + until).orElse("");
    }

    @Test
    void readsRelationsFromHouseholdsOfRowsWithDatesAndSource() {
        assertThat(told(person("王大山").id()))
                .contains("member 王大山 2025-03-01", "head 王大山 2025-03-01", "spouse 李桂英 2025-03-01");
        assertThat(told(person("李桂英").id())).contains("spouse 王大山").doesNotContain("head");
        Relation member = relations.of(TOWN, home("王大山")).stream()
                .filter(r -> r.otherName().equals("王小山"))
                .findFirst()
                .orElseThrow();
        assertThat(member.as()).isEqualTo("子");
        assertThat(member.from().source()).isEqualTo("名册.xlsx");
    }

    @Test
    void knowsAGuardianByTheNumberFromBothEndsAlsoWhenSheIsMetLater() {
        take(aRoster("person_name", "person_id_no", "person_id_no@guardian", "person_name@guardian")
                .named("儿童.xlsx")
                .filledOn("2025-06-01")
                .row("孙小", "999001201805050017", "999001196808080020", "钱七")
                .row("周小", "999001201905050014", BRIDE, "赵春兰"));
        assertThat(told(person("周小").id())).isEqualTo("guardian 赵春兰 2025-06-01");
        assertThat(told(person("赵春兰").id())).contains("<guardian 周小 2025-06-01");
        assertThat(told(person("孙小").id())).isEmpty();
        take(aRoster("person_name", "person_id_no").named("新.xlsx").row("钱七", "999001196808080020"));
        assertThat(told(person("钱七").id())).isEqualTo("<guardian 孙小 2025-06-01");
    }

    @Test
    void remembersWhoLeftAHousehold() {
        String home = home("王小山");
        take(aRoster("household_no", "person_name", "relation_to_head", "person_id_no")
                .named("分户.xlsx")
                .filledOn("2026-01-05")
                .row("19", "王小山", "户主", SON));
        assertThat(told(home)).contains("<member 王小山 2025-03-01..2026-01-05");
        assertThat(told(person("王小山").id())).contains("head ", "member 王大山 2025-03-01..2026-01-05");
    }

    @Test
    void aDeathAsksForTheNewHeadAndTakesTheDeadOffTheRosterUntilItIsTakenBack() {
        String before = everything();
        String home = home("王大山");
        String dead = person("王大山").id();
        Asked open = asked(dead, EventKind.DEATH, Map.of());
        Preview preview = events.preview(open);
        assertThat(preview.needs())
                .singleElement()
                .satisfies(n -> assertThat(n.choices()).hasSize(2));
        assertThat(String.join("", preview.notices())).contains("高龄津贴");
        assertThatThrownBy(() -> events.record(open, preview.basis(), "小李"))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("LEDGER-012"));

        int act = record(
                asked(dead, EventKind.DEATH, Map.of("newHead", person("李桂英").id())));
        assertThat(value(person("王大山"), "person_alive")).isEqualTo("否");
        assertThat(value(person("王大山"), "person_death_date")).isEqualTo("2026-11-20");
        assertThat(home("王大山")).isEmpty();
        assertThat(value(person("李桂英"), "person_marital_status")).isEqualTo("丧偶");
        assertThat(value(person("李桂英"), "relation_to_head")).isEqualTo("户主");
        assertThat(value(person("王小山"), "relation_to_head")).isEqualTo("子");
        assertThat(value(household(home), "person_name@head")).isEqualTo("李桂英");
        assertThat(value(household(home), "household_size")).isEqualTo("2");
        assertThat(told(home)).contains("<head 李桂英 2026-11-20", "<member 王大山 2025-03-01..2026-11-20");
        assertThat(told(dead)).doesNotContain("spouse 李桂英 2026");
        assertThat(events.paidToTheDead(TOWN, person("王大山"))).containsExactly("高龄津贴：100");

        assertThatThrownBy(() -> events.preview(asked(dead, EventKind.DEATH, Map.of())))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("LEDGER-011"));
        ledger.reverse(dead, act, new Ledger.Author("小李", VILLAGE));
        assertThat(everything()).isEqualTo(before);
        assertThatThrownBy(() -> ledger.reverse(dead, act, new Ledger.Author("小李", VILLAGE)))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("LEDGER-010"));
    }

    @Test
    void aBirthMakesAPersonOfTheHouseholdWhoGoesWhenItIsTakenBack() {
        String before = everything();
        String home = home("王小山");
        Asked birth = asked(
                home,
                EventKind.BIRTH,
                Map.of(
                        "name",
                        "王小宝",
                        "sex",
                        "男",
                        "relation",
                        "孙子",
                        "father",
                        person("王小山").id()));
        int act = record(birth);
        SubjectFacts child = person("王小宝");
        assertThat(child.householdId()).contains(home);
        assertThat(child.unitCode()).isEqualTo(VILLAGE);
        assertThat(value(child, "person_birth_date")).isEqualTo("2026-11-20");
        assertThat(value(household(home), "household_size")).isEqualTo("4");
        assertThat(told(child.id())).contains("father 王小山 2026-11-20", "member 王大山 2026-11-20");
        assertThat(told(person("王小山").id())).contains("<father 王小宝");

        // A file that lists the child afterwards finds it again.
        take(aRoster("person_name", "person_birth_date", "household_no")
                .named("新生儿.xlsx")
                .row("王小宝", "2026-11-20", "17"));
        assertThat(people()).hasSize(5);
        assertThatThrownBy(() -> events.preview(birth))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("LEDGER-011"));
        ledger.reverse(child.id(), act, new Ledger.Author("小李", VILLAGE));
        assertThat(people()).hasSize(5); // what the file says of the child stays
        assertThat(value(household(home), "household_size")).isEqualTo("3");

        int again = record(
                asked(home, EventKind.BIRTH, Map.of("name", "王小贝", "sex", "女", "relation", "孙女", "idNumber", "")));
        ledger.reverse(person("王小贝").id(), again, new Ledger.Author("小李", VILLAGE));
        assertThat(people()).extracting(SubjectFacts::name).doesNotContain("王小贝");
        assertThat(before).isNotEmpty();
    }

    @Test
    void aMarriageIsKeptWithBothAndMovesOne() {
        String before = everything();
        String one = person("王小山").id();
        String other = person("赵春兰").id();
        Asked marriage = asked(one, EventKind.MARRIAGE, Map.of("spouse", other, "home", "mine", "relation", "儿媳"));
        int act = record(marriage);
        assertThat(value(person("王小山"), "person_marital_status")).isEqualTo("已婚");
        assertThat(value(person("赵春兰"), "person_marital_status")).isEqualTo("已婚");
        assertThat(home("赵春兰")).isEqualTo(home("王小山"));
        assertThat(value(person("赵春兰"), "relation_to_head")).isEqualTo("儿媳");
        assertThat(told(one)).contains("spouse 赵春兰 2026-11-20");
        assertThat(told(other)).contains("spouse 王小山 2026-11-20");
        assertThatThrownBy(() -> events.preview(asked(other, EventKind.MARRIAGE, Map.of("spouse", one))))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("LEDGER-011"));

        int death = record(asked(one, EventKind.DEATH, Map.of()));
        assertThat(value(person("赵春兰"), "person_marital_status")).isEqualTo("丧偶");
        assertThat(told(other)).contains("spouse 王小山 2026-11-20..2026-11-20");
        assertThatThrownBy(() -> ledger.reverse(other, act, new Ledger.Author("小李", VILLAGE)))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("LEDGER-009"));
        ledger.reverse(other, death, new Ledger.Author("小李", VILLAGE));
        ledger.reverse(one, act, new Ledger.Author("小李", VILLAGE));
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void movesInsideTheCountyAndAway() {
        String before = everything();
        String home = home("王小山");
        int away = record(asked(person("王小山").id(), EventKind.MOVE_OUT, Map.of("to", "浙江省杭州市")));
        assertThat(value(person("王小山"), "person_population_status")).isEqualTo("迁出");
        assertThat(home("王小山")).isEmpty();
        assertThat(told(home)).contains("<member 王小山 2025-03-01..2026-11-20");
        int back = record(
                asked(home, EventKind.MOVE_IN, Map.of("person", person("王小山").id(), "relation", "子")));
        assertThat(value(person("王小山"), "person_population_status")).isEqualTo("户籍");
        assertThat(value(household(home), "household_size")).isEqualTo("3");
        ledger.reverse(home, back, new Ledger.Author("小李", VILLAGE));
        ledger.reverse(home, away, new Ledger.Author("小李", VILLAGE));
        assertThat(everything()).isEqualTo(before);

        int all = record(asked(home, EventKind.MOVE_OUT, Map.of("to", OTHER_VILLAGE)));
        assertThat(ledger.subjects(OTHER_VILLAGE, SubjectType.PERSON)).hasSize(3);
        assertThat(ledger.subjects(OTHER_VILLAGE, SubjectType.HOUSEHOLD)).hasSize(1);
        ledger.reverse(home, all, new Ledger.Author("小李", VILLAGE));
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aCertificateAndAStatedRelationAreOneStep() {
        String person = person("赵春兰").id();
        record(asked(
                person,
                EventKind.CERTIFICATE,
                Map.of("certificate", "disability_cert_no", "number", "99900119710303124843")));
        assertThat(value(person("赵春兰"), "disability_cert_no")).isEqualTo("99900119710303124843");
        int act = record(asked(
                person,
                EventKind.RELATION,
                Map.of("relation", "responsible", "other", person("王小山").id())));
        assertThat(told(person)).contains("responsible 王小山 2026-11-20");
        assertThat(told(person("王小山").id())).contains("<responsible 赵春兰 2026-11-20");
        record(asked(person, EventKind.RELATION, Map.of("relation", "responsible", "ends", "yes")));
        assertThat(told(person)).contains("responsible 王小山 2026-11-20..2026-11-20");
        assertThat(act).isPositive();
    }

    private List<String> offered(String person, String relation, String field) {
        return events.preview(asked(person, EventKind.RELATION, Map.of("relation", relation))).needs().stream()
                .filter(need -> need.field().equals(field))
                .flatMap(need -> need.choices().stream())
                .map(Preview.Choice::label)
                .toList();
    }

    @Test
    void whereSomebodyWorksIsChosenAmongTheOrganisationsOfTheVillageAndEndedAgain() {
        String person = person("赵春兰").id();
        Asked unknown = asked(person, EventKind.RELATION, Map.of("relation", "works_at"));
        assertThatThrownBy(() -> events.preview(unknown)).hasMessageContaining("还没有本村的单位");
        ledger.ingest(
                aRoster("org_name", "org_phone")
                        .row("下店村粮油店", "10012345678")
                        .of(SubjectType.ORGANISATION)
                        .build(),
                VILLAGE,
                "小李");
        assertThat(offered(person, "works_at", "other")).containsExactly("下店村粮油店");
        String shop = ledger.subjects(VILLAGE, SubjectType.ORGANISATION).get(0).id();
        record(asked(person, EventKind.RELATION, Map.of("relation", "works_at", "other", shop)));
        assertThat(told(person)).contains("works_at 下店村粮油店 2026-11-20");
        assertThat(offered(person, "works_at", "ends")).hasSize(2);
        record(asked(person, EventKind.RELATION, Map.of("relation", "works_at", "ends", "yes")));
        assertThat(told(person)).contains("works_at 下店村粮油店 2026-11-20..2026-11-20");
        assertThat(offered(person, "works_at", "ends")).isEmpty();
    }

    @Test
    void refusesWhatWasWorkedOutFromSomethingElse() {
        Asked death = asked(person("赵春兰").id(), EventKind.DEATH, Map.of());
        String basis = events.preview(death).basis();
        ledger.correct(
                person("赵春兰").id(), ElementKey.of("person_phone"), "10012345678", new Ledger.Author("小张", VILLAGE));
        assertThatThrownBy(() -> events.record(death, basis, "小李"))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("LEDGER-008"));
        assertThatThrownBy(() -> events.preview(
                        new Asked(VILLAGE, person("赵春兰").id(), EventKind.DEATH, LocalDate.of(2027, 1, 1), Map.of())))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("LEDGER-011"));
    }

    /** A home of an earlier version has no keys of those whom its entries mention: the migration makes them. */
    @Test
    void theMigrationMakesTheKeysOfEarlierEntriesAsTheProgramDoes() throws IOException {
        take(aRoster("household_no", "person_name", "person_id_no", "person_id_no@guardian")
                .named("儿童.xlsx")
                .row("17", "周小", "999001201905050014", BRIDE));
        take(aRoster("household_no", "person_name", "relation_to_head", "person_id_no")
                .named("分户.xlsx")
                .filledOn("2026-01-05")
                .row("19", "王小山", "户主", SON));
        JdbcClient client = JdbcClient.create(database);
        for (String mentioned : List.of(BRIDE, home("王大山"))) {
            assertThat(client.sql("delete from identity_keys where key = ?")
                            .param(Mentions.key(mentioned))
                            .update())
                    .isEqualTo(1);
        }
        assertThat(ledger.check()).isNotEmpty();
        String migration = Files.readString(Path.of("src/main/resources/db/migration/V104__relations.sql"));
        client.sql(migration.substring(migration.indexOf("insert into"))).update();
        assertThat(told(person("赵春兰").id())).contains("<guardian 周小");
    }
}
