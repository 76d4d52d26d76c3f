package cn.qingzhuang.app.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingzhuang.app.Sheets;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.cli.Shell;
import cn.qingzhuang.app.drafts.Drafts;
import cn.qingzhuang.app.erasure.store.ErasureStore;
import cn.qingzhuang.app.erasure.store.ErasureStore.DecidedRow;
import cn.qingzhuang.app.erasure.store.ErasureStore.ErasureRow;
import cn.qingzhuang.app.events.Asked;
import cn.qingzhuang.app.events.EventKind;
import cn.qingzhuang.app.feed.RowFeed;
import cn.qingzhuang.app.imports.OpenImport;
import cn.qingzhuang.app.ledger.Ledger;
import cn.qingzhuang.app.ledger.Retention;
import cn.qingzhuang.app.returns.ReturnFlow;
import cn.qingzhuang.app.returns.ReturnRequest;
import cn.qingzhuang.app.shared.ErasedWords;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.SubjectFacts;
import cn.qingzhuang.engine.fill.SubjectQuery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.JsonNodeFactory;

/** What is erased stands nowhere any more, and everything else stands as it was. */
@SuppressWarnings("NullAway.Init")
class ErasuresTest {
    private static final String VILLAGE = Sheets.VILLAGE;
    private static final String COUNTY = VILLAGE.substring(0, 6);
    private static final String NAME = "欧阳百川";
    private static final String NUMBER = "990201196203144219";
    private static final String PHONE = "13912348765";
    private static final String ACCOUNT = "6222021234567890123";
    private static final String BASIS = "《个人信息保护法》第四十七条";
    private static final String ROSTER = """
            户号,姓名,与户主关系,性别,身份证号,联系电话,银行账号
            G001,欧阳百川,户主,男,990201196203144219,13912348765,6222021234567890123
            G001,王芳,配偶,女,990201196304155222,13900000002,6222021234567890456
            G001,欧阳小海,子,男,990201201503155216,,
            """;
    private static final String HOUSEHOLDS = """
            户号,户主姓名,户主身份证号,户主联系电话,家庭人口数
            G001,欧阳百川,990201196203144219,13912348765,3
            """;
    private static final String CHILDREN = """
            姓名,身份证号,文化程度,监护人姓名,监护人身份证号,监护人电话
            欧阳小海,990201201503155216,小学,欧阳百川,990201196203144219,13912348765
            """;

    private final Viewer clerk = new Viewer(UUID.randomUUID(), "clerk", "小李", List.of(), false);
    private final Viewer security = new Viewer(UUID.randomUUID(), "security", "小周", List.of(), false);
    private Facades facades;
    private Path home;

    @BeforeEach
    void open(@TempDir Path folder) {
        home = folder.resolve("home");
        facades = new Facades(new Home(home), Map.of());
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        assertThat(new Shell(new Home(home), folder, nowhere, nowhere)
                        .run(facades, "units", Sheets.units(folder).toString()))
                .isZero();
        take("欧阳百川家.csv", ROSTER);
        take("户.csv", HOUSEHOLDS);
        take("儿童.csv", CHILDREN);
        take("存疑.csv", "姓名,身份证号,联系电话\n欧阳百川,990201196203144219,13988889999\n");
        facades.search().find(VILLAGE, NAME, 5);
    }

    @AfterEach
    void close() {
        assertThat(facades.ledger().check()).isEmpty();
        assertThat(facades.ledger().rebuild()).isZero();
        facades.close();
    }

    private OpenImport take(String name, String csv) {
        return facades.imports().start(name, csv.getBytes(StandardCharsets.UTF_8), VILLAGE, stage -> {});
    }

    private List<SubjectFacts> people() {
        List<SubjectFacts> out = new ArrayList<>();
        SubjectQuery all = new SubjectQuery(
                VILLAGE,
                SubjectType.PERSON,
                Set.of(),
                new SubjectQuery.Satisfying(List.of(), LocalDate.of(2026, 6, 1)));
        facades.ledger().each(all, out::add);
        return out;
    }

    private String id(String name) {
        return people().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private ErasureRow asked(String name, String... elements) {
        String id = id(name);
        facades.erasures().ask(clerk, new Erasures.Wanted(VILLAGE, id, List.of(elements), BASIS, "本人申请，村〔2026〕3号"));
        return facades.erasures().of(UUID.fromString(id)).get(0);
    }

    /** The tables in which a text stands, in the open or as bytes. */
    private List<String> tablesWith(String text) {
        JdbcClient client = JdbcClient.create(facades.database().source());
        String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        List<String> out = new ArrayList<>();
        for (String table : client.sql("select relname from pg_class c join pg_namespace n on n.oid = relnamespace"
                        + " where relkind = 'r' and nspname = current_schema()")
                .query(String.class)
                .list()) {
            String sql = "select count(*) from \"" + table
                    + "\" t where position(? in t::text) > 0 or position(? in t::text) > 0";
            if (client.sql(sql).params(text, hex).query(Long.class).single() > 0) {
                out.add(table);
            }
        }
        return out;
    }

    @Test
    void aPersonIsGoneFromEveryTableAndTheChainHolds() {
        Ledger.Author author = new Ledger.Author("小李", VILLAGE);
        facades.ledger().correct(id(NAME), ElementKey.of("person_phone"), PHONE, author);
        Drafts.Arrival arrival = new Drafts.Arrival(
                "核对.csv",
                "姓名,身份证号,联系电话\n欧阳百川,990201196203144219,\n".getBytes(StandardCharsets.UTF_8),
                VILLAGE,
                "",
                "",
                LocalDate.of(2026, 6, 1));
        UUID draft = facades.drafts().start(arrival, stage -> {}).id();
        assertThat(tablesWith(NAME)).contains("entries", "subjects", "people", "imports", "files", "drafts");
        ErasureRow row = asked(NAME);
        facades.erasures().decide(security, row, true, "属实");
        for (String gone : List.of(NAME, NUMBER, PHONE, ACCOUNT)) {
            assertThat(tablesWith(gone)).as(gone).isEmpty();
        }
        assertThat(people()).extracting(SubjectFacts::name).containsExactlyInAnyOrder("王芳", "欧阳小海");
        assertThat(facades.search().find(VILLAGE, NAME, 5)).isEmpty();
        assertThat(facades.people().told(VILLAGE, row.asked().subject().toString()))
                .isEmpty();
        assertThatThrownBy(() -> facades.drafts().get(draft)).hasMessageContaining("没有找到");
        ErasureRow done = facades.erasures().find(row.asked().id()).orElseThrow();
        assertThat(done.decided().orElseThrow().doneAt()).isPresent();
        assertThat(done.decided().orElseThrow().entries()).isGreaterThan(3);
        facades.erasures().decide(security, new ErasureRow(row.asked(), Optional.of(notDone(done))), true, "");
    }

    private static DecidedRow notDone(ErasureRow row) {
        var decided = row.decided().orElseThrow();
        return new DecidedRow(decided.title(), decided.at(), true, decided.reason(), Optional.empty(), 0);
    }

    @Test
    void someValuesGoAndTheOthersStay() {
        facades.erasures().decide(security, asked(NAME, "bank_account", "person_phone"), true, "");
        assertThat(tablesWith(ACCOUNT)).isEmpty();
        assertThat(tablesWith(PHONE)).isEmpty();
        SubjectFacts person =
                people().stream().filter(p -> p.name().equals(NAME)).findFirst().orElseThrow();
        assertThat(Objects.requireNonNull(person.values().get(ElementKey.of("person_id_no")))
                        .value())
                .isEqualTo(NUMBER);
        assertThat(person.values()).doesNotContainKeys(ElementKey.of("bank_account"), ElementKey.of("person_phone"));
        assertThat(facades.search().find(VILLAGE, NAME, 5)).isNotEmpty();
    }

    @Test
    void oneAsksAndAnotherDecidesOnce() {
        ErasureRow row = asked(NAME);
        assertThatThrownBy(() -> facades.erasures().decide(clerk, row, true, ""))
                .hasMessageContaining("自己提出");
        facades.erasures().decide(security, row, false, "还在领取补贴");
        assertThat(tablesWith(NUMBER)).contains("entries");
        ErasureRow refused = facades.erasures().find(row.asked().id()).orElseThrow();
        assertThatThrownBy(() -> facades.erasures().decide(security, refused, true, ""))
                .hasMessageContaining("已经有人处理过");
        assertThatThrownBy(() ->
                        facades.erasures().ask(clerk, new Erasures.Wanted(VILLAGE, id(NAME), List.of(), "领导同意", "本人")))
                .hasMessageContaining("文号");
        assertThatThrownBy(() ->
                        facades.erasures().ask(clerk, new Erasures.Wanted(VILLAGE, id(NAME), List.of(), BASIS, " ")))
                .hasMessageContaining("谁的申请");
    }

    @Test
    void anErasureWithoutARecordIsFound() {
        JdbcClient client = JdbcClient.create(facades.database().source());
        facades.erasures().decide(security, asked("欧阳小海", "person_education"), true, "");
        assertThat(facades.ledger().check()).isEmpty();
        client.sql("alter table retellings disable trigger retellings_append_only")
                .update();
        client.sql("update retellings set subjects = subjects || subjects").update();
        assertThat(facades.ledger().check()).extracting(f -> f.message()).anyMatch(m -> m.contains("散列不符"));
        client.sql("update retellings set subjects = subjects[1:array_length(subjects, 1) / 2]")
                .update();
        client.sql("alter table retellings enable trigger retellings_append_only")
                .update();
        assertThat(facades.ledger().check()).isEmpty();
        client.sql("alter table erased disable trigger erased_append_only").update();
        client.sql("create table kept as table erased").update();
        client.sql("delete from erased").update();
        assertThat(facades.ledger().check()).extracting(f -> f.message()).anyMatch(m -> m.contains("没有清除的记录"));
        client.sql("insert into erased table kept").update();
        client.sql("drop table kept").update();
        client.sql("alter table erased enable trigger erased_append_only").update();
    }

    @Test
    void whatIsNotKeptTooLongStays() {
        assertThat(facades.erasures().expire()).isEmpty();
        facades.catalogue()
                .recordElement(
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("id", "bank_account")
                                .put("retention_months", "12"),
                        "减负办");
        facades.catalogueChanged();
        assertThat(facades.erasures().expire()).isEmpty();
        JdbcClient client = JdbcClient.create(facades.database().source());
        assertThat(client.sql("select count(*) from erased").query(Long.class).single())
                .isZero();
        assertThat(tablesWith(ACCOUNT)).contains("entries");
    }

    @Test
    void theLedgerErasesWhatIsAboutADayBefore() {
        UUID run = UUID.randomUUID();
        Retention retention = new Retention("bank_account", LocalDate.now().plusDays(2));
        assertThat(facades.ledger().expire(COUNTY, retention, run).entries()).isEqualTo(2);
        assertThat(facades.ledger().expire(COUNTY, retention, run).entries()).isZero();
        assertThat(people())
                .hasSize(3)
                .allSatisfy(p -> assertThat(p.values()).doesNotContainKey(ElementKey.of("bank_account")));
    }

    /** Another day, without waiting for it. */
    private static final class MovedClock extends Clock {
        private Instant now;

        MovedClock(String at) {
            now = Instant.parse(at);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void whatIsKeptTooLongGoesByItselfOnceANight() {
        facades.catalogue()
                .recordElement(
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("id", "bank_account")
                                .put("retention_months", "12"),
                        "减负办");
        facades.catalogueChanged();
        String today = LocalDate.now().toString();
        MovedClock clock = new MovedClock(today + "T17:59:00Z"); // 01:59 of the next day there
        Erasures one = facades.erasures(clock);
        Erasures other = facades.erasures(clock);
        assertThat(one.nightly()).isZero();
        assertThat(runs(COUNTY)).isEmpty();
        clock.now = clock.now.plusSeconds(60);
        assertThat(one.nightly()).isZero();
        assertThat(runs(COUNTY)).hasSize(1);
        clock.now = clock.now.plus(Duration.ofDays(400)); // nobody was here, or the clock jumped
        assertThat(one.nightly()).isZero();
        assertThat(tablesWith(ACCOUNT)).contains("entries");
        clock.now = clock.now.plus(Duration.ofDays(1));
        assertThat(other.nightly()).isPositive();
        assertThat(tablesWith(ACCOUNT)).isEmpty();
        assertThat(one.nightly()).isZero();
        clock.now = clock.now.minus(Duration.ofDays(2)); // and back
        assertThat(one.nightly()).isZero();
        assertThat(runs(COUNTY)).hasSize(3).last().asString().contains("t,f").matches(".*[1-9]");
        assertTwoServersDoNotRunTheSameNight("990202");
    }

    /** Day, whether it ended, whether it was after a gap, entries. */
    private List<String> runs(String county) {
        return JdbcClient.create(facades.database().source())
                .sql("select concat_ws(',', day, ended_at is not null, after_gap, entries) from retention_runs"
                        + " where county_code = ? order by day")
                .param(county)
                .query(String.class)
                .list();
    }

    private void assertTwoServersDoNotRunTheSameNight(String county) {
        ErasureStore store = new ErasureStore(facades.database().source());
        LocalDate day = LocalDate.of(2026, 11, 30);
        Instant two = Instant.parse("2026-11-29T18:00:00Z");
        assertThat(store.beginRun(county, day, two, two.minusSeconds(9))).isTrue();
        assertThat(store.beginRun(county, day, two.plusSeconds(8), two.minusSeconds(1)))
                .isFalse();
        assertThat(store.beginRun(county, day, two.plusSeconds(20), two.plusSeconds(11)))
                .as("what was broken off is taken over")
                .isTrue();
        store.endRun(county, day, two.plusSeconds(30), false, 3);
        assertThat(store.beginRun(county, day, two.plusSeconds(90), two.plusSeconds(80)))
                .isFalse();
        assertThat(runs(county)).containsExactly(day + ",t,f,3");
    }

    /** Words of the administration about itself: who did something, rights, addresses of machines. Nobody's values belong there. */
    private static final Set<String> OF_THE_ADMINISTRATION = Set.of(
            "accounts",
            "posts",
            "sessions",
            "machine_tokens",
            "webhooks",
            "undelivered",
            "webhook_hosts",
            "looks",
            "account_subjects",
            "oidc_requests",
            "first_secret",
            "sign_in_failures",
            "units",
            "elements",
            "batches",
            "catalogue_changes",
            "retellings",
            "look_chains",
            "counties");

    /** Free texts that are searched for words. */
    private static final Set<String> SEARCHED = Set.of(
            "drafts.file_name",
            "drafts.template",
            "drafts.purpose",
            "draft_values.sheet",
            "draft_values.value",
            "draft_listings.sheet",
            "imports.file_name",
            "imports.workbook",
            "complaints.page",
            "complaints.about",
            "complaints.words",
            "files.name",
            "files.sheets",
            "refusals.reason",
            "conflicts.reason",
            "entries.facts",
            "subjects.name",
            "subjects.facts",
            "grants.purpose",
            "grants.legal_basis",
            "erasures.legal_basis",
            "erasures.request",
            "erasures.reason",
            "erased.why",
            "subscriptions.purpose",
            "row_pushes.receipt",
            "return_requests.whom",
            "return_requests.reason",
            "return_requests.words",
            "kept_tables.name",
            "kept_tables.words",
            "kept_tables.conditions",
            "kept_tables.purpose",
            "kept_tables.basis",
            "owner_requests.reason");

    /** Made by the program or chosen from a list, not written by people: hashes, keys, places, headings, who did it. */
    private static final Set<String> MADE = Set.of(
            "drafts.elements",
            "draft_values.ref",
            "entries.elements",
            "entries.salt",
            "entries.value_hash",
            "subjects.elements",
            "subjects.sources",
            "subjects.origins",
            "grants.elements",
            "erasures.elements",
            "subscriptions.elements",
            "row_pushes.content_hash",
            "return_requests.department",
            "return_requests.elements",
            "kept_tables.columns",
            "kept_tables.labels",
            "kept_tables.secret",
            "kept_tables.key_hash");

    private void assertEveryTextIsThoughtOf() {
        List<String> columns = JdbcClient.create(facades.database().source())
                .sql("""
                        select c.table_name || '.' || c.column_name from information_schema.columns c
                        join information_schema.tables t using (table_schema, table_name)
                        where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'
                          and c.table_name <> 'flyway_schema_history'
                          and (c.udt_name in ('text', '_text', 'bytea', 'varchar', 'json', 'jsonb'))
                          and c.collation_name is distinct from 'C'""")
                .query(String.class)
                .list();
        assertThat(columns)
                .filteredOn(c -> !OF_THE_ADMINISTRATION.contains(c.substring(0, c.indexOf('.'))))
                .filteredOn(c -> !c.matches(".*(_by|_title|actor)"))
                .filteredOn(c -> !SEARCHED.contains(c) && !MADE.contains(c))
                .as("texts that no erasure looks at; add them to Erasures or say here why not")
                .isEmpty();
    }

    /** Plants the person in each free text that no way in of this test reaches. */
    private void plant() {
        JdbcClient client = JdbcClient.create(facades.database().source());
        String canary = "给" + NAME + "打" + PHONE;
        UUID table = UUID.randomUUID();
        client.sql("insert into accounts (id, name, title, branch, unit_code, must_replace, made_at, made_by)"
                        + " values (?, 'zhao', '小赵', 'business', ?, false, now(), 'x')")
                .params(MACHINE, VILLAGE)
                .update();
        client.sql(
                        "insert into grants (id, department, unit_code, elements, purpose, legal_basis, is_masked, valid_from,"
                                + " granted_at, granted_by) values (?, '县民政局', ?, '{person_name}', ?, ?, false, now(), now(), 'x')")
                .params(UUID.randomUUID(), VILLAGE, canary, canary)
                .update();
        client.sql(
                        "insert into subscriptions (county_code, id, department, unit_code, elements, purpose, account_id, made_at,"
                                + " made_by) values (?, ?, '县民政局', ?, '{person_name}', ?, ?, now(), 'x')")
                .params(COUNTY, UUID.randomUUID(), VILLAGE, canary, MACHINE)
                .update();
        client.sql(
                        "insert into kept_tables (county_code, id, name, unit_code, subject, words, conditions, columns, labels,"
                                + " department, purpose, basis, made_by, made_at, secret) values (?, ?, ?, ?, 'person', ?, ?,"
                                + " '{person_name}', '{姓名}', '县民政局', ?, ?, 'x', now(), decode(repeat('00', 16), 'hex'))")
                .params(COUNTY, table, canary, VILLAGE, canary, canary, canary, canary)
                .update();
        client.sql(
                        "insert into owner_requests (county_code, id, table_id, element, owner, lacking, row_count, asked_at,"
                                + " asked_by, reason) values (?, ?, ?, 'person_phone', '县公安局', 1, 1, now(), 'x', ?)")
                .params(COUNTY, UUID.randomUUID(), table, canary)
                .update();
        client.sql("update files set sheets = array[?] where name like '儿童%'")
                .param(NAME + "家")
                .update();
    }

    private static final UUID MACHINE = UUID.randomUUID();

    @Test
    void nothingOfAPersonStandsAnywhereWhateverWayItCame() throws IOException {
        assertEveryTextIsThoughtOf();
        plant();
        Viewer machine = new Viewer(MACHINE, "zhao", "小赵", List.of(), false);
        facades.rowFeed()
                .push(
                        machine,
                        new RowFeed.Push(
                                NUMBER,
                                VILLAGE,
                                "",
                                "接口推送-" + NUMBER + ".csv",
                                Optional.empty(),
                                ("姓名,身份证号,备注\n" + NAME + "," + NUMBER + ",\n" + ",,电话" + PHONE + "\n")
                                        .getBytes(StandardCharsets.UTF_8)));
        JdbcClient.create(facades.database().source())
                .sql("update row_pushes set receipt = ?")
                .param("{\"refused\":[\"" + NAME + NUMBER + "\"]}")
                .update();
        take("两个.csv", "姓名,联系电话\n陈一," + PHONE + "\n,13700000001\n" + NAME + ",\n");
        take("监护.csv", "姓名,出生日期,监护人姓名,监护人电话\n孙小小,2016-02-03," + NAME + "," + PHONE + "\n");
        facades.complaints().add(VILLAGE, "填表", NAME + "家的表", "又要给" + NAME + "（" + PHONE + "）填");
        ReturnRequest asked = facades.returns()
                .ask(clerk, new ReturnFlow.Asked(VILLAGE, "县民政局", List.of("person_phone"), NAME, "核对" + NUMBER));
        facades.returns().refuse(security, asked, NAME + "不是我县的");
        Asked death =
                new Asked(VILLAGE, id(NAME), EventKind.DEATH, LocalDate.of(2026, 5, 1), Map.of("newHead", id("王芳")));
        facades.events().record(death, facades.events().preview(death).basis(), "小李");
        Drafts.Arrival arrival = new Drafts.Arrival(
                "空.csv",
                "姓名,身份证号,联系电话\n王芳,990201196304155222,\n".getBytes(StandardCharsets.UTF_8),
                VILLAGE,
                "",
                "核对" + NAME,
                LocalDate.of(2026, 6, 1));
        facades.drafts().start(arrival, stage -> {});
        String id = id(NAME);
        facades.erasures()
                .ask(
                        clerk,
                        new Erasures.Wanted(VILLAGE, id, List.of(), BASIS + "（" + NAME + "）", NAME + "申请，村〔2026〕3号"));
        for (String table :
                List.of("complaints", "return_requests", "drafts", "row_pushes", "grants", "subscriptions")) {
            assertThat(tablesWith(NAME)).contains(table);
        }
        ErasureRow row = facades.erasures().of(UUID.fromString(id)).get(0);
        facades.erasures().decide(security, row, true, NAME + "属实");
        for (String gone : List.of(NAME, NUMBER, ACCOUNT)) {
            assertThat(tablesWith(gone)).as(gone + people()).isEmpty();
            assertThat(filesWith(home, gone)).as(gone).isEmpty();
        }
        // 陈一 has the same phone and said so of himself
        assertThat(tablesWith(PHONE)).contains("entries").isSubsetOf("entries", "subjects", "people");
        assertThat(people()).extracting(SubjectFacts::name).contains("陈一", "孙小小");
    }

    /** The files of a home in which a text stands, but for those of the database itself, which go with its next vacuum. */
    private static List<String> filesWith(Path home, String text) throws IOException {
        List<String> out = new ArrayList<>();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(f -> !f.startsWith(home.resolve("database")))
                    .toList()) {
                if (ErasedWords.areIn(file.toString(), Files.readAllBytes(file), Set.of(text))) {
                    out.add(file.toString());
                }
            }
        }
        return out;
    }
}
