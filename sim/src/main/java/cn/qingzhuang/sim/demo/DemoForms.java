package cn.qingzhuang.sim.demo;

import cn.qingzhuang.sim.form.Form;
import cn.qingzhuang.sim.workbook.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads the forms of the demonstration from {@code demo/forms.txt}. */
final class DemoForms {
    private DemoForms() {}

    /**
     * A form of the demonstration.
     *
     * @param bureau who sends it, or "" for what a village keeps
     */
    record DemoForm(Form form, String bureau, Shape shape) {
        boolean isTemplate() {
            return !bureau.isEmpty();
        }
    }

    static List<DemoForm> read() {
        InputStream in =
                Objects.requireNonNull(DemoForms.class.getResourceAsStream("/demo/forms.txt"), "demo/forms.txt");
        List<DemoForm> out = new ArrayList<>();
        List<String> block = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line : reader.lines().toList()) {
                if (line.startsWith("form ") && !block.isEmpty()) {
                    out.add(form(block));
                    block.clear();
                }
                if (!line.isBlank() && !line.startsWith("#")) {
                    block.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.add(form(block));
        return out;
    }

    private static DemoForm form(List<String> block) {
        List<String> head = cells(block.get(0));
        List<Form.Column> columns =
                block.stream().skip(1).map(line -> column(cells(line))).toList();
        String id = head.get(0).substring("form ".length()).strip();
        Form form = new Form(id, head.get(4), head.get(1), "", columns, Map.of(), Map.of());
        List<String> settings = new ArrayList<>();
        for (String word : head.get(3).split(" ")) {
            settings.addAll(List.of(word.split("=", 2)));
        }
        Shape shape = Shape.named("office", 1, id)
                .with("year", "no", "total", "none", "sign", "no")
                .with(settings.toArray(String[]::new));
        return new DemoForm(form, head.get(2), shape);
    }

    private static Form.Column column(List<String> cells) {
        List<String> path = List.of(cells.get(0).split(">"));
        String element = cells.get(1);
        String kind = element.equals("-") ? "skip" : "element";
        return new Form.Column(path.get(path.size() - 1), path, kind, element, element, role(cells));
    }

    private static String role(List<String> cells) {
        return cells.size() > 2 ? cells.get(2) : "";
    }

    private static List<String> cells(String line) {
        List<String> out = new ArrayList<>();
        for (String cell : line.split("\\|")) {
            out.add(cell.strip());
        }
        return out;
    }
}
