package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.tables.KeptTable;
import cn.qingzhuang.app.tables.TableProblems;
import cn.qingzhuang.app.tables.TableTaking;
import cn.qingzhuang.app.tables.Tables;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.fill.ElementTable.Row;
import cn.qingzhuang.engine.mask.Masking;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Kept tables as files that are sent while they are written, and as pages of JSON. */
@RestController
@RequestMapping("/api/tables/{id}")
final class TableFileController {
    private static final int PAGE_MAX = 5_000;

    private final Facades facades;
    private final Asker asker;

    TableFileController(Facades facades, Asker asker) {
        this.facades = facades;
        this.asker = asker;
    }

    @Needs(Verb.TABLE_TAKE)
    @GetMapping("/file")
    void file(
            @PathVariable("id") String id,
            @RequestParam(name = "form", defaultValue = "xlsx") String form,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        KeptTable table = TableController.table(facades, asker, id);
        TableTaking.Form wanted = switch (form) {
            case "xlsx" -> TableTaking.Form.XLSX;
            case "csv" -> TableTaking.Form.CSV;
            default -> throw AppProblems.malformedRequest();
        };
        asker.purpose(table.purpose());
        Viewer viewer = asker.viewer();
        new TableTaking(facades.tables())
                .take(
                        table,
                        wanted,
                        new TableTaking.Taker(viewer.name(), viewer.title()),
                        subjects -> passes(table, request, subjects, response.isCommitted()),
                        () -> open(response, table.name() + "." + form));
    }

    /** The rows after that of a key as JSON. */
    @Needs(Verb.TABLE_TAKE)
    @GetMapping("/rows")
    ObjectNode rows(
            @PathVariable("id") String id,
            @RequestParam(name = "after", required = false) @Nullable String after,
            @RequestParam(name = "limit", defaultValue = "1000") int limit,
            HttpServletRequest request) {
        KeptTable table = TableController.table(facades, asker, id);
        asker.purpose(table.purpose());
        int max = Math.max(1, Math.min(PAGE_MAX, limit));
        Tables.Page page = facades.tables().page(table, Optional.ofNullable(after), max);
        List<String> subjects = page.rows().stream().map(Row::id).toList();
        Masking masking = passes(table, request, subjects, false);
        TableTaking taking = new TableTaking(facades.tables());
        taking.told(table, asker.viewer().name(), "json", page.rows().size());
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = node.putArray("rows");
        var keys = table.rowKeys();
        List<List<String>> shown = TableTaking.shown(page.rows(), masking);
        for (int r = 0; r < shown.size(); r++) {
            ObjectNode one =
                    rows.addObject().put("key", keys.of(page.rows().get(r).id()));
            ObjectNode values = one.putObject("values");
            for (int i = 0; i < table.labels().size(); i++) {
                String value = shown.get(r).get(i);
                values.put(table.labels().get(i), value.isEmpty() ? null : value);
            }
        }
        return node.put("after", page.after().orElse(null));
    }

    /** Asks anew whether the asker may have these rows, and has it on record before they leave. */
    private Masking passes(KeptTable table, HttpServletRequest request, List<String> subjects, boolean hasBegun) {
        try {
            Viewer viewer = facades.signingIn().viewer(Cookies.token(request)).orElseThrow(TableProblems::cut);
            asker.requireAt(viewer, Verb.TABLE_TAKE, TableController.placeOf(table));
            Masking masking = facades.tables().requireEntitled(viewer, table.wanted(), table.purpose());
            List<String> shown = new ArrayList<>();
            table.wanted().columns().forEach(key -> shown.add(key.toString()));
            asker.looked(Seen.of(subjects, shown));
            return masking;
        } catch (Problem refused) {
            throw hasBegun ? TableProblems.cut() : refused;
        }
    }

    private static OutputStream open(HttpServletResponse response, String name) throws IOException {
        ContentDisposition disposition = ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build();
        boolean isText = name.toLowerCase(Locale.ROOT).endsWith(".csv");
        response.setContentType(
                isText
                        ? "text/csv;charset=UTF-8"
                        : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition.toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return response.getOutputStream();
    }
}
