package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.TableMapping;
import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.CellRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Fills a card: labels beside blanks for one subject. A blank card does not say for whom it is; then only what the unit
 * and the day say is filled and one question is asked. The small table of family members lists the household.
 */
final class CardFill {
    private final SheetDraft sheet;
    private final TableMapping mapping;
    private final List<SlotColumn> slots;
    private final SlotFiller filler;
    private final Facts facts;

    CardFill(SheetDraft sheet, TableMapping mapping, List<SlotColumn> slots, SlotFiller filler) {
        this.sheet = sheet;
        this.mapping = mapping;
        this.slots = slots;
        this.filler = filler;
        this.facts = filler.facts();
    }

    void fill(Optional<String> subjectId) {
        RowIdentity.Match match = subjectId
                .flatMap(facts::findSubject)
                .map(s -> new RowIdentity.Match(Optional.of(s), ""))
                .orElseGet(this::named);
        for (SlotColumn slot : slots) {
            if (!slot.meaning().slot().isTable()) {
                fillBlank(slot, match);
            }
        }
        match.subject().ifPresent(this::fillMembers);
    }

    /** The subject that the card's own filled cells name. */
    private RowIdentity.Match named() {
        SubjectType type = subjectType();
        List<SlotColumn> single =
                slots.stream().filter(s -> !s.meaning().slot().isTable()).toList();
        Line line = new Line(sheet.grid(), slot -> {
            CellRange cell =
                    TemplateFiller.cellsOf(mapping.table(), slot.meaning().slot());
            return new CellRef(cell.firstRow(), cell.firstColumn());
        });
        return new RowIdentity(facts, type).findOnCard(line, single);
    }

    private SubjectType subjectType() {
        boolean isPerson = slots.stream()
                .anyMatch(s ->
                        !s.meaning().slot().isTable() && (s.asks("person_name", "") || s.asks("person_id_no", "")));
        return isPerson ? SubjectType.PERSON : SubjectType.HOUSEHOLD;
    }

    private void fillBlank(SlotColumn slot, RowIdentity.Match match) {
        CellRange cell = TemplateFiller.cellsOf(mapping.table(), slot.meaning().slot());
        int placed = sheet.placed(cell.firstRow());
        if (!sheet.isFree(cell.firstRow(), cell.firstColumn()) || slot.isLeftToPeople()) {
            sheet.fixed(placed, cell.firstColumn());
        } else if (match.subject().isPresent()) {
            filler.fill(sheet, placed, slot, match.subject().get());
        } else {
            filler.fillConstant(sheet, placed, slot, match.why());
        }
    }

    /** One row of the small table per member, in the order of the household, as far as its rows go. */
    private void fillMembers(SubjectFacts subject) {
        Map<Integer, List<SlotColumn>> tables = new TreeMap<>();
        for (SlotColumn slot : slots) {
            if (slot.meaning().slot().isTable()
                    && slot.meaning().slot().rowStub().isEmpty()) {
                CellRange cells =
                        TemplateFiller.cellsOf(mapping.table(), slot.meaning().slot());
                tables.computeIfAbsent(cells.firstRow(), r -> new ArrayList<>()).add(slot);
            }
        }
        tables.values().forEach(columns -> fillMembers(columns, subject));
    }

    private void fillMembers(List<SlotColumn> columns, SubjectFacts subject) {
        boolean listsMembers = columns.stream().anyMatch(c -> isOfMember(c, "person_name"));
        if (!listsMembers) {
            return;
        }
        boolean isWithoutSelf =
                columns.stream().anyMatch(c -> c.style().header().matches(".*(称谓|本人关系).*"));
        List<SubjectFacts> members = facts.membersOf(subject).stream()
                .filter(m -> !facts.isGone(m) && !(isWithoutSelf && m.id().equals(subject.id())))
                .toList();
        CellRange area =
                TemplateFiller.cellsOf(mapping.table(), columns.get(0).meaning().slot());
        boolean isBlank = columns.stream().allMatch(c -> sheet.isFree(area.firstRow(), c.column()) || c.isSerial());
        int rows = Math.min(members.size(), area.height());
        for (int i = 0; isBlank && i < rows; i++) {
            for (SlotColumn column : columns) {
                int row = area.firstRow() + i;
                if (sheet.isFree(row, column.column()) && !column.isSerial()) {
                    filler.fill(sheet, sheet.placed(row), column, members.get(i));
                }
            }
        }
    }

    private static boolean isOfMember(SlotColumn column, String element) {
        return column.key().filter(new ElementKey(element, "member")::equals).isPresent() || column.asks(element, "");
    }
}
