package cn.qingzhuang.sim.workbook;

import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.sim.world.Datum;
import cn.qingzhuang.sim.world.Person;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One subject per row, or two per row in doubled blocks. */
final class ListGrid implements TableFrame.Grid {
    private static final int WIDEST_DOUBLED = 6;
    private static final int SECTION_ROWS = 4;
    private static final String NUMERALS = "一二三四五六七八九";
    private final Canvas canvas;
    private final SheetModel sheet;
    private final Shape shape;
    private final int columns;
    private final int blocks;
    private final int step;
    private final Totals totals;
    private final List<Truth.Row> rows = new ArrayList<>();
    private int left;

    ListGrid(Canvas canvas) {
        this.canvas = canvas;
        this.sheet = canvas.sheet;
        this.shape = canvas.shape;
        this.columns = canvas.width();
        String kind = canvas.form.kind();
        boolean canDouble = columns <= WIDEST_DOUBLED
                && canvas.form.levels() == 1
                && (kind.equals("roster") || kind.equals("ledger"));
        this.blocks = shape.is("doubled") && canDouble ? 2 : 1;
        this.step = columns + (shape.is("block-gap") ? 1 : 0);
        this.totals = new Totals(canvas);
    }

    @Override
    public int width() {
        return step * (blocks - 1) + columns;
    }

    @Override
    public Drawn draw(int row, int column) {
        left = column;
        int right = column + width() - 1;
        int end = row;
        for (int b = 0; b < blocks; b++) {
            end = new HeaderRows(canvas).draw(row, column + b * step);
        }
        CellRange header = new CellRange(row, column, end - 1, right);
        @Nullable Integer numbersRow = shape.is("numbers_row", "no") ? null : end;
        int r = numbersRow == null ? end : numbers(end);
        boolean hasTotals = !shape.is("total", "none") && totals.isPossible();
        boolean isTotalOnTop = hasTotals && shape.is("total", "top");
        int first = isTotalOnTop ? r + 1 : r;
        int next = canvas.isFilled ? filled(first, hasTotals) : blank(first);
        int last = next - 1;
        group(first, last);
        int edge = first;
        if (isTotalOnTop && last >= first) {
            totals.put(r, left, "合计", first, last);
            edge = r;
        } else if (isTotalOnTop) {
            first = r;
            edge = r;
            next = r;
            last = r - 1;
        } else if (hasTotals && last >= first) {
            totals.put(next, left, canvas.draw(2, "total") == 1 ? "合　计" : "合计", first, last);
            next++;
        }
        int bodyLast = last;
        while (bodyLast >= first && totals.rows().contains(bodyLast)) {
            bodyLast--;
        }
        new Decoration(canvas).apply(header, first, bodyLast);
        return new Drawn(
                "rows",
                List.of(),
                Optional.of(header),
                range(first, bodyLast, right),
                range(edge, Math.max(last, next - 1), right),
                !canvas.isFilled && last < first,
                totals.rows(),
                numbersRow,
                first,
                next,
                slots(),
                rows);
    }

    private Optional<CellRange> range(int first, int last, int right) {
        return last < first ? Optional.empty() : Optional.of(new CellRange(first, left, last, right));
    }

    private List<Truth.Slot> slots() {
        List<Truth.Slot> out = new ArrayList<>();
        for (int b = 0; b < blocks; b++) {
            for (int j = 0; j < columns; j++) {
                out.add(canvas.slot(j, CellRef.letters(left + b * step + j), List.of()));
            }
        }
        return out;
    }

    private int numbers(int r) {
        int number = 0;
        for (int b = 0; b < blocks; b++) {
            for (int j = 0; j < columns; j++) {
                boolean isLetter = b == 0
                        && j < 3
                        && canvas.form.kind().equals("statistics")
                        && !canvas.column(j).isAggregate();
                Datum text = isLetter ? Datum.of("甲乙丙".substring(j, j + 1)) : number(++number);
                sheet.put(r, left + b * step + j, text, canvas.line.aligned("c"));
            }
        }
        return r + 1;
    }

    private Datum number(long number) {
        return shape.is("numbers_row", "bracket") ? Datum.of("(" + number + ")") : Datum.of(number);
    }

    /** A row over all columns that names the group below it. */
    private int section(int row, int index) {
        CellRange range = new CellRange(row, left, row, left + width() - 1);
        String text = "%s、第%s村民组".formatted(NUMERALS.charAt(index % 9), NUMERALS.charAt(index % 9));
        sheet.merge(range, text, canvas.line.bold().aligned("l"));
        return row + 1;
    }

    private boolean isSection(int index) {
        return shape.is("sections") && columns > 2 && index % SECTION_ROWS == 0;
    }

    /** Joins the second column's cells of every two rows, as where one household lists two members. */
    private void group(int first, int last) {
        for (int r = first; shape.is("grouped") && columns > 2 && r + 1 <= last; r += 2) {
            CellRange range = new CellRange(r, left + 1, r + 1, left + 1);
            @Nullable
            Datum content = sheet.at(r, left + 1).map(SheetModel.Cell::content).orElse(null);
            sheet.merge(range, content, canvas.line.aligned("c"));
        }
    }

    private int blank(int row) {
        int serial = -1;
        for (int j = 0; j < columns; j++) {
            serial = serial < 0 && canvas.isSerial(j) ? j : serial;
        }
        boolean isNumbered = shape.is("numbered") && serial >= 0;
        int count = canvas.isBordered() || isNumbered ? shape.count("blank_rows") : 0;
        int r = row;
        for (int i = 0; i < count; i++) {
            r = isSection(i) ? section(r, i / SECTION_ROWS) : r;
            for (int b = 0; b < blocks; b++) {
                for (int j = 0; j < columns; j++) {
                    Datum number = isNumbered && j == serial ? Datum.of(i * blocks + b + 1L) : null;
                    String type = canvas.text.info(j).type();
                    String format = type.equals("id18") || type.equals("phone") ? "@" : "";
                    sheet.put(r, left + b * step + j, number, canvas.body().formatted(format));
                }
            }
            r++;
        }
        return r;
    }

    private int filled(int row, boolean hasTotals) {
        List<String> subjects = new ArrayList<>(canvas.subjects);
        boolean isPeople = !subjects.isEmpty() && canvas.world.isResident(subjects.get(0));
        boolean isRoster = canvas.form.kind().equals("roster");
        if (isPeople && isRoster && shape.is("subtotal")) {
            subjects.sort(Comparator.comparing(this::group));
        }
        boolean hasSubtotals = isPeople && isRoster && shape.is("subtotal") && hasTotals && blocks == 1;
        int r = row;
        int start = row;
        for (int i = 0; i < subjects.size(); i += blocks) {
            if (hasSubtotals && i > 0 && group(subjects.get(i)) != group(subjects.get(i - 1))) {
                totals.putSubtotal(r, left, start);
                start = ++r;
            }
            r = isSection(i / blocks) ? section(r, i / blocks / SECTION_ROWS) : r;
            for (int b = 0; b < blocks; b++) {
                if (i + b < subjects.size()) {
                    rows.add(row(r, left + b * step, subjects.get(i + b), i + b));
                } else {
                    emptyRow(r, left + b * step);
                }
            }
            r++;
        }
        if (hasSubtotals && subjects.size() > 1) {
            totals.putSubtotal(r++, left, start);
        }
        return r;
    }

    private int group(String subject) {
        Person p = canvas.world.person(subject, "");
        return canvas.world.householdOf(p).group();
    }

    private void emptyRow(int r, int column) {
        for (int j = 0; j < columns; j++) {
            sheet.put(r, column + j, (Datum) null, canvas.line);
        }
    }

    private Truth.Row row(int r, int column, String subject, int index) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int j = 0; j < columns; j++) {
            if (canvas.column(j).isSkip()) {
                sheet.put(r, column + j, canvas.serial(j, index), canvas.body());
                continue;
            }
            String text = canvas.put(new CellRef(r, column + j), canvas.value(subject, j), j);
            if (!text.isEmpty()) {
                values.put(CellRef.letters(column + j), text);
            }
        }
        return new Truth.Row(r, subject, values);
    }
}
