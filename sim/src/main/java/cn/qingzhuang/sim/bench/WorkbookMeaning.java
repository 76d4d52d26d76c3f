package cn.qingzhuang.sim.bench;

import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.meaning.Confirmations;
import cn.qingzhuang.engine.meaning.Meaning;
import cn.qingzhuang.engine.meaning.MeaningReader;
import cn.qingzhuang.engine.meaning.SlotMeaning;
import cn.qingzhuang.engine.meaning.TableMapping;
import cn.qingzhuang.engine.sheet.Layout;
import cn.qingzhuang.engine.sheet.LayoutReader;
import cn.qingzhuang.engine.sheet.SheetFile;
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
    private static final List<String> SHAPES = List.of("office", "annex", "import", "mix");
    private final Setting setting;
    private final MeaningReader reader = MeaningReader.standard();
    private final Catalogue catalogue = Catalogue.standard();
    private int columns;
    private int right;
    private int sure;
    private int sureWrong;

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
        String seen = setting.isOwn() ? "SEEN in training: an upper bound" : "unseen";
        String on = "%d workbooks in shapes %s, blank and filled, %d element columns, forms %s"
                .formatted(forms.size() * SHAPES.size() * 2, String.join(" ", SHAPES), columns, seen);
        return List.of(
                Figure.plain("meaning", "from bytes: element columns right", Figure.percent(right, columns), "%", on),
                Figure.plain("meaning", "from bytes: answered at 0.9 or more", Figure.percent(sure, columns), "%", on),
                Figure.plain("meaning", "from bytes: of these wrong", Figure.percent(sureWrong, sure), "%", on));
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
            if (!slot.column().isElement()) {
                continue;
            }
            columns++;
            SlotMeaning meaning = byRef.get(slot.ref());
            if (meaning == null) {
                continue;
            }
            boolean isRight = isRight(slot.column(), meaning.meaning());
            boolean isSure = meaning.confidence() >= SURE;
            right += isRight ? 1 : 0;
            sure += isSure ? 1 : 0;
            sureWrong += isSure && !isRight ? 1 : 0;
        }
    }

    private boolean isRight(Form.Column column, Meaning meaning) {
        String wanted = catalogue.storageKey(column.element(), column.role()).toString();
        if (meaning instanceof Meaning.Element e) {
            return catalogue.storageKey(e.element(), e.role()).toString().equals(wanted);
        }
        if (meaning instanceof Meaning.Derived d) {
            return catalogue.storageKey(d.element(), d.role()).toString().equals(wanted);
        }
        return meaning instanceof Meaning.Constant c && c.element().equals(column.element());
    }
}
