package cn.qingzhuang.sim.workbook;

import cn.qingzhuang.sim.form.Form;
import cn.qingzhuang.sim.world.Household;
import cn.qingzhuang.sim.world.Person;
import cn.qingzhuang.sim.world.Populations;
import cn.qingzhuang.sim.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Renders forms as workbooks about one world. The same arguments give the same bytes. */
public final class Workbooks {
    private static final int FEW_COLUMNS = 14;
    private static final int EVENTS = 15;
    private final World world;
    private final Populations populations;
    private final List<Form> partners;

    /** Partners are forms that may stand below another on one sheet, in the shapes that have two. */
    public Workbooks(World world, List<Form> partners) {
        this.world = world;
        this.populations = new Populations(world);
        this.partners = List.copyOf(partners);
    }

    /**
     * What to render.
     *
     * @param rowsMost at most so many body rows of a list; 0 for everybody
     */
    public record Request(Form form, Shape shape, boolean isFilled, String village, int rowsMost) {}

    public Workbook render(Request request) {
        return render(request, subjects(request));
    }

    /** Renders about those subjects. */
    public Workbook render(Request asked, List<String> subjects) {
        Shape shape = asked.shape();
        boolean isTopped = shape.is("overhead") && asked.form().rowStubs().isEmpty();
        Form form = isTopped ? topped(asked.form()) : asked.form();
        Request request = new Request(form, shape, asked.isFilled(), asked.village(), asked.rowsMost());
        List<SheetModel> sheets = new ArrayList<>();
        List<Truth.Sheet> truth = new ArrayList<>();
        if (shape.is("instructions")) {
            sheets.add(instructions());
            truth.add(new Truth.Sheet("填表说明", List.of()));
        }
        SheetModel sheet = new SheetModel(shape.is("year") ? tabName(form.title()) : "Sheet1");
        sheets.add(sheet);
        truth.add(new Truth.Sheet(sheet.name(), tables(request, subjects, sheet)));
        if (shape.is("print_area")) {
            sheet.setPrintArea();
        }
        boolean hasCsv = shape.is("csv") && sheets.size() == 1;
        String name = "%s__%s__%s.xlsx".formatted(form.id(), shape.name(), request.isFilled() ? "source" : "none");
        return new Workbook(
                name,
                XlsxFile.write(sheets, shape.is("inline")),
                new Truth(form.id(), shape.name(), truth),
                hasCsv ? Optional.of(CsvFile.write(sheet, Workbook.CSV_CHARSET)) : Optional.empty());
    }

    /** The form with all columns but the first below one more header. */
    private static Form topped(Form form) {
        List<Form.Column> columns = new ArrayList<>(form.columns());
        for (int i = 1; i < columns.size(); i++) {
            Form.Column c = columns.get(i);
            List<String> path = new ArrayList<>(List.of("登记内容"));
            path.addAll(c.path());
            columns.set(i, new Form.Column(c.header(), path, c.kind(), c.element(), c.elementFull(), c.role()));
        }
        return new Form(
                form.id(), form.title(), form.kind(), form.layout(), columns, form.rowStubs(), form.rowConditions());
    }

    private List<Truth.Table> tables(Request request, List<String> subjects, SheetModel sheet) {
        Shape shape = request.shape();
        List<Truth.Table> out = new ArrayList<>();
        boolean isSplit = shape.is("continued") && request.isFilled() && subjects.size() > 3;
        int half = isSplit ? subjects.size() / 2 : subjects.size();
        Canvas.Order order = new Canvas.Order(request.form(), shape, subjects.subList(0, half), request.isFilled());
        TableFrame.Placed first = place(sheet, order, shape.originRow(), "");
        out.add(first.table());
        int below = first.nextRow() + shape.count("twin-gap");
        if (isSplit && first.table().orientation().equals("rows")) {
            List<String> rest = subjects.subList(half, subjects.size());
            out.add(place(sheet, new Canvas.Order(request.form(), shape, rest, true), below, "（续表）")
                    .table());
        }
        boolean isBeside = shape.is("beside") && !request.form().isSingle();
        boolean hasPartner = shape.is("twin") || isBeside;
        Optional<Form> partner = hasPartner ? partner(request.form()) : Optional.empty();
        if (partner.isPresent()) {
            String title = shape.is("title", "none") ? "full" : shape.get("title");
            Shape lower = shape.with("title", title, "hidden", "no");
            Request other =
                    new Request(partner.get(), lower, request.isFilled(), request.village(), request.rowsMost());
            Canvas.Order twin = new Canvas.Order(partner.get(), lower, subjects(other), request.isFilled());
            if (isBeside) {
                int column = first.table().range().lastColumn() + 2;
                Canvas canvas = new Canvas(sheet, twin, world);
                out.add(new TableFrame(canvas, "")
                        .place(shape.originRow(), column)
                        .table());
            } else {
                out.add(place(sheet, twin, below, "").table());
            }
        }
        return out;
    }

    private TableFrame.Placed place(SheetModel sheet, Canvas.Order order, int row, String titleSuffix) {
        Canvas canvas = new Canvas(sheet, order, world);
        return new TableFrame(canvas, titleSuffix).place(row, order.shape().originColumn());
    }

    private static SheetModel instructions() {
        SheetModel sheet = new SheetModel("填表说明");
        for (int i = 0; i < FormText.INSTRUCTIONS.size(); i++) {
            sheet.put(i, 0, FormText.INSTRUCTIONS.get(i), i == 0 ? Style.PLAIN.bold() : Style.PLAIN);
        }
        sheet.widths.put(0, 80.0);
        return sheet;
    }

    private static String tabName(String title) {
        String name = title.replaceAll("[\\[\\]:*?/\\\\'（）()\\n]", "");
        return name.isEmpty() ? "Sheet1" : name.substring(0, Math.min(20, name.length()));
    }

    private Optional<Form> partner(Form form) {
        int at = partners.indexOf(form);
        for (int k = 1; k < partners.size(); k++) {
            Form other = partners.get(Math.floorMod(at + 7 * k, partners.size()));
            if (!other.isSingle()
                    && other.columns().size() <= FEW_COLUMNS
                    && !other.id().equals(form.id())) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    /** Whether the form lists people or households, or is a card about one. */
    public boolean isAboutResidents(Form form) {
        return !form.kind().equals("statistics")
                && form.rowStubs().isEmpty()
                && (listsPersons(form) || listsHouseholds(form));
    }

    /** Whom the form is about in the village; one stands in where nobody belongs. */
    public List<String> subjects(Request request) {
        Form form = request.form();
        if (form.kind().equals("statistics")) {
            return world.villages();
        }
        List<String> all = form.isSingle() ? single(form, request.village()) : listed(form, request.village());
        int most = request.rowsMost();
        return most > 0 && all.size() > most ? all.subList(0, most) : all;
    }

    private static Set<String> elements(Form form) {
        Set<String> out = new HashSet<>();
        form.columns().stream().filter(Form.Column::isElement).forEach(c -> out.add(c.element()));
        return out;
    }

    private static boolean listsPersons(Form form) {
        boolean isOwn = form.columns().stream()
                .anyMatch(c -> c.isElement()
                        && c.role().isEmpty()
                        && (c.element().equals("person_name") || c.element().equals("person_id_no")));
        Set<String> elements = elements(form);
        return isOwn || elements.contains("applicant_name") || elements.contains("beneficiary_name");
    }

    private static boolean listsHouseholds(Form form) {
        Set<String> e = elements(form);
        boolean isHeadByRole = form.columns().stream()
                .anyMatch(c -> c.role().equals("head") && c.element().startsWith("person_"));
        return isHeadByRole || e.contains("head_name") || e.contains("head_id_no") || e.contains("household_no");
    }

    private List<String> listed(Form form, String village) {
        Household first = world.householdsOf(village).get(0);
        if (listsPersons(form)) {
            List<String> out = populations.persons(form.title(), village).stream()
                    .map(Person::id)
                    .toList();
            return out.isEmpty() ? List.of(first.head().id()) : out;
        }
        if (listsHouseholds(form)) {
            List<String> out = populations.households(form.title(), village).stream()
                    .map(Household::id)
                    .toList();
            return out.isEmpty() ? List.of(first.id()) : out;
        }
        boolean isOfUnits = elements(form).contains("village")
                && form.columns().stream().noneMatch(c -> c.element().matches("(event|org|place|person).*"));
        return isOfUnits ? world.villages() : events(form);
    }

    private static List<String> events(Form form) {
        List<String> out = new ArrayList<>();
        for (int i = 1; i <= EVENTS; i++) {
            out.add("e:%s:%d".formatted(form.id(), i));
        }
        return out;
    }

    private List<String> single(Form form, String village) {
        List<Household> families = world.householdsOf(village).stream()
                .filter(h -> h.members().size() > 2)
                .toList();
        List<Household> choice = families.isEmpty() ? world.householdsOf(village) : families;
        if (listsHouseholds(form)) {
            return List.of(world.hash().pick(choice, "card", form.id()).id());
        }
        boolean isOfPerson =
                elements(form).stream().anyMatch(e -> e.startsWith("household_") || e.startsWith("person_"));
        if (!isOfPerson) {
            return List.of("e:%s:1".formatted(form.id()));
        }
        List<Person> persons = populations.persons(form.title(), village);
        Person stand = choice.get(0).head();
        return List.of(
                persons.isEmpty()
                        ? stand.id()
                        : world.hash().pick(persons, "card", form.id()).id());
    }
}
