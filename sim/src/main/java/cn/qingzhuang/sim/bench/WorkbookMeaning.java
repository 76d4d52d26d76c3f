package cn.qingzhuang.sim.bench;

import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.meaning.Confirmations;
import cn.qingzhuang.engine.meaning.Meaning;
import cn.qingzhuang.engine.meaning.MeaningReader;
import cn.qingzhuang.engine.meaning.SlotMeaning;
import cn.qingzhuang.engine.meaning.TableMapping;
import cn.qingzhuang.engine.meaning.headers.HeaderForm;
import cn.qingzhuang.engine.meaning.headers.HeaderReader;
import cn.qingzhuang.engine.meaning.headers.Reading;
import cn.qingzhuang.engine.sheet.Layout;
import cn.qingzhuang.engine.sheet.LayoutReader;
import cn.qingzhuang.engine.sheet.SheetFile;
import cn.qingzhuang.engine.sheet.TableKind;
import cn.qingzhuang.engine.sheet.WorkbookReader;
import cn.qingzhuang.sim.form.Form;
import cn.qingzhuang.sim.workbook.Shape;
import cn.qingzhuang.sim.workbook.Truth;
import cn.qingzhuang.sim.workbook.Workbook;
import cn.qingzhuang.sim.workbook.Workbooks;
import cn.qingzhuang.sim.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Element columns right from the bytes of a workbook on: sheet, layout and meaning together. */
final class WorkbookMeaning {
    private static final int ROWS = 12;
    private static final double SURE = 0.9;
    private static final double LIKELY = 0.5;
    private static final List<String> SHAPES = List.of("office", "annex", "import", "mix");
    private final Setting setting;
    private final MeaningReader reader = MeaningReader.standard();
    private final Tally bytes = new Tally();
    private final Tally paths = new Tally();

    WorkbookMeaning(Setting setting) {
        this.setting = setting;
    }

    List<Figure> measure() {
        World world = new World(setting.elements(), Setting.SEED, World.Size.VILLAGE);
        List<Form> forms = setting.officeForms();
        Workbooks workbooks = new Workbooks(world, forms);
        for (Form form : forms) {
            for (String name : SHAPES) {
                for (boolean isFilled : new boolean[] {false, true}) {
                    Shape shape = Shape.named(name, Setting.SEED, form.id());
                    judge(workbooks.render(new Workbooks.Request(
                            form, shape, isFilled, world.villages().get(0), ROWS)));
                }
            }
        }
        forms.forEach(this::judgePaths);
        String seen = setting.isOwn() ? "SEEN in training: an upper bound" : "unseen";
        String on = "%d workbooks in shapes %s, blank and filled, %d element and %d other columns, forms %s"
                .formatted(
                        forms.size() * SHAPES.size() * 2, String.join(" ", SHAPES), bytes.columns, bytes.others, seen);
        List<Figure> out = new ArrayList<>(bytes.figures("from bytes", on));
        out.addAll(paths.figures("from the header paths", "the same %d forms".formatted(forms.size())));
        return out;
    }

    /** What was counted of the columns of one way of reading. */
    private static final class Tally {
        private int columns;
        private int others;
        private int right;
        private int firstTwo;
        private int sure;
        private int sureWrong;
        private int falseClaims;

        void add(boolean isElement, boolean isClaimed, double confidence, List<Boolean> offered) {
            if (!isElement) {
                others++;
                falseClaims += isClaimed && confidence >= LIKELY ? 1 : 0;
                return;
            }
            boolean isRight = isClaimed && offered.get(0);
            boolean isSure = isClaimed && confidence >= SURE;
            columns++;
            right += isRight ? 1 : 0;
            firstTwo += offered.stream().limit(2).anyMatch(o -> o) ? 1 : 0;
            sure += isSure ? 1 : 0;
            sureWrong += isSure && !isRight ? 1 : 0;
        }

        List<Figure> figures(String way, String on) {
            return List.of(
                    figure(way + ": element columns right", right, columns, on),
                    figure(way + ": right among the first two", firstTwo, columns, on),
                    figure(way + ": answered at 0.9 or more", sure, columns, on),
                    figure(way + ": answered at 0.9 or more and wrong", sureWrong, columns, on),
                    figure(way + ": claims at 0.5 or more where there is none", falseClaims, others, on));
        }

        private static Figure figure(String name, int part, int whole, String on) {
            return Figure.plain("meaning", name, Figure.percent(part, whole), "%", on);
        }
    }

    /** The header texts alone, with the kind as the form says it, for what layout costs. */
    private void judgePaths(Form form) {
        List<HeaderForm.Column> columns = new ArrayList<>();
        form.columns().forEach(c -> columns.add(new HeaderForm.Column(c.path(), List.of(), List.of())));
        List<Reading> read =
                HeaderReader.standard().read(new HeaderForm(form.title(), kind(form.kind()), columns), Map.of());
        for (int i = 0; i < read.size(); i++) {
            Form.Column column = form.columns().get(i);
            List<Boolean> offered = read.get(i).choices().stream()
                    .map(c -> isWanted(column, c.element(), c.role()))
                    .toList();
            paths.add(
                    column.isElement(),
                    read.get(i).isElementClaimed(),
                    read.get(i).confidence(),
                    offered);
        }
    }

    private static TableKind kind(String text) {
        return switch (text) {
            case "roster" -> TableKind.ROSTER;
            case "statistics" -> TableKind.STATISTICS;
            case "single-record" -> TableKind.CARD;
            default -> TableKind.LEDGER;
        };
    }

    private void judge(Workbook workbook) {
        SheetFile file;
        try {
            file = WorkbookReader.read(workbook.fileName(), workbook.bytes());
        } catch (Problem refused) {
            return;
        }
        for (int i = 0; i < workbook.truth().sheets().size(); i++) {
            Layout layout = LayoutReader.read(file.sheets().get(i));
            List<TableMapping> read = reader.read(file, layout, Confirmations.NONE);
            List<Truth.Table> truth = workbook.truth().sheets().get(i).tables();
            for (int t = 0; t < truth.size(); t++) {
                judge(truth.get(t), t < read.size() ? Optional.of(read.get(t)) : Optional.empty());
            }
        }
    }

    private void judge(Truth.Table truth, Optional<TableMapping> read) {
        Map<String, SlotMeaning> byRef = new HashMap<>();
        read.ifPresent(
                m -> new ArrayList<>(m.slots()).forEach(s -> byRef.put(s.slot().ref(), s)));
        for (Truth.Slot slot : truth.slots()) {
            Form.Column column = slot.column();
            SlotMeaning meaning = byRef.get(slot.ref());
            if (meaning == null) {
                bytes.add(column.isElement(), false, 0, List.of());
                continue;
            }
            Optional<Boolean> claimed = claim(column, meaning.meaning());
            List<Boolean> offered = new ArrayList<>(claimed.stream().toList());
            meaning.alternatives().forEach(a -> offered.add(isWanted(column, a.element(), a.role())));
            bytes.add(column.isElement(), claimed.isPresent(), meaning.confidence(), offered);
        }
    }

    /** Whether what is claimed is what the column asks; empty where no element is claimed. */
    private Optional<Boolean> claim(Form.Column column, Meaning meaning) {
        if (meaning instanceof Meaning.Element e) {
            return Optional.of(isWanted(column, e.element(), e.role()));
        }
        if (meaning instanceof Meaning.Derived d) {
            return Optional.of(isWanted(column, d.element(), d.role()));
        }
        return meaning instanceof Meaning.Constant c
                ? Optional.of(c.element().equals(column.element()))
                : Optional.empty();
    }

    private static boolean isWanted(Form.Column column, String element, String role) {
        return Catalogue.storageKey(element, role).equals(Catalogue.storageKey(column.element(), column.role()));
    }
}
