package cn.qingzhuang.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.tidy.Endpoints;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The description of the endpoints, read by the parser of Swagger. */
class OpenApiTest {
    @Test
    void describesEveryEndpointAndNoOther(@TempDir Path folder) throws Exception {
        try (Offices offices = new Offices(folder)) {
            String officer = offices.officer("县残联");
            String text =
                    new String(offices.download(officer, "/api/openapi"), java.nio.charset.StandardCharsets.UTF_8);
            ParseOptions options = new ParseOptions();
            options.setResolve(true);
            SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(text, List.of(), options);
            assertThat(parsed.getMessages()).isEmpty();
            List<String> described = new ArrayList<>();
            parsed.getOpenAPI()
                    .getPaths()
                    .forEach((path, item) -> item.readOperationsMap()
                            .forEach((method, operation) -> described.add(method.name() + " " + path)));
            assertThat(described)
                    .containsExactlyInAnyOrderElementsOf(Endpoints.lines().stream()
                            .map(Endpoints.Line::endpoint)
                            .toList());
            JsonNode document = Offices.JSON.readTree(text);
            List<String> ids = new ArrayList<>();
            document.get("paths")
                    .forEach(path ->
                            path.forEach(o -> ids.add(o.get("operationId").asString())));
            assertThat(ids).doesNotHaveDuplicates();
            JsonNode keep = document.get("paths").get("/api/tables").get("post");
            assertThat(keep.toString()).contains("TableDescribed", "table.take");
        }
    }

    @Test
    void tellsProblemsAsRfc9457HasThemAndNothingToWhoeverHasNotSignedIn(@TempDir Path folder) throws Exception {
        try (Offices offices = new Offices(folder)) {
            HttpRequest request =
                    HttpRequest.newBuilder(offices.address("/api/openapi")).build();
            HttpResponse<String> refused = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers()
                            .firstValue("Content-Type")
                            .orElseThrow()
                            .toLowerCase(Locale.ROOT))
                    .startsWith("application/problem+json");
            JsonNode told = Offices.JSON.readTree(refused.body());
            assertThat(told.get("status").asInt()).isEqualTo(401);
            assertThat(told.get("type").asString()).isEqualTo("urn:qingzhuang:problem:ACCESS-003");
            assertThat(told.get("title").asString()).isEqualTo("ACCESS-003");
            assertThat(told.get("detail").asString()).isNotBlank();
            assertThat(offices.refusal(offices.officer("县残联"), "POST", "/api/tables/coverage", Map.of()))
                    .startsWith("APP-");
        }
    }
}
