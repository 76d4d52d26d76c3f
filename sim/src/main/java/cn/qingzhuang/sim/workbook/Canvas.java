package cn.qingzhuang.sim.workbook;

import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.sim.form.Form;
import cn.qingzhuang.sim.world.Datum;
import cn.qingzhuang.sim.world.ElementInfo;
import cn.qingzhuang.sim.world.Values;
import cn.qingzhuang.sim.world.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Everything the drawing of one table shares: the sheet, the form in its shape, whose values go in. */
final class Canvas {
    private static final Pattern SERIAL = Pattern.compile("序号|编号|FID|^号$");
    private static final Set<String> IDENTITY = Set.of(
            "person_name",
            "person_id_no",
            "head_name",
            "head_id_no",
            "household_no",
            "applicant_name",
            "beneficiary_name",
            "beneficiary_id_no");
    private static final Pattern NOT_SUMMED = Pattern.compile("age|year|grade|longitude|latitude");
    final SheetModel sheet;
    final Form form;
    final Shape shape;
    final World world;
    final List<String> subjects;
    final boolean isFilled;
    final FormText text;
    final Style line;
    private final Values values;
    private final Rendering rendering;

    /** What is drawn: for a blank form the subjects only tell whom it would be about. */
    record Order(Form form, Shape shape, List<String> subjects, boolean isFilled) {}

    Canvas(SheetModel sheet, Order order, World world) {
        this.sheet = sheet;
        this.form = order.form();
        this.shape = order.shape();
        this.subjects = order.subjects();
        this.isFilled = order.isFilled();
        this.world = world;
        this.values = new Values(world);
        this.rendering = new Rendering(shape);
        this.text = new FormText(form, shape, world);
        this.line = Style.PLAIN.bordered(shape.is("borders"));
    }

    int width() {
        return form.columns().size();
    }

    Form.Column column(int j) {
        return form.columns().get(j);
    }

    boolean isBordered() {
        return shape.is("borders");
    }

    Style header() {
        return line.aligned("w").filled(shape.is("fill"));
    }

    Style body() {
        return line.aligned(isBordered() ? "c" : "");
    }

    /** The underlying value of a column for a subject; empty for signatures and remarks. */
    Optional<Datum> value(String subject, int j) {
        Form.Column c = column(j);
        if (c.isSkip()) {
            return Optional.empty();
        }
        if (c.isAggregate()) {
            long x = world.hash().of("aggregate", subject, form.id(), j);
            boolean isShare = c.element().startsWith("rate") || c.element().startsWith("avg");
            return Optional.of(isShare ? Datum.of((x % 1000) / 1000.0) : Datum.of(x % 90));
        }
        String e = c.isElement() ? c.element() : c.elementFull();
        boolean isNew =
                e.equals("NEW") || c.kind().equals("new") && !world.elements().has(e);
        return values.of(
                subject, isNew ? form.id() + "#" + j : e, c.role(), c.header().replaceAll("\\s", ""));
    }

    Rendering.Shown shown(Datum value, int j) {
        ElementInfo info = text.info(j);
        boolean isDeath = info.id().equals("person_alive") && column(j).header().contains("死");
        return rendering.show(
                value, new Rendering.Question(info.type(), column(j).header(), text.coded(j), isDeath));
    }

    /** Whether the cell is left blank although the truth knows its value. */
    boolean isWithheld(int j) {
        Form.Column c = column(j);
        boolean isOwn =
                c.role().isEmpty() || c.role().equals("head") || c.role().equals("member");
        return shape.is("listed") && !(isOwn && IDENTITY.contains(c.element()));
    }

    /** Writes the value; returns its canonical text, "" when there is none. */
    String put(CellRef at, Optional<Datum> value, int j) {
        Rendering.Shown shown =
                value.filter(v -> !isWithheld(j)).map(v -> shown(v, j)).orElse(Rendering.Shown.NOTHING);
        sheet.put(at.row(), at.column(), shown.content(), body().formatted(shown.format()));
        return value.map(Datum::canonical).orElse("");
    }

    Truth.Slot slot(int j, String ref, List<CellRef> cells) {
        boolean isMonth =
                Rendering.isMonthOnly(column(j).header()) && text.info(j).type().equals("date");
        return new Truth.Slot(ref, j, column(j), cells, isMonth);
    }

    boolean isSerial(int j) {
        return column(j).isSkip()
                && SERIAL.matcher(column(j).header().replaceAll("\\s", "")).find();
    }

    @Nullable
    Datum serial(int j, int index) {
        return isSerial(j) ? Datum.of(index + 1L) : null;
    }

    boolean isSummable(int j) {
        Form.Column c = column(j);
        if (c.isAggregate()) {
            return !c.element().startsWith("rate") && !c.element().startsWith("avg");
        }
        String type = text.info(j).type();
        boolean isNumber = type.equals("money") || type.equals("decimal") || type.equals("integer");
        return c.isElement() && isNumber && !NOT_SUMMED.matcher(c.element()).find();
    }

    /** 0 to below - 1, always the same for the same form. */
    int draw(int below, String what) {
        return world.hash().below(below, what, form.id());
    }
}
