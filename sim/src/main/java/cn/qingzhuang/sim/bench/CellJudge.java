package cn.qingzhuang.sim.bench;

import cn.qingzhuang.engine.catalog.CanonicalValues;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.fill.Draft;
import cn.qingzhuang.engine.fill.DraftCell;
import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.engine.sheet.CellValue;
import cn.qingzhuang.sim.form.Form;
import cn.qingzhuang.sim.workbook.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Compares a draft with what the template should hold. */
final class CellJudge {
    private static final double SAME_NUMBER = 0.005;
    private static final int MONTH = 7;
    private static final Set<String> NAMES = Set.of("person_name", "head_name", "applicant_name", "beneficiary_name");
    private static final Set<String> NUMBERS = Set.of("person_id_no", "head_id_no", "beneficiary_id_no");
    private final TruthLedger stated;
    private final CanonicalValues canonical;
    private final Catalogue catalogue;
    private final Map<String, Integer> wrongByColumn;
    private final Map<String, Integer> missedByColumn;

    CellJudge(
            TruthLedger stated,
            Catalogue catalogue,
            Map<String, Integer> wrongByColumn,
            Map<String, Integer> missedByColumn) {
        this.stated = stated;
        this.catalogue = catalogue;
        this.canonical = new CanonicalValues(catalogue);
        this.wrongByColumn = wrongByColumn;
        this.missedByColumn = missedByColumn;
    }

    /** @param isListed whether rows of the draft are those of the truth; else they are matched by who stands in them */
    void judge(Form form, Truth truth, Draft draft, boolean isListed, Score score) {
        Truth.Sheet sheet = truth.sheets().get(truth.sheets().size() - 1);
        Truth.Table table = sheet.tables().get(0);
        Map<Integer, Map<String, DraftCell>> rows = new TreeMap<>();
        for (DraftCell cell : draft.cells()) {
            boolean isFilled = cell.isFilled() && cell.sheet().equals(sheet.name());
            if (isFilled) {
                rows.computeIfAbsent(cell.cell().row(), r -> new HashMap<>())
                        .put(cell.cell().a1(), cell);
            }
        }
        if (table.orientation().equals("rows") && !isListed) {
            judgeCreated(form, table, rows, score);
        } else {
            judgePlaced(table, rows, score);
        }
    }

    private void judgePlaced(Truth.Table table, Map<Integer, Map<String, DraftCell>> rows, Score score) {
        Map<String, Truth.Slot> slots = TruthLedger.slots(table);
        boolean isColumns = table.orientation().equals("rows");
        Map<String, DraftCell> cells = new HashMap<>();
        rows.values().forEach(cells::putAll);
        Set<String> judged = new HashSet<>();
        for (Truth.Row row : table.rows()) {
            row.values().forEach((ref, value) -> {
                Truth.Slot slot = slots.get(ref);
                if (slot != null && slot.column().isElement() && !isIdentity(slot.column())) {
                    String a1 = isColumns ? ref + (row.row() + 1) : ref;
                    judged.add(a1);
                    Expected expected = new Expected(row.subject(), value, slot, true);
                    cell(Optional.ofNullable(cells.get(a1)), expected, table.formId(), score);
                }
            });
        }
        if (!isColumns) {
            return;
        }
        // A value where the truth has none is wrong.
        for (Truth.Row row : table.rows()) {
            for (Truth.Slot slot : table.slots()) {
                String a1 = slot.ref() + (row.row() + 1);
                boolean isJudgeable = slot.column().isElement() && !isIdentity(slot.column());
                DraftCell found = cells.get(a1);
                if (isJudgeable && found != null && judged.add(a1)) {
                    cell(Optional.of(found), new Expected(row.subject(), "", slot, true), table.formId(), score);
                }
            }
        }
    }

    private static boolean isIdentity(Form.Column c) {
        return NAMES.contains(c.element())
                || NUMBERS.contains(c.element())
                || c.element().equals("household_no");
    }

    /**
     * What a cell should hold; "" for nothing.
     *
     * @param isTold whether what was taken in tells that the subject belongs in the list
     */
    private record Expected(String subject, String value, Truth.Slot slot, boolean isTold) {}

    private void cell(Optional<DraftCell> found, Expected expected, String form, Score score) {
        boolean isStated = !expected.value.isEmpty() && stated.isStated(expected.subject, expected.slot.column());
        boolean isKnown = isStated && expected.isTold;
        score.untold += isStated && !expected.isTold ? 1 : 0;
        score.known += isKnown ? 1 : 0;
        if (found.isEmpty()) {
            Form.Column c = expected.slot.column();
            String key = "%s %s %s@%s".formatted(form, c.header().replace("\n", ""), c.element(), c.role());
            missedByColumn.merge(key, isKnown ? 1 : 0, Integer::sum);
            return;
        }
        score.knownFilled += isKnown ? 1 : 0;
        score.filled++;
        if (!isSame(expected, found.get().value().orElse(""))) {
            score.wrong++;
            Form.Column c = expected.slot.column();
            String key = "%s %s %s@%s as %s, e.g. %s not %s"
                    .formatted(
                            form,
                            c.header().replace("\n", ""),
                            c.element(),
                            c.role(),
                            found.get().key().map(Object::toString).orElse("-"),
                            found.get().value().orElse(""),
                            expected.value);
            String column = key.substring(0, key.indexOf(", e.g."));
            String seen = wrongByColumn.keySet().stream()
                    .filter(k -> k.startsWith(column + ","))
                    .findFirst()
                    .orElse(key);
            wrongByColumn.merge(seen, 1, Integer::sum);
        }
    }

    private boolean isSame(Expected expected, String got) {
        String wanted = canonical(expected.slot.column(), expected.value);
        String given = canonical(expected.slot.column(), got);
        if (wanted.equals(given)) {
            return true;
        }
        boolean isMonth = expected.slot.isMonthOnly() && wanted.length() >= MONTH && given.length() >= MONTH;
        if (isMonth && wanted.substring(0, MONTH).equals(given.substring(0, MONTH))) {
            return true;
        }
        try {
            return Math.abs(Double.parseDouble(wanted) - Double.parseDouble(given)) < SAME_NUMBER;
        } catch (NumberFormatException e) {
            return false; // texts that differ
        }
    }

    private String canonical(Form.Column column, String value) {
        Optional<Element> element = catalogue.element(column.element());
        return element.flatMap(e ->
                        canonical.read(e, new CellValue.Text(value), e.name()).known())
                .orElse(value);
    }

    private void judgeCreated(Form form, Truth.Table table, Map<Integer, Map<String, DraftCell>> rows, Score score) {
        Map<String, Truth.Row> byPerson = new HashMap<>();
        Map<String, Truth.Slot> slots = TruthLedger.slots(table);
        for (Truth.Row row : table.rows()) {
            row.values().forEach((ref, value) -> {
                Truth.Slot slot = slots.get(ref);
                if (slot != null && isIdentity(slot.column())) {
                    byPerson.putIfAbsent(value, row);
                }
            });
        }
        Set<String> met = new HashSet<>();
        for (Map<String, DraftCell> cells : rows.values()) {
            if (cells.values().iterator().next().cell().row() < table.bodyStart()) {
                continue;
            }
            Optional<Truth.Row> owner = owner(cells, slots, byPerson);
            if (owner.isEmpty()) {
                int judged = (int)
                        cells.values().stream().filter(c -> isElement(slots, c)).count();
                score.filled += judged;
                score.wrong += judged;
                score.strangers += judged;
                String why = "%s rows of people who do not belong".formatted(table.formId());
                wrongByColumn.merge(why, judged, Integer::sum);
            } else if (met.add(owner.get().subject())) {
                created(form, owner.get(), table, cells, score);
            }
        }
        for (Truth.Row row : table.rows()) {
            if (!met.contains(row.subject())) {
                created(form, row, table, Map.of(), score);
            }
        }
    }

    private static boolean isElement(Map<String, Truth.Slot> slots, DraftCell cell) {
        Truth.Slot slot = slots.get(CellRef.letters(cell.cell().column()));
        return slot != null && slot.column().isElement();
    }

    private static Optional<Truth.Row> owner(
            Map<String, DraftCell> cells, Map<String, Truth.Slot> slots, Map<String, Truth.Row> byPerson) {
        List<String> words = new ArrayList<>();
        for (DraftCell cell : cells.values()) {
            Truth.Slot slot = slots.get(CellRef.letters(cell.cell().column()));
            if (slot != null && NUMBERS.contains(slot.column().element())) {
                words.add(0, cell.value().orElse(""));
            } else if (slot != null && isIdentity(slot.column())) {
                words.add(cell.value().orElse(""));
            }
        }
        return words.stream().filter(byPerson::containsKey).findFirst().map(byPerson::get);
    }

    private void created(Form form, Truth.Row row, Truth.Table table, Map<String, DraftCell> cells, Score score) {
        boolean isTold = stated.isTold(row.subject(), form.title());
        Map<String, DraftCell> byColumn = new HashMap<>();
        cells.values().forEach(c -> byColumn.put(CellRef.letters(c.cell().column()), c));
        for (Truth.Slot slot : table.slots()) {
            if (slot.column().isElement()) {
                String value = row.values().getOrDefault(slot.ref(), "");
                Optional<DraftCell> found = Optional.ofNullable(byColumn.get(slot.ref()));
                cell(found, new Expected(row.subject(), value, slot, isTold), form.id(), score);
            }
        }
    }
}
