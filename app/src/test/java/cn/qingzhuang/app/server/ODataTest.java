package cn.qingzhuang.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.olingo.client.api.ODataClient;
import org.apache.olingo.client.api.communication.request.retrieve.ODataEntitySetRequest;
import org.apache.olingo.client.api.domain.ClientEntity;
import org.apache.olingo.client.api.domain.ClientEntitySet;
import org.apache.olingo.client.core.ODataClientFactory;
import org.apache.olingo.client.core.http.BasicAuthHttpClientFactory;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A kept table read by the client of Apache Olingo, and by requests that no client would send. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ODataTest {
    private static final int PEOPLE = 60;
    private static final String SET = "监测对象";

    private Offices offices;
    private String officer;
    private String table;
    private String key;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        offices = new Offices(folder);
        StringBuilder csv = new StringBuilder("姓名,身份证号,性别,婚姻状况,联系电话,文化程度\n");
        for (int i = 0; i < PEOPLE; i++) {
            csv.append("%s%s,9902011950%02d%02d%03dX,%s,已婚,100111122%02d,%s\n"
                    .formatted(
                            i % 2 == 0 ? "郑" : "何",
                            "一二三四五六七八九十".charAt(i % 10),
                            1 + i % 12,
                            1 + i % 28,
                            i,
                            i % 3 == 0 ? "女" : "男",
                            i,
                            i % 4 == 0 ? "" : "初中"));
        }
        offices.village("高桥村人员花名册.csv", csv.toString());
        officer = offices.officer(Offices.ASKING);
        offices.grant(Offices.ASKING, false, "person_name", "person_sex", "person_age", "person_education");
        offices.grant(Offices.ASKING, true, "person_marital_status", "person_phone");
        table = "/api/tables/"
                + offices.post(
                                officer,
                                "/api/tables",
                                Offices.described(
                                        "all",
                                        "person_name",
                                        "person_sex",
                                        "person_age",
                                        "person_education",
                                        "person_marital_status"))
                        .get("id")
                        .asString();
        key = offices.post(officer, table + "/key", Map.of()).get("key").asString();
    }

    @AfterAll
    void stop() {
        offices.close();
    }

    private ODataClient client() {
        ODataClient client = ODataClientFactory.getClient();
        client.getConfiguration().setHttpClientFactory(new BasicAuthHttpClientFactory("excel", key));
        return client;
    }

    @Test
    void isDescribedToAClient() {
        ODataClient client = client();
        String root = root();
        Edm edm = client.getRetrieveRequestFactory()
                .getMetadataRequest(root)
                .execute()
                .getBody();
        EdmEntityType row = edm.getEntityType(new FullQualifiedName("qingzhuang", "Row"));
        assertThat(row.getKeyPredicateNames()).containsExactly("row_key");
        assertThat(row.getPropertyNames()).contains("姓名", "性别", "年龄");
        assertThat(row.getProperty("年龄").getType().getName()).isEqualTo("Int64");
        assertThat(client.getRetrieveRequestFactory()
                        .getServiceDocumentRequest(root)
                        .execute()
                        .getBody()
                        .getEntitySetNames())
                .containsExactly(SET);
    }

    @Test
    void isReadByAClientPageByPage() {
        ODataClient client = client();
        URI uri = client.newURIBuilder(root())
                .appendEntitySetSegment(SET)
                .filter("性别 eq '女' and 年龄 ge 60 and not startswith(姓名,'新')")
                .orderBy("姓名 desc")
                .count(true)
                .build();
        List<String> names = new ArrayList<>();
        int pages = 0;
        while (uri != null) {
            ODataEntitySetRequest<ClientEntitySet> request =
                    client.getRetrieveRequestFactory().getEntitySetRequest(uri);
            request.setPrefer("odata.maxpagesize=7");
            ClientEntitySet set = request.execute().getBody();
            for (ClientEntity entity : set.getEntities()) {
                names.add(entity.getProperty("姓名").getPrimitiveValue().toString());
            }
            assertThat(set.getCount()).isEqualTo(PEOPLE / 3);
            uri = set.getNext();
            pages++;
        }
        assertThat(pages).isEqualTo(3);
        assertThat(names).hasSize(PEOPLE / 3).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    /** Rows that come while pages are read neither repeat nor hide another. */
    @ParameterizedTest(name = "ordered by [{0}]")
    @CsvSource({"''", "年龄", "文化程度_学历 desc"})
    void staysTheSameWhileRowsCome(String order) throws Exception {
        String ordered = order.isEmpty() ? "" : "&$orderby=" + Pages.word(order);
        JsonNode page = read("?$select=row_key" + ordered, 9);
        List<String> keys = new ArrayList<>(keys(page));
        int more = 0;
        while (page.has("@odata.nextLink")) {
            offices.village(
                    "增补%s%d.csv".formatted(order.hashCode(), more),
                    "姓名,身份证号\n新%s,99020119%02d0101%04d\n"
                            .formatted("甲乙丙丁戊己庚辛壬癸".charAt(more), 50 + more, 9_000 + more));
            more++;
            page = follow(page.get("@odata.nextLink").asString(), 9);
            keys.addAll(keys(page));
        }
        assertThat(keys).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(PEOPLE);
    }

    private static List<String> keys(JsonNode page) {
        List<String> out = new ArrayList<>();
        page.get("value").forEach(row -> out.add(row.get("row_key").asString()));
        return out;
    }

    @Test
    void holdsTopOverPages() throws Exception {
        JsonNode first = read("?$top=10&$skip=5", 6);
        assertThat(first.get("value").size()).isEqualTo(6);
        JsonNode second = follow(first.get("@odata.nextLink").asString(), 6);
        assertThat(second.get("value").size()).isEqualTo(4);
        assertThat(second.has("@odata.nextLink")).isFalse();
        assertThat(read("?$top=0", 6).get("value").isEmpty()).isTrue();
        assertThat(text("/" + Pages.word(SET) + "/$count").body()).matches("[0-9]+");
    }

    @Test
    void neverTellsWhatIsMasked() throws Exception {
        assertThat(read("", 5_000).toString())
                .doesNotContain("已婚")
                .contains("已登记")
                .contains("郑一");
    }

    /** With a phone that may leave masked only, the age would tell whose it is: it does not leave, nor is it asked for. */
    @Test
    void judgesMasksTogether() throws Exception {
        JsonNode made = offices.post(
                officer, "/api/tables", Offices.described("all", "person_name", "person_age", "person_phone"));
        String address = "/api/tables/" + made.get("id").asString();
        JsonNode columns = offices.get(officer, address).get("columns");
        assertThat(columns.get(0).get("release").asString()).isEqualTo("plain");
        assertThat(columns.get(1).get("release").asString()).isEqualTo("masked");
        String other =
                offices.post(officer, address + "/key", Map.of()).get("key").asString();
        String set = root() + "/" + Pages.word(SET);
        HttpResponse<String> rows = send(URI.create(set), basic(other));
        assertThat(rows.body()).contains("\"年龄\":null").contains("100****22").doesNotContain("100111122");
        HttpResponse<String> asked = send(URI.create(set + "?$filter=" + Pages.word("年龄 ge 60")), basic(other));
        assertThat(asked.statusCode()).isEqualTo(422);
        assertThat(asked.body()).contains("ODATA-006");
    }

    /** A condition tells of everybody listed what it asks: nothing that would leave masked. */
    @Test
    void keepsNoConditionThatTellsWhatIsMasked() throws Exception {
        offices.grant(Offices.ASKING, false, "person_birth_date", "disability_level");
        String born = "person_birth_date>=1950-01-01";
        Map<String, Object> unnamed = Offices.described(born, "disability_level");
        assertThat(offices.post(officer, "/api/tables", unnamed).has("id")).isTrue();
        Map<String, Object> masked = Offices.described(born, "disability_level", "person_phone");
        HttpResponse<byte[]> refused =
                offices.send(officer, "POST", "/api/tables", Offices.JSON.writeValueAsString(masked));
        assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("TABLE-003");
        Map<String, Object> ofAge = Offices.described("person_age>=60", "disability_level", "person_phone");
        assertThat(offices.post(officer, "/api/tables", ofAge).has("id")).isTrue();
    }

    @ParameterizedTest(name = "{0} is refused with {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "$filter=x eq 1 | ODATA-002",
                "$filter=姓名 eq | ODATA-001",
                "$filter=startswith(婚姻状况,'已') | ODATA-006",
                "$orderby=电话号码 | ODATA-002",
                "$orderby=姓名 up | ODATA-005",
                "$select=姓名,,性别 | ODATA-005",
                "$select=证件 | ODATA-002",
                "$top=-1 | ODATA-005",
                "$top=999999999999 | ODATA-005",
                "$skip=200000 | ODATA-005",
                "$count=yes | ODATA-005",
                "$expand=x | ODATA-004",
                "$search=x | ODATA-004",
                "$apply=aggregate($count as n) | ODATA-004",
                "$format=atom | ODATA-004",
                "$skiptoken=x | ODATA-005",
                "$top=1&$top=2 | ODATA-005"
            })
    void refuses(String query, String code) throws Exception {
        StringBuilder encoded = new StringBuilder("?");
        for (String part : query.split("&", -1)) {
            int at = part.indexOf('=');
            encoded.append(part, 0, at + 1)
                    .append(Pages.word(part.substring(at + 1)))
                    .append('&');
        }
        HttpResponse<String> got = text("/" + Pages.word(SET) + encoded);
        assertThat(got.statusCode()).isEqualTo(422);
        assertThat(Offices.JSON.readTree(got.body()).get("error").get("code").asString())
                .isEqualTo(code);
    }

    @Test
    void knowsNobodyWithoutAKeyAndNoOtherSet() throws Exception {
        HttpResponse<String> none = send(offices.address("/odata"), "");
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(send(offices.address("/odata"), basic("x".repeat(43))).statusCode())
                .isEqualTo(401);
        assertThat(send(offices.address("/odata"), "Basic ###").statusCode()).isEqualTo(401);
        assertThat(text("/other").statusCode()).isEqualTo(404);
    }

    @Test
    void endsWithItsKeyAndWithTheGrant() throws Exception {
        String other = "/api/tables/"
                + offices.post(officer, "/api/tables", Offices.described("all", "person_name"))
                        .get("id")
                        .asString();
        String first =
                offices.post(officer, other + "/key", Map.of()).get("key").asString();
        assertThat(send(offices.address("/odata"), basic(first)).statusCode()).isEqualTo(200);
        String second =
                offices.post(officer, other + "/key", Map.of()).get("key").asString();
        assertThat(send(offices.address("/odata"), basic(first)).statusCode()).isEqualTo(401);
        assertThat(offices.send(officer, "DELETE", other + "/key", "").statusCode())
                .isEqualTo(204);
        assertThat(send(offices.address("/odata"), basic(second)).statusCode()).isEqualTo(401);
    }

    private String root() {
        return offices.address("/odata").toString();
    }

    private JsonNode read(String query, int page) throws Exception {
        return follow(root() + "/" + Pages.word(SET) + query, page);
    }

    private JsonNode follow(String link, int page) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(link))
                .header("Authorization", basic(key))
                .header("Prefer", String.format(Locale.ROOT, "odata.maxpagesize=%d", page))
                .build();
        HttpResponse<String> got = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(got.statusCode()).as(got.body()).isEqualTo(200);
        return Offices.JSON.readTree(got.body());
    }

    private HttpResponse<String> text(String path) throws Exception {
        return send(URI.create(root() + path), basic(key));
    }

    private static HttpResponse<String> send(URI address, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static String basic(String key) {
        return "Basic " + Base64.getEncoder().encodeToString(("excel:" + key).getBytes(StandardCharsets.UTF_8));
    }
}
