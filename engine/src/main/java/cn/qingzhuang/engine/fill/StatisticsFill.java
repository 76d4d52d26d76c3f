package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.CanonicalValues;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.Expression;
import cn.qingzhuang.engine.meaning.Meaning;
import cn.qingzhuang.engine.meaning.TableMapping;
import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.CellValue;
import cn.qingzhuang.engine.sheet.Orientation;
import cn.qingzhuang.engine.sheet.Particular;
import cn.qingzhuang.engine.sheet.Table;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fills a table of counts: a row per unit below where units are named or the body is blank, or single cells about the
 * unit itself (items, matrices). Totals are the template's formulas where it has them; a blank total row is filled only
 * when every row above it is known.
 */
final class StatisticsFill {
    /** 单位, 计量单位, 金额单位; 填报单位 is an office and no measure, which no unit of measure is in. */
    private static final int MOST_LABEL = 4;

    private static final Set<String> UNIT_NAMES = Set.of("reporting_unit", "village", "town", "county", "fill_unit");

    private final SheetDraft sheet;
    private final Table table;
    private final List<SlotColumn> slots;
    private final SlotFiller filler;
    private final Facts facts;
    private final Counting counting;
    private final String tableUnit;
    private final Set<String> listedUnits = new HashSet<>();

    StatisticsFill(
            SheetDraft sheet, TableMapping mapping, List<SlotColumn> slots, SlotFiller filler, Counting counting) {
        this.sheet = sheet;
        this.table = mapping.table();
        this.slots = slots;
        this.filler = filler;
        this.facts = filler.facts();
        this.counting = counting;
        this.tableUnit = table.particulars().stream()
                .filter(particular ->
                        particular.label().endsWith("单位") && particular.label().length() <= MOST_LABEL)
                .map(Particular::text)
                .findFirst()
                .orElse("");
    }

    void fill() {
        boolean isSingle =
                slots.stream().anyMatch(s -> s.meaning().slot().ref().chars().anyMatch(Character::isDigit));
        if (isSingle || table.orientation() == Orientation.ITEMS) {
            slots.forEach(this::fillSingle);
        } else if (table.orientation() == Orientation.ROWS) {
            fillRows();
        }
    }

    private void fillSingle(SlotColumn slot) {
        CellRange cell = TemplateFiller.cellsOf(table, slot.meaning().slot());
        if (!sheet.isFree(cell.firstRow(), cell.firstColumn()) || slot.isLeftToPeople()) {
            sheet.fixed(sheet.placed(cell.firstRow()), cell.firstColumn());
        } else {
            fillCell(sheet.placed(cell.firstRow()), slot, facts.unitCode());
        }
    }

    private void fillRows() {
        BodyRows body = BodyRows.of(sheet.grid(), table, slots);
        Optional<SlotColumn> unitColumn = slots.stream()
                .filter(s -> s.confidence() >= SlotFiller.BAR)
                .filter(s ->
                        s.key().filter(k -> UNIT_NAMES.contains(k.element())).isPresent())
                .findFirst();
        if (unitColumn.isEmpty()) {
            if (body.rows().size() == 1) {
                fillRow(body.rows().get(0), sheet.placed(body.rows().get(0)), facts.unitCode());
            }
            return;
        }
        List<FactSource.UnitNames> units = units();
        boolean isNamed = body.rows().stream()
                .anyMatch(r -> !sheet.grid().isBlank(r, unitColumn.get().column()));
        if (isNamed) {
            for (int row : body.rows()) {
                unitNamed(sheet.grid().text(row, unitColumn.get().column()), units)
                        .ifPresent(unit -> fillRow(row, sheet.placed(row), unit.code()));
            }
        } else {
            createRows(body, units);
        }
        if (table.totalRows().size() == 1) {
            fillTotals(table.totalRows().get(0));
        }
    }

    private List<FactSource.UnitNames> units() {
        List<FactSource.UnitNames> below = facts.unitsBelow();
        return below.isEmpty() ? facts.unit(facts.unitCode()).stream().toList() : below;
    }

    /** 高桥村 is written 高桥 as well; where two units fit, none is taken. */
    private Optional<FactSource.UnitNames> unitNamed(String written, List<FactSource.UnitNames> units) {
        String name = RowIdentity.plain(written);
        List<FactSource.UnitNames> same =
                units.stream().filter(u -> u.name().equals(name)).toList();
        List<FactSource.UnitNames> fitting = same.isEmpty()
                ? units.stream()
                        .filter(u -> name.length() >= 2 && stem(u.name()).equals(stem(name)))
                        .toList()
                : same;
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    private static String stem(String name) {
        return name.replaceAll("(村民委员会|居民委员会|村委会|居委会|社区|街道办事处|街道|村|镇|乡)$", "");
    }

    private void createRows(BodyRows body, List<FactSource.UnitNames> units) {
        int blank = body.rows().size();
        int missing = units.size() - blank;
        int first = missing > 0 && (!body.isUnbounded() || body.styleRow() >= 0)
                ? sheet.insert(body.nextRow(), missing, body.styleRow())
                : sheet.placed(body.nextRow());
        for (int i = 0; i < units.size(); i++) {
            int original = i < blank ? body.rows().get(i) : -1;
            int placed = i < blank ? sheet.placed(original) : first + i - blank;
            fillRow(original, placed, units.get(i).code());
        }
    }

    /** Fills a row of a unit; {@code original} is -1 for a row that the template does not have. */
    private void fillRow(int original, int placed, String unitCode) {
        listedUnits.add(unitCode);
        for (SlotColumn slot : slots) {
            boolean isFree = original < 0 || sheet.isFree(original, slot.column());
            if (!isFree || slot.isLeftToPeople() || slot.isSerial()) {
                sheet.fixed(placed, slot.column());
            } else {
                fillCell(placed, slot, unitCode);
            }
        }
    }

    private void fillCell(int placed, SlotColumn slot, String unitCode) {
        if (slot.meaning().meaning() instanceof Meaning.Aggregate aggregate) {
            fillNumber(placed, slot, aggregate.expression(), unitCode);
            return;
        }
        Optional<SubjectFacts> unit = facts.subjects(SubjectType.UNIT).stream()
                .filter(u -> u.unitCode().equals(unitCode))
                .findFirst();
        filler.put(sheet, placed, slot, unit, unitAnswer(slot, unit, unitCode));
    }

    private Answer unitAnswer(SlotColumn slot, Optional<SubjectFacts> unit, String unitCode) {
        if (slot.key().isEmpty() || slot.confidence() < SlotFiller.BAR) {
            return Answer.unknown("表头“" + slot.meaning().slot().leaf() + "”的含义还不清楚");
        }
        Optional<Answer> constant = facts.constant(slot.key().get(), unitCode);
        return constant.or(() -> unit.map(u -> facts.find(u, slot.key().get())))
                .orElseGet(
                        () -> Answer.unknown("台账中还没有“" + facts.nameOf(slot.key().get()) + "”"));
    }

    private void fillNumber(int placed, SlotColumn slot, Expression expression, String unitCode) {
        Answer answer = slot.confidence() < SlotFiller.BAR
                ? Answer.unknown("表头的含义没有把握，没有计算")
                : counting.count(expression, unitCode);
        SheetDraft.CellSource source =
                new SheetDraft.CellSource(Optional.empty(), Optional.empty(), answer, slot.confidence());
        if (answer.isFilled()) {
            sheet.filled(placed, slot.column(), source, shown(answer.value().orElse("0"), slot, expression));
        } else {
            sheet.unknown(placed, slot.column(), source, answer.why());
        }
    }

    /** The number in the unit of the header, or of the line 单位：万元 where the header says none. */
    private CellValue shown(String value, SlotColumn slot, Expression expression) {
        BigDecimal number = new BigDecimal(value);
        boolean hasSign = slot.style().header().matches(".*[%％].*");
        if (expression.measure() != Expression.Measure.RATE) {
            BigDecimal scaled = expression
                    .operand()
                    .map(key -> CanonicalValues.unitOf(key, slot.style().header(), tableUnit))
                    .map(unit -> number.divide(unit, MathContext.DECIMAL64))
                    .orElse(number);
            return new CellValue.Number(scaled.doubleValue(), slot.style().format());
        }
        if (slot.style().isPercentFormat()) {
            return new CellValue.Number(number.doubleValue(), slot.style().format());
        }
        BigDecimal hundred = number.movePointRight(2).stripTrailingZeros();
        return hasSign
                ? new CellValue.Number(hundred.doubleValue(), slot.style().format())
                : new CellValue.Text(hundred.toPlainString() + "%");
    }

    /**
     * A total row adds up the rows of units, each of which must be known. A mean or a share is none of its rows' sums: it is
     * computed over the whole unit, where all units below stand in the rows.
     */
    private void fillTotals(int row) {
        Set<String> below = units().stream().map(FactSource.UnitNames::code).collect(Collectors.toSet());
        for (SlotColumn slot : slots) {
            boolean isFree = sheet.isFree(row, slot.column());
            if (isFree && slot.meaning().meaning() instanceof Meaning.Aggregate aggregate) {
                Expression expression = aggregate.expression();
                boolean isAdditive = expression.measure() == Expression.Measure.COUNT
                        || expression.measure() == Expression.Measure.SUM;
                if (isAdditive) {
                    fillSum(row, slot, expression);
                } else if (listedUnits.equals(below)) {
                    fillNumber(sheet.placed(row), slot, expression, facts.unitCode());
                }
            }
        }
    }

    private void fillSum(int row, SlotColumn slot, Expression expression) {
        List<Optional<BigDecimal>> numbers = numbersOf(slot, sheet.placed(row));
        if (numbers.isEmpty() || !numbers.stream().allMatch(Optional::isPresent)) {
            return;
        }
        BigDecimal sum = numbers.stream().map(Optional::get).reduce(BigDecimal.ZERO, BigDecimal::add);
        Provenance from = new Provenance(
                "本列" + numbers.size() + "行相加",
                Optional.of(sheet.grid().name()),
                Optional.empty(),
                facts.asOf().toString());
        Answer answer = new Answer(CellState.COMPUTED, Optional.of(sum.toPlainString()), Optional.of(from), "");
        sheet.filled(
                sheet.placed(row),
                slot.column(),
                new SheetDraft.CellSource(Optional.empty(), Optional.empty(), answer, slot.confidence()),
                shown(sum.toPlainString(), slot, expression));
    }

    /** The numbers of a column in the rows of units, above a total row or below it. */
    private List<Optional<BigDecimal>> numbersOf(SlotColumn slot, int totalRow) {
        int header = sheet.placed(table.header().map(CellRange::lastRow).orElse(0));
        List<Optional<BigDecimal>> numbers = new ArrayList<>();
        for (DraftCell cell : sheet.cells()) {
            boolean isRow = cell.cell().row() > header && cell.cell().row() != totalRow;
            if (isRow && cell.cell().column() == slot.column()) {
                numbers.add(cell.isFilled() ? cell.value().map(BigDecimal::new) : Optional.empty());
            }
        }
        return numbers;
    }
}
