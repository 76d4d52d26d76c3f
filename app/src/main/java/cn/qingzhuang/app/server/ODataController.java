package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.odata.Feed;
import cn.qingzhuang.app.odata.ODataProblems;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.tables.KeptTable;
import cn.qingzhuang.app.tables.TableTaking;
import cn.qingzhuang.app.tables.Tables;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.mask.Masking;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kept table for programs, by OData 4.0 (docs/spec/odata.md). Who asks names the table by its key, as the password of
 * basic authentication; the key stands for the account that made it, and holds no longer than that one may take the
 * table.
 */
@RestController
@RequestMapping("/odata")
final class ODataController {
    private static final String JSON = "application/json;odata.metadata=minimal;charset=utf-8";
    private static final Pattern PAGE = Pattern.compile("(?:odata\\.)?maxpagesize=([0-9]{1,6})");
    private static final int HEADER_MAX = 400;

    private final Facades facades;
    private final Asker asker;

    ODataController(Facades facades, Asker asker) {
        this.facades = facades;
        this.asker = asker;
    }

    /** What a request may read. */
    private record Opened(Viewer viewer, KeptTable table, Feed feed) {}

    @Open
    @GetMapping({"", "/"})
    ResponseEntity<ObjectNode> service(HttpServletRequest request, HttpServletResponse response) {
        Opened opened = open(request, response);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("@odata.context", base(request) + "$metadata");
        String set = opened.feed().set();
        node.putArray("value")
                .addObject()
                .put("name", set)
                .put("kind", "EntitySet")
                .put("url", set);
        return told(JSON).body(node);
    }

    @Open
    @GetMapping("/$metadata")
    ResponseEntity<Object> metadata(HttpServletRequest request, HttpServletResponse response) {
        Opened opened = open(request, response);
        String format = Optional.ofNullable(request.getParameter("$format")).orElse("");
        String accept =
                Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT)).orElse("");
        boolean isJson = format.contains("json") || format.isEmpty() && accept.startsWith("application/json");
        return isJson
                ? told("application/json;charset=utf-8")
                        .body(opened.feed().schema().json())
                : told("application/xml;charset=utf-8")
                        .body(opened.feed().schema().xml());
    }

    @Open
    @GetMapping("/{set}")
    ResponseEntity<ObjectNode> rows(
            @PathVariable("set") String set, HttpServletRequest request, HttpServletResponse response) {
        Opened opened = require(set, request, response);
        Feed.Page page = opened.feed().read(request.getParameterMap(), pageMax(request));
        asker.looked(Seen.of(page.subjects(), page.columns()));
        new TableTaking(facades.tables())
                .told(
                        opened.table(),
                        opened.viewer().name(),
                        "odata",
                        page.rows().size());
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        String shape = page.select().isEmpty() ? "" : "(" + String.join(",", page.select()) + ")";
        node.put("@odata.context", base(request) + "$metadata#" + set + shape);
        page.count().ifPresent(count -> node.put("@odata.count", count));
        node.set("value", page.rows());
        page.next().ifPresent(token -> node.put("@odata.nextLink", next(request, set, token)));
        return told(JSON).body(node);
    }

    @Open
    @GetMapping("/{set}/$count")
    ResponseEntity<String> count(
            @PathVariable("set") String set, HttpServletRequest request, HttpServletResponse response) {
        Opened opened = require(set, request, response);
        return told("text/plain;charset=utf-8").body(Long.toString(opened.feed().count(request.getParameterMap())));
    }

    private static ResponseEntity.BodyBuilder told(String type) {
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, type).header("OData-Version", "4.0");
    }

    private Opened require(String set, HttpServletRequest request, HttpServletResponse response) {
        Opened opened = open(request, response);
        if (!opened.feed().set().equals(set)) {
            throw AppProblems.notFound();
        }
        return opened;
    }

    /**
     * The table of the key that the request gives; Problem ODATA-007 without one, TABLE-003 when a column is refused by
     * now.
     */
    private Opened open(HttpServletRequest request, HttpServletResponse response) {
        Tables tables = facades.tables();
        Optional<Tables.Keyed> keyed = key(request).flatMap(tables::ofKey);
        Optional<Viewer> viewer = keyed.flatMap(k -> facades.signingIn().named(k.keyBy()));
        if (keyed.isEmpty() || viewer.isEmpty()) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"qingzhuang\", charset=\"UTF-8\"");
            throw ODataProblems.noKey();
        }
        KeptTable table = keyed.get().table();
        Asker.set(request, viewer.get());
        asker.at(Verb.TABLE_TAKE, table.id(), Optional.of(TableController.placeOf(table)));
        asker.purpose(table.purpose());
        Masking masking = tables.requireEntitled(viewer.get(), table.wanted(), table.purpose());
        return new Opened(viewer.get(), table, new Feed(tables, table, masking));
    }

    /** The password of basic authentication, or a bearer token. */
    private static Optional<String> key(HttpServletRequest request) {
        String given = Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .orElse("");
        if (given.length() > HEADER_MAX) {
            return Optional.empty();
        }
        if (given.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.of(given.substring(7).strip());
        }
        if (!given.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            byte[] said = Base64.getDecoder().decode(given.substring(6).strip());
            String text = new String(said, StandardCharsets.UTF_8);
            return Optional.of(text.substring(text.indexOf(':') + 1)).filter(k -> !k.isEmpty());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int pageMax(HttpServletRequest request) {
        Matcher wanted =
                PAGE.matcher(Optional.ofNullable(request.getHeader("Prefer")).orElse(""));
        return wanted.find() ? Math.max(1, Math.min(Feed.PAGE_MAX, Integer.parseInt(wanted.group(1)))) : Feed.PAGE_MAX;
    }

    /** The address of the service, as the asker reached it; a proxy says in a header that it speaks HTTPS. */
    private static String base(HttpServletRequest request) {
        String url = request.getRequestURL().toString();
        String root = url.substring(0, url.indexOf("/odata")) + "/odata/";
        return "https".equals(request.getHeader("X-Forwarded-Proto")) ? root.replaceFirst("^http:", "https:") : root;
    }

    private static String next(HttpServletRequest request, String set, String token) {
        StringBuilder out = new StringBuilder(base(request)).append(word(set)).append('?');
        request.getParameterMap().forEach((name, values) -> {
            if (name.matches("\\$(select|filter|orderby|count|format)")) {
                out.append(name).append('=').append(word(values[0])).append('&');
            }
        });
        return out.append("$skiptoken=").append(token).toString();
    }

    private static String word(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
