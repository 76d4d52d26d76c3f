package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.Condition;
import cn.qingzhuang.engine.meaning.Meaning;
import cn.qingzhuang.engine.meaning.Population;
import cn.qingzhuang.engine.meaning.SlotMeaning;
import cn.qingzhuang.engine.meaning.TableMapping;
import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.engine.sheet.CellValue;
import cn.qingzhuang.engine.sheet.FileFormat;
import cn.qingzhuang.engine.sheet.Grid;
import cn.qingzhuang.engine.sheet.Orientation;
import cn.qingzhuang.engine.sheet.Particular;
import cn.qingzhuang.engine.sheet.SheetFile;
import cn.qingzhuang.engine.sheet.Slot;
import cn.qingzhuang.engine.sheet.Table;
import cn.qingzhuang.engine.sheet.TableKind;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Builds files that were read and understood: {@code aRoster("person_name", "person_id_no").row("王五", "...")}. */
final class Sheets {
    private final List<Meaning> meanings = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Integer> totals = new ArrayList<>();
    private TableKind kind = TableKind.ROSTER;
    private SubjectType subject = SubjectType.PERSON;
    private List<Condition> conditions = List.of();
    private List<String> group = List.of();
    private double confidence = 1;
    private String name = "名册.xlsx";
    private String filledOn = "";
    private String filledBy = "";
    private String title = "";
    private int blocks = 1;

    private Sheets() {}

    /** A roster with one column per element ({@code person_phone@guardian} with a role; "-" for a serial number). */
    static Sheets aRoster(String... elements) {
        Sheets out = new Sheets();
        for (String text : elements) {
            ElementKey key = ElementKey.parse(text);
            out.meanings.add(text.equals("-") ? new Meaning.Serial() : new Meaning.Element(key.element(), key.role()));
        }
        return out;
    }

    /** A list of units, a line each with commas between its cells, the header first. */
    static SheetFile units(String... lines) {
        Grid.Builder grid = new Grid.Builder("units");
        for (int r = 0; r < lines.length; r++) {
            String[] cells = lines[r].split(",", -1);
            for (int c = 0; c < cells.length; c++) {
                grid.cell(r, c, cells[c].isEmpty() ? CellValue.BLANK : new CellValue.Text(cells[c]), null);
            }
        }
        return new SheetFile("units.csv", FileFormat.CSV, List.of(grid.build()));
    }

    /** A county with one town and two villages: 下店村 999001101201 and 上坪村 999001101202. */
    static SheetFile aTown() {
        return units(
                "code,name,parent",
                "999001000000,临川县,",
                "999001101000,青石镇,999001000000",
                "999001101201,下店村,999001101000",
                "999001101202,上坪村,999001101000");
    }

    Sheets of(SubjectType type) {
        subject = type;
        return this;
    }

    Sheets kind(TableKind value) {
        kind = value;
        return this;
    }

    Sheets named(String file) {
        name = file;
        return this;
    }

    Sheets listing(Condition... restricts) {
        conditions = List.of(restricts);
        return this;
    }

    /** A list of a group that no element holds. */
    Sheets listingGroup(String name) {
        group = List.of(name);
        return this;
    }

    Sheets confidence(double value) {
        confidence = value;
        return this;
    }

    Sheets filledOn(String day) {
        filledOn = day;
        return this;
    }

    /** Of the reporting unit in the line of particulars. */
    Sheets filledBy(String unit) {
        filledBy = unit;
        return this;
    }

    Sheets titled(String text) {
        title = text;
        return this;
    }

    Sheets inBlocks(int count) {
        blocks = count;
        return this;
    }

    Sheets row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    Sheets total(String... cells) {
        totals.add(rows.size() + 1);
        return row(cells);
    }

    IngestInput build() {
        Grid.Builder grid = new Grid.Builder("花名册");
        for (int c = 0; c < meanings.size(); c++) {
            grid.cell(0, c, new CellValue.Text("列" + c), null);
        }
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < rows.get(r).size(); c++) {
                String text = rows.get(r).get(c);
                grid.cell(r + 1, c, text.isEmpty() ? CellValue.BLANK : new CellValue.Text(text), null);
            }
        }
        SheetFile file = new SheetFile(name, FileFormat.XLSX, List.of(grid.build()));
        return new IngestInput(file, sha(), List.of(List.of(mapping())));
    }

    private TableMapping mapping() {
        int last = Math.max(1, rows.size());
        List<Slot> slots = new ArrayList<>();
        List<SlotMeaning> understood = new ArrayList<>();
        for (int c = 0; c < meanings.size(); c++) {
            Slot slot = new Slot(
                    CellRef.letters(c),
                    List.of("列" + c),
                    Optional.of(new CellRange(1, c, last, c)),
                    new CellRef(0, c),
                    c * blocks / meanings.size(),
                    List.of(),
                    false);
            slots.add(slot);
            understood.add(new SlotMeaning(slot, meanings.get(c), confidence, List.of(), List.of()));
        }
        List<Particular> particulars = new ArrayList<>();
        if (!filledOn.isEmpty()) {
            particulars.add(new Particular("填报日期", filledOn, new CellRef(0, 0), Optional.empty()));
        }
        if (!filledBy.isEmpty()) {
            particulars.add(new Particular("填报单位", filledBy, new CellRef(0, 0), Optional.empty()));
        }
        Table table = new Table(
                kind,
                Orientation.ROWS,
                new CellRange(0, 0, last, meanings.size() - 1),
                Optional.of(new CellRange(0, 0, 0, meanings.size() - 1)),
                Optional.of(new CellRange(1, 0, last, meanings.size() - 1)),
                false,
                title.isEmpty() ? Optional.empty() : Optional.of(title),
                particulars,
                slots,
                totals,
                Optional.empty(),
                Optional.empty(),
                List.of());
        return new TableMapping(table, new Population(subject, conditions, group), understood);
    }

    private String sha() {
        String text = name + meanings + rows;
        return HexFormat.of()
                .formatHex(EntryChain.sha256().digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
