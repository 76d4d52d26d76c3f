package cn.qingzhuang.app.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingzhuang.app.Sheets;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.cli.Shell;
import cn.qingzhuang.app.drafts.Drafts;
import cn.qingzhuang.app.erasure.store.ErasureStore.DecidedRow;
import cn.qingzhuang.app.erasure.store.ErasureStore.ErasureRow;
import cn.qingzhuang.app.imports.OpenImport;
import cn.qingzhuang.app.ledger.Ledger;
import cn.qingzhuang.app.ledger.Retention;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.SubjectFacts;
import cn.qingzhuang.engine.fill.SubjectQuery;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

    @BeforeEach
    void open(@TempDir Path folder) {
        Home home = new Home(folder.resolve("home"));
        facades = new Facades(home, Map.of());
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        assertThat(new Shell(home, folder, nowhere, nowhere)
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
}
