package cn.qingzhuang.app.ledger;

import static cn.qingzhuang.app.ledger.Sheets.aRoster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingzhuang.app.shared.TestDatabase;
import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.KnownValue;
import cn.qingzhuang.engine.fill.SubjectFacts;
import cn.qingzhuang.engine.identity.Identity;
import cn.qingzhuang.engine.identity.IdentityKeys;
import cn.qingzhuang.engine.identity.IdentityPart;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every decision of an officer: what it does, that taking it back leaves all as it was, that nothing is lost by it. */
class ReviewTest {
    private static final String VILLAGE = "999001101201";
    private static final String ID_A = "999001195003124238";
    private static final String ID_B = "999001196107053345";
    private static final Ledger.Author CLERK = new Ledger.Author("小李", VILLAGE);

    private final DataSource source = TestDatabase.fresh();
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-24T02:00:00Z"), ZoneOffset.UTC);
    private final Ledger ledger = new Ledger(source, Catalogue.standard(), clock);
    private final Review review = new Review(source, Catalogue.standard(), clock);
    private final People people = new People(source, Catalogue.standard());

    @AfterEach
    void everythingHoldsAndIsMadeAgainFromTheEntries() {
        assertThat(ledger.check()).isEmpty();
        assertThat(ledger.rebuild()).isZero();
        String before = current();
        JdbcClient.create(source).sql("delete from identity_keys").update();
        JdbcClient.create(source).sql("delete from subjects").update();
        ledger.rebuild();
        assertThat(current()).isEqualTo(before);
        assertThat(ledger.check()).isEmpty();
    }

    private void take(Sheets sheets) {
        ledger.ingest(sheets.build(), VILLAGE, "小李");
    }

    /** The whole current view, in words. */
    private String current() {
        return String.join(
                "\n",
                JdbcClient.create(source)
                        .sql(
                                "select (s - 'county_code')::text from (select to_jsonb(s) as s from subjects s order by id) x")
                        .query(String.class)
                        .list());
    }

    private String open() {
        return String.join(
                "\n", JdbcClient.create(source).sql("""
                                select subject_id || ' ' || element || ' ' || reason from conflicts
                                where resolved_at is null order by id""").query(String.class).list());
    }

    private List<SubjectFacts> persons() {
        return ledger.subjects(VILLAGE, SubjectType.PERSON);
    }

    private static KnownValue known(SubjectFacts subject, String key) {
        return Objects.requireNonNull(subject.values().get(ElementKey.parse(key)), key);
    }

    private List<Review.Item> items() {
        List<Review.Item> out = new ArrayList<>();
        review.open(VILLAGE, Optional.empty(), 20).open().forEach(group -> out.addAll(group.items()));
        return out;
    }

    private Review.Item item(Review.Kind kind) {
        return items().stream().filter(i -> i.kind() == kind).findFirst().orElseThrow();
    }

    private static UUID id(Review.Item item) {
        return UUID.fromString(item.conflict());
    }

    private void takeTwoThatDiffer() {
        take(aRoster("person_name", "person_id_no", "person_education").row("王五", ID_A, "小学"));
        take(aRoster("person_name", "person_id_no", "person_education")
                .named("b.xlsx")
                .row("王五", ID_A, "初中"));
    }

    @Test
    void showsBothValuesWithTheirSources() {
        takeTwoThatDiffer();
        Review.Page page = review.open(VILLAGE, Optional.empty(), 20);
        assertThat(page.subjects()).isEqualTo(1);
        assertThat(page.conflicts()).isEqualTo(1);
        Review.Item item = item(Review.Kind.VALUES);
        assertThat(item.current().orElseThrow().value()).isEqualTo("初中");
        assertThat(item.current().orElseThrow().from().source()).isEqualTo("b.xlsx");
        assertThat(item.others()).singleElement().satisfies(other -> {
            assertThat(other.value()).isEqualTo("小学");
            assertThat(other.from().source()).isEqualTo("名册.xlsx");
            assertThat(other.from().row()).contains(2);
        });
    }

    @Test
    void eitherValueIsKeptAndEachDecisionIsTakenBack() {
        takeTwoThatDiffer();
        String view = current();
        String conflicts = open();
        for (String value : List.of("小学", "初中")) {
            Review.Item item = item(Review.Kind.VALUES);
            int ruling = value.equals("初中")
                    ? review.keep(id(item), CLERK)
                    : review.take(id(item), UUID.fromString(item.others().get(0).entry()), CLERK);
            KnownValue decided = known(persons().get(0), "person_education");
            assertThat(decided.value()).isEqualTo(value);
            assertThat(decided.isDisputed()).isFalse();
            assertThat(items()).isEmpty();
            assertThat(ledger.check()).isEmpty();
            assertThat(review.decided(VILLAGE, Optional.empty(), 10).get(0).value())
                    .isEqualTo(value);
            review.undo(ruling, CLERK);
            assertThat(current()).isEqualTo(view);
            assertThat(open()).isEqualTo(conflicts);
            assertThat(review.decided(VILLAGE, Optional.empty(), 10).get(0).isUndone())
                    .isTrue();
            assertThat(ledger.check()).isEmpty();
        }
    }

    @Test
    void whatIsDecidedIsDecidedOnceAndTakenBackOnce() {
        takeTwoThatDiffer();
        Review.Item item = item(Review.Kind.VALUES);
        int ruling = review.keep(id(item), CLERK);
        assertThatThrownBy(() -> review.keep(id(item), CLERK))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("LEDGER-030"));
        review.undo(ruling, CLERK);
        assertThatThrownBy(() -> review.undo(ruling, CLERK))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("LEDGER-030"));
        UUID stranger = UUID.fromString(persons().get(0).id());
        assertThatThrownBy(() -> review.take(id(item), stranger, CLERK))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("LEDGER-034"));
    }

    @Test
    void aDecisionThatIsTakenBackLeavesWhatWasSaidSince() {
        takeTwoThatDiffer();
        int ruling = review.keep(id(item(Review.Kind.VALUES)), CLERK);
        ledger.correct(persons().get(0).id(), ElementKey.of("person_education"), "高中", CLERK);
        review.undo(ruling, CLERK);
        assertThat(known(persons().get(0), "person_education").value()).isEqualTo("高中");
    }

    /** Two of one number, of whom nobody can say whether they are one. */
    private void takeTwoWhoMayBeOne() {
        take(aRoster("person_name", "person_id_no", "person_phone")
                .row("王五", ID_A, "10012345678")
                .row("李桂英", "", ""));
        take(aRoster("person_name", "person_id_no", "person_phone", "person_education")
                .named("b.xlsx")
                .row("赵六", ID_A, "10087654321", "初中"));
    }

    @Test
    void twoWhoMayBeOneAreMergedAndPartedAgain() {
        takeTwoWhoMayBeOne();
        assertThat(persons()).hasSize(3);
        String view = current();
        String conflicts = open();
        Review.Item item = item(Review.Kind.WHO);
        assertThat(item.other().orElseThrow().name()).isEqualTo("王五");

        int ruling = review.same(id(item), CLERK);

        assertThat(persons()).hasSize(2);
        SubjectFacts one = persons().stream()
                .filter(p -> p.name().equals("王五"))
                .findFirst()
                .orElseThrow();
        assertThat(known(one, "person_id_no").value()).isEqualTo(ID_A);
        assertThat(known(one, "person_phone").isDisputed()).isTrue();
        assertThat(items()).extracting(Review.Item::element).containsExactlyInAnyOrder("person_phone", "person_name");
        assertThat(people.told(VILLAGE, one.id()))
                .extracting(People.Told::value)
                .contains("10012345678", "初中");
        String gone = item.other().orElseThrow().id().equals(one.id())
                ? idOf(item)
                : item.other().orElseThrow().id();
        assertThat(ledger.requireSubject(VILLAGE, gone).id()).isEqualTo(one.id());
        assertThat(people.lists(VILLAGE, SubjectType.PERSON))
                .extracting(People.EarlierList::subjects)
                .contains(2, 1);
        assertThat(ledger.check()).isEmpty();
        assertThat(ledger.rebuild()).isZero();

        review.undo(ruling, CLERK);
        assertThat(current()).isEqualTo(view);
        assertThat(open()).isEqualTo(conflicts);
    }

    private String idOf(Review.Item item) {
        return JdbcClient.create(source)
                .sql("select coalesce(raised_about, subject_id)::text from conflicts where id = ?")
                .param(id(item))
                .query(String.class)
                .single();
    }

    @Test
    void aLaterFileFindsTheOneThatTwoBecame() {
        takeTwoWhoMayBeOne();
        int ruling = review.same(id(item(Review.Kind.WHO)), CLERK);
        take(aRoster("person_name", "person_id_no", "person_ethnicity")
                .named("c.xlsx")
                .row("王五", ID_A, "汉族"));
        assertThat(persons()).hasSize(2);
        assertThat(ledger.check()).isEmpty();
        review.undo(ruling, CLERK);
        assertThat(persons()).hasSize(3);
        assertThat(ledger.check()).isEmpty();
        take(aRoster("person_name", "person_id_no", "person_marital_status")
                .named("d.xlsx")
                .row("王五", ID_A, "已婚"));
        assertThat(persons()).hasSize(3);
    }

    @Test
    void aDuplicateThatWasMergedDoesNotComeBackWithTheNextFileOfTheSameSlip() {
        takeTwoWhoMayBeOne();
        int ruling = review.same(id(item(Review.Kind.WHO)), CLERK);
        for (String file : List.of("c.xlsx", "d.xlsx")) {
            take(aRoster("person_name", "person_id_no", "person_phone", "person_ethnicity")
                    .named(file)
                    .row("赵六", ID_A, "10087654321", "汉族"));
            assertThat(persons()).hasSize(2);
        }
        assertThat(ledger.check()).isEmpty();
        review.undo(ruling, CLERK);
        assertThat(persons()).hasSize(3);
    }

    @Test
    void checkMissesTheKeysOfWhoeverBecamePartOfAnother() {
        takeTwoWhoMayBeOne();
        review.same(id(item(Review.Kind.WHO)), CLERK);
        for (String name : List.of("王五", "赵六")) {
            Identity one = new Identity.Builder(SubjectType.PERSON)
                    .put(IdentityPart.NUMBER, ID_A)
                    .put(IdentityPart.NAME, name)
                    .build("", VILLAGE);
            long key = Arrays.stream(IdentityKeys.of(one))
                    .filter(k -> k != IdentityKeys.of(number())[0])
                    .findFirst()
                    .orElseThrow();
            JdbcClient sql = JdbcClient.create(source);
            assertThat(sql.sql("delete from identity_keys where key = ?")
                            .param(key)
                            .update())
                    .as("keys by the name " + name)
                    .isPositive();
            assertThat(ledger.check())
                    .extracting(LedgerCheck.Finding::check)
                    .as("without the key of " + name)
                    .contains("reference");
            ledger.rebuild();
            assertThat(ledger.check()).isEmpty();
        }
    }

    private static Identity number() {
        return new Identity.Builder(SubjectType.PERSON)
                .put(IdentityPart.NUMBER, ID_A)
                .build("", VILLAGE);
    }

    @Test
    void twoPeopleAfterAllAreAskedForNoMore() {
        takeTwoWhoMayBeOne();
        String conflicts = open();
        int ruling = review.dismiss(id(item(Review.Kind.WHO)), CLERK);
        assertThat(items()).isEmpty();
        assertThat(persons()).hasSize(3);
        review.undo(ruling, CLERK);
        assertThat(open()).isEqualTo(conflicts);
    }

    @Test
    void aRowOfSomebodyElseIsPartedAndPutBack() {
        take(aRoster("person_name", "person_id_no", "person_education").row("王五", ID_A, "小学"));
        take(aRoster("person_name", "person_id_no", "person_birth_date", "person_education")
                .named("b.xlsx")
                .row("王五", ID_A, "1961-07-05", "本科"));
        ledger.correct(persons().get(0).id(), ElementKey.of("person_phone"), "10012345678", CLERK);
        take(aRoster("person_name", "person_id_no", "person_birth_date")
                .named("c.xlsx")
                .row("王五", ID_A, "1950-03-12"));
        String view = current();
        String conflicts = open();
        Review.Item item = items().stream()
                .filter(i -> i.element().equals("person_birth_date"))
                .findFirst()
                .orElseThrow();
        Review.Choice other = item.others().get(0);
        assertThat(other.isDifferentPerson()).isTrue();

        int ruling = review.apart(id(item), UUID.fromString(other.entry()), CLERK);

        assertThat(persons()).hasSize(2);
        assertThat(ledger.check()).isEmpty();
        assertThat(ledger.rebuild()).isZero();
        review.undo(ruling, CLERK);
        assertThat(current()).isEqualTo(view);
        assertThat(open()).isEqualTo(conflicts);
    }

    @Test
    void chosenRowsAreSplitByHand() {
        takeTwoThatDiffer();
        String subject = persons().get(0).id();
        List<String> rows = people.told(VILLAGE, subject).stream()
                .filter(t -> t.from().source().equals("b.xlsx"))
                .map(People.Told::entry)
                .distinct()
                .toList();
        List<UUID> chosen = rows.stream().map(UUID::fromString).toList();
        String view = current();
        int ruling = review.split(UUID.fromString(subject), chosen, CLERK);
        assertThat(persons())
                .hasSize(2)
                .noneMatch(p -> known(p, "person_education").isDisputed());
        assertThat(items()).isEmpty();
        List<UUID> all = people.told(VILLAGE, subject).stream()
                .map(t -> UUID.fromString(t.entry()))
                .toList();
        assertThatThrownBy(() -> review.split(UUID.fromString(subject), all, CLERK))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("LEDGER-033"));
        review.undo(ruling, CLERK);
        assertThat(current()).isEqualTo(view);
        assertThat(items()).hasSize(1);
    }

    @Test
    void householdsAreMergedWithTheirMembers() {
        take(aRoster("household_no", "person_name", "person_id_no", "relation_to_head")
                .row("户1", "王五", ID_A, "户主")
                .row("户2", "李桂英", ID_B, "户主"));
        String view = current();
        List<SubjectFacts> homes = ledger.subjects(VILLAGE, SubjectType.HOUSEHOLD);
        UUID one = UUID.fromString(homes.get(0).id());
        UUID two = UUID.fromString(homes.get(1).id());
        int ruling = review.merge(one, two, CLERK);
        assertThat(ledger.subjects(VILLAGE, SubjectType.HOUSEHOLD)).hasSize(1);
        assertThat(persons())
                .allMatch(p -> p.householdId()
                        .equals(Optional.of(ledger.subjects(VILLAGE, SubjectType.HOUSEHOLD)
                                .get(0)
                                .id())));
        assertThat(ledger.check()).isEmpty();
        review.undo(ruling, CLERK);
        assertThat(current()).isEqualTo(view);
        UUID person = UUID.fromString(persons().get(0).id());
        for (UUID wrong : List.of(person, one)) {
            assertThatThrownBy(() -> review.merge(one, wrong, CLERK))
                    .isInstanceOfSatisfying(
                            Problem.class, p -> assertThat(p.code()).isEqualTo("LEDGER-032"));
        }
    }

    @Test
    void whatAnotherMergeStandsOnIsTakenBackAfterIt() {
        take(aRoster("person_name", "person_id_no")
                .row("王五", ID_A)
                .row("李桂英", ID_B)
                .row("赵六", "999001197001013323"));
        List<UUID> three = persons().stream().map(p -> UUID.fromString(p.id())).toList();
        String view = current();
        int first = review.merge(three.get(1), three.get(2), CLERK);
        int second = review.merge(three.get(0), three.get(2), CLERK);
        assertThat(persons()).hasSize(1);
        assertThatThrownBy(() -> review.undo(first, CLERK))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("LEDGER-031"));
        review.undo(second, CLERK);
        review.undo(first, CLERK);
        assertThat(current()).isEqualTo(view);
    }

    @Test
    void aCorrectedReadingOfAFileStaysCorrectedForThoseWhoWereMerged() {
        takeTwoWhoMayBeOne();
        review.same(id(item(Review.Kind.WHO)), CLERK);
        IngestInput again = aRoster("person_name", "person_id_no", "person_post")
                .row("王五", ID_A, "10012345678")
                .row("李桂英", "", "")
                .build();
        String sha = JdbcClient.create(source)
                .sql("select sha256 from files where name = '名册.xlsx'")
                .query(String.class)
                .single();
        ledger.ingest(new IngestInput(again.file(), sha, again.mappings()), VILLAGE, "小李");
        assertThat(ledger.check()).isEmpty();
        assertThat(persons()).hasSize(2);
        SubjectFacts one = persons().stream()
                .filter(p -> p.values().containsKey(ElementKey.of("person_education")))
                .findFirst()
                .orElseThrow();
        assertThat(known(one, "person_phone").value()).isEqualTo("10087654321");
    }

    @Test
    void aRulingThatWasTamperedWithIsFound() {
        takeTwoThatDiffer();
        review.keep(id(item(Review.Kind.VALUES)), CLERK);
        JdbcClient client = JdbcClient.create(source);
        String erasing = "set qingzhuang.erasing = 'on'; ";
        client.sql(erasing + "update rulings set element = 'person_phone'").update();
        assertThat(ledger.check()).anyMatch(f -> f.check().equals("hash"));
        client.sql(erasing + "update rulings set element = 'person_education'").update();
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void showsTheMostTellingFirstPageByPage() {
        take(aRoster("person_name", "person_id_no", "person_education", "person_birth_date")
                .row("王五", ID_A, "小学", "1950-03-12")
                .row("李桂英", ID_B, "小学", "1961-07-05"));
        take(aRoster("person_name", "person_id_no", "person_education", "person_birth_date")
                .named("b.xlsx")
                .row("王五", ID_A, "初中", "1950-03-12")
                .row("李桂英", ID_B, "小学", "1962-07-05"));
        Review.Page first = review.open(VILLAGE, Optional.empty(), 1);
        assertThat(first.open().get(0).subject().name()).isEqualTo("李桂英");
        Review.Page second = review.open(VILLAGE, first.after(), 1);
        assertThat(second.open().get(0).subject().name()).isEqualTo("王五");
        assertThat(second.after()).isEmpty();
        assertThat(second.conflicts()).isEqualTo(2);
    }
}
