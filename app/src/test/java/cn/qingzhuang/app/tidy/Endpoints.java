package cn.qingzhuang.app.tidy;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints of the server: as its handlers say, and as docs/spec/endpoints.tsv does. */
public final class Endpoints {
    private static final String SERVER = "cn.qingzhuang.app.server";

    private Endpoints() {}

    /**
     * A line of the table.
     *
     * @param endpoint such as {@code GET /api/units}
     * @param expected four signs by role
     */
    public record Line(String endpoint, Map<String, String> expected) {}

    /** The lines of the table, in its order. */
    public static List<Line> lines() {
        List<String> rows = Repository.text(Repository.ROOT.resolve("docs/spec/endpoints.tsv"))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        String[] head = rows.get(0).split("\t");
        List<Line> out = new ArrayList<>();
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split("\t");
            if (cells.length != head.length) {
                throw new AssertionError("not as many cells as columns: " + row);
            }
            Map<String, String> expected = new LinkedHashMap<>();
            for (int i = 1; i < cells.length; i++) {
                expected.put(head[i], cells[i]);
            }
            out.add(new Line(cells[0], expected));
        }
        return out;
    }

    /** The endpoints of all handlers. */
    public static List<String> ofHandlers() {
        return ofHandlers(handlers());
    }

    /** Those whose handlers read a body of JSON. */
    public static List<String> ofReaders() {
        return ofHandlers(handlers().stream()
                .filter(h -> Arrays.stream(h.getParameters()).anyMatch(p -> p.isAnnotationPresent(RequestBody.class)))
                .toList());
    }

    private static List<String> ofHandlers(List<Method> handlers) {
        List<String> out = new ArrayList<>();
        for (Method handler : handlers) {
            RequestMapping own = mapping(handler);
            @Nullable
            RequestMapping of =
                    AnnotatedElementUtils.findMergedAnnotation(handler.getDeclaringClass(), RequestMapping.class);
            String base = of == null || of.path().length == 0 ? "" : of.path()[0];
            String path = own.path().length == 0 ? "" : own.path()[0];
            out.add(own.method()[0] + " " + base + path);
        }
        return out;
    }

    /** Handlers that say neither what they need nor that they are open. */
    public static List<String> unguarded() {
        return handlers().stream()
                .filter(h -> Arrays.stream(h.getAnnotations())
                        .noneMatch(a -> a.annotationType().getSimpleName().matches("Needs|Open")))
                .map(Method::toString)
                .toList();
    }

    private static RequestMapping mapping(Method handler) {
        @Nullable RequestMapping out = AnnotatedElementUtils.findMergedAnnotation(handler, RequestMapping.class);
        if (out == null) {
            throw new AssertionError("no handler: " + handler);
        }
        return out;
    }

    private static List<Method> handlers() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        List<Method> out = new ArrayList<>();
        scan.findCandidateComponents(SERVER).forEach(bean -> {
            try {
                for (Method method : Class.forName(bean.getBeanClassName()).getDeclaredMethods()) {
                    if (AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class)) {
                        out.add(method);
                    }
                }
            } catch (ClassNotFoundException e) {
                throw new AssertionError(e);
            }
        });
        return out;
    }
}
