package cn.qingzhuang.app.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingzhuang.app.forms.Forms;
import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.shared.TestDatabase;
import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementStatus;
import cn.qingzhuang.engine.meaning.Meaning;
import cn.qingzhuang.engine.meaning.SlotMeaning;
import cn.qingzhuang.engine.sheet.WorkbookReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CatalogueBookTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BLOOD_TYPES =
            "{'list':'blood_type','standard':'','codes':[{'code':'1','label':'A型'},{'code':'2','label':'B型','also':'乙型'}]}";
    private static final String BLOOD =
            "{'id':'person_blood_type','name':'血型','subject':'人','type':'code','codes':'blood_type',"
                    + "'synonyms':'血液类型','owner':'卫生健康','sensitivity':'敏感','legal_basis':'《中华人民共和国献血法》','valid_from':'2026-01-01'}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final DataSource source = TestDatabase.fresh();
    private CatalogueBook book = new CatalogueBook(source, new Home(Path.of(".")), Clock.systemUTC());

    @BeforeEach
    void open() {
        book = new CatalogueBook(source, new Home(folder), Clock.systemUTC());
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    }

    @Test
    void aNewElementIsReadInFormsAtOnceWithoutADatabase() {
        book.recordCodes(json(BLOOD_TYPES), "李主任");
        book.recordElement(json(BLOOD), "李主任");

        Forms forms = Forms.of(new Home(folder));
        Reading reading = forms.read("名册.csv", "姓名,身份证号,血液类型\n赵一,,乙型\n钱二,,A型\n".getBytes(StandardCharsets.UTF_8));
        SlotMeaning last = reading.mappings().get(0).get(0).slots().get(2);

        assertThat(last.meaning())
                .isInstanceOfSatisfying(
                        Meaning.Element.class,
                        meaning -> assertThat(meaning.element()).isEqualTo("person_blood_type"));
        assertThat(forms.catalogue().codesOf("person_blood_type").orElseThrow().find("乙型"))
                .map(c -> c.label())
                .contains("B型");
    }

    @Test
    void keepsEveryChangeAndRefusesToChangeHistory() {
        book.recordCodes(json(BLOOD_TYPES), "李主任");
        book.recordElement(json(BLOOD), "李主任");
        book.recordElement(json("{'id':'person_blood_type','status':'停用','valid_to':'2026-12-31'}"), "王科长");

        List<CatalogueBook.Change> history = book.historyOfElement("person_blood_type");
        assertThat(history).extracting(CatalogueBook.Change::actor).containsExactly("王科长", "李主任");
        assertThat(history.get(1).item().get("status").asString()).isEqualTo("试用");
        assertThat(book.current().governance("person_blood_type").orElseThrow().status())
                .isEqualTo(ElementStatus.RETIRED);
        assertThatThrownBy(() -> JdbcClient.create(source)
                        .sql("update catalogue_changes set actor = 'x'")
                        .update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> JdbcClient.create(source)
                        .sql("delete from catalogue_changes")
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aRetiredElementIsReadNoMore() {
        book.recordElement(json("{'id':'person_religion','status':'停用'}"), "王科长");

        Reading reading =
                Forms.of(new Home(folder)).read("名册.csv", "姓名,身份证号,宗教信仰\n赵一,,无\n".getBytes(StandardCharsets.UTF_8));

        Meaning meaning = reading.mappings().get(0).get(0).slots().get(2).meaning();
        assertThat(meaning).isNotEqualTo(new Meaning.Element("person_religion", ""));
        assertThat(meaning).isNotEqualTo(new Meaning.Element("person_religion", "self"));
    }

    @Test
    void everyExportIsImportedBackAsItWas() {
        Catalogue shipped = Catalogue.standard();
        TakeReport workbook = book.take(WorkbookReader.read("目录.xlsx", book.workbook()), "试");
        TakeReport csv = book.take(WorkbookReader.read("目录.csv", book.csv()), "试");

        assertThat(workbook.refused()).isEmpty();
        assertThat(workbook.rows())
                .isEqualTo(shipped.elements().size()
                        + shipped.codeLists().stream()
                                .mapToInt(l -> l.codes().size())
                                .sum());
        assertThat(csv.refused()).isEmpty();
        assertThat(csv.rows()).isEqualTo(shipped.elements().size());
        assertThat(book.historyOfElement("person_name")).isEmpty(); // nothing differed, nothing was recorded
    }

    @Test
    void keepsTheGoodRowsOfABadFileAndListsTheBadOnes() {
        String rows = "标识,中文名称,对象,数据类型,数源部门,敏感程度,法律依据,启用日期\n"
                + "person_shoe_size,鞋码,人,integer,民政,一般,《某条例》,2026-01-01\n"
                + "Bad Id,坏,人,integer,民政,一般,《某条例》,2026-01-01\n"
                + "person_hat_size,帽码,鱼,integer,,一般,《某条例》,昨天\n";
        TakeReport report = book.take(WorkbookReader.read("目录.csv", rows.getBytes(StandardCharsets.UTF_8)), "试");

        assertThat(report.rows()).isEqualTo(3);
        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.refused()).extracting(TakeReport.Refused::row).containsExactly(3, 4);
        assertThat(report.refused().get(1).reason())
                .contains("对象")
                .contains("数源部门")
                .contains("启用日期");
        assertThat(book.current().element("person_shoe_size")).isPresent();
        assertThat(book.current().element("person_hat_size")).isEmpty();
    }

    @Test
    void refusesAFileThatHoldsNoCatalogue() {
        assertThatThrownBy(() ->
                        book.take(WorkbookReader.read("x.csv", "姓名,电话\n赵一,1\n".getBytes(StandardCharsets.UTF_8)), "试"))
                .isInstanceOfSatisfying(Problem.class, p -> {
                    assertThat(p.code()).isEqualTo("CATALOGUE-003");
                    assertThat(p.place().file()).isEqualTo(Optional.of("x.csv"));
                });
    }
}
