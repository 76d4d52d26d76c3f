package cn.qingzhuang.sim.bench;

import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.sheet.Layout;
import cn.qingzhuang.engine.sheet.LayoutReader;
import cn.qingzhuang.engine.sheet.SheetFile;
import cn.qingzhuang.engine.sheet.WorkbookReader;
import cn.qingzhuang.sim.LayoutJudge;
import cn.qingzhuang.sim.form.Form;
import cn.qingzhuang.sim.workbook.Shape;
import cn.qingzhuang.sim.workbook.TruthJson;
import cn.qingzhuang.sim.workbook.Workbook;
import cn.qingzhuang.sim.workbook.Workbooks;
import cn.qingzhuang.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Layout: kind, header range and body range, in every shape, blank and filled. */
final class LayoutSection implements Section {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Figure.Bars BARS = new Figure.Bars("≥ 95", "≥ 99");
    private static final int ROWS = 12;
    /** All of them would take an hour, and the bar is for forms of offices. */
    private static final int WRITTEN_STEP = 20;

    @Override
    public String name() {
        return "layout";
    }

    /** Tables of the truth, those that are right, and tables read where there are none. */
    private static final class Count {
        private int tables;
        private int right;
        private int slots;
        private int slotsRight;
        private int surplus;
        private int missed;
        private int wrongKind;
        private int wrongHeader;
        private int wrongBody;

        void add(Count other) {
            tables += other.tables;
            right += other.right;
            slots += other.slots;
            slotsRight += other.slotsRight;
            surplus += other.surplus;
            missed += other.missed;
            wrongKind += other.wrongKind;
            wrongHeader += other.wrongHeader;
            wrongBody += other.wrongBody;
        }
    }

    @Override
    public List<Figure> measure(Setting setting, Consumer<String> log) {
        List<Figure> out = new ArrayList<>();
        measure(setting, setting.officeForms(), setting.isOwn() ? "office forms" : "forms given", out);
        log.accept("layout: office forms done");
        List<Form> written = setting.writtenForms();
        List<Form> some = IntStream.range(0, written.size())
                .filter(i -> i % WRITTEN_STEP == 0)
                .mapToObj(written::get)
                .toList();
        if (!some.isEmpty()) {
            measure(setting, some, "every %dth form written by us".formatted(WRITTEN_STEP), out);
        }
        return out;
    }

    private void measure(Setting setting, List<Form> forms, String what, List<Figure> out) {
        World world = new World(setting.elements(), Setting.SEED, World.Size.VILLAGE);
        Workbooks workbooks = new Workbooks(world, forms);
        Map<String, Count> shapes = new TreeMap<>();
        Count shared = new Count();
        Count further = new Count();
        for (String shape : Shape.names()) {
            Count count = new Count();
            Count separated = new Count();
            for (Form form : forms) {
                for (boolean isFilled : new boolean[] {false, true}) {
                    Shape drawn = Shape.named(shape, Setting.SEED, form.id());
                    Workbooks.Request request = new Workbooks.Request(
                            form, drawn, isFilled, world.villages().get(0), ROWS);
                    Workbook workbook = workbooks.render(request);
                    judge(workbook, workbook.fileName(), workbook.bytes(), count);
                    workbook.csv().ifPresent(csv -> judge(workbook, "export.csv", csv, separated));
                }
            }
            shapes.put(shape, count);
            (Shape.isFurther(shape) ? further : shared).add(count);
            if (separated.tables > 0) {
                shapes.put(shape + "-csv", separated);
                shared.add(separated);
            }
        }
        String on = "%d %s, blank and filled".formatted(forms.size(), what);
        out.add(Figure.of("layout", "tables right, generator's shapes", percent(shared), "%", BARS, on));
        out.add(Figure.plain("layout", "tables right, further shapes of ours", percent(further), "%", on));
        double slots = Figure.percent(shared.slotsRight, shared.slots);
        out.add(Figure.plain("layout", "slots right (place and header path)", slots, "%", on));
        double surplus = Figure.percent(shared.surplus, shared.tables);
        out.add(Figure.plain("layout", "tables read where there is none", surplus, "%", on));
        String why = "generator's shapes, percent of tables";
        out.add(Figure.plain("layout", "  not found", Figure.percent(shared.missed, shared.tables), "%", why));
        out.add(Figure.plain("layout", "  kind wrong", Figure.percent(shared.wrongKind, shared.tables), "%", why));
        out.add(Figure.plain("layout", "  header wrong", Figure.percent(shared.wrongHeader, shared.tables), "%", why));
        out.add(Figure.plain("layout", "  body wrong", Figure.percent(shared.wrongBody, shared.tables), "%", why));
        shapes.forEach((shape, c) ->
                out.add(Figure.plain("layout", "  shape " + shape, percent(c), "%", "%d tables".formatted(c.tables))));
    }

    private static double percent(Count count) {
        return Figure.percent(count.right, count.tables);
    }

    private static void judge(Workbook workbook, String name, byte[] bytes, Count count) {
        JsonNode truth = JSON.readTree(TruthJson.write(workbook));
        SheetFile file;
        try {
            file = WorkbookReader.read(name, bytes);
        } catch (Problem refused) {
            truth.path("sheets").forEach(s -> count.tables += s.path("tables").size());
            return;
        }
        for (int i = 0; i < file.sheets().size(); i++) {
            JsonNode sheet = truth.path("sheets").path(i);
            Layout layout = LayoutReader.read(file.sheets().get(i));
            for (LayoutJudge.Verdict v : LayoutJudge.judge(sheet, layout)) {
                count.tables++;
                count.right += v.isRight() ? 1 : 0;
                count.missed += v.isFound() ? 0 : 1;
                count.wrongKind += v.isFound() && !v.isKindRight() ? 1 : 0;
                count.wrongHeader += v.isFound() && !v.isHeaderRight() ? 1 : 0;
                count.wrongBody += v.isFound() && !v.isBodyRight() ? 1 : 0;
                count.slots += v.slots();
                count.slotsRight += v.slotsRight();
            }
            count.surplus += LayoutJudge.surplus(sheet, layout);
        }
    }
}
