package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.identity.IdentityPart;
import cn.qingzhuang.engine.meaning.TableMapping;
import cn.qingzhuang.engine.sheet.CellValue;
import cn.qingzhuang.engine.sheet.Table;
import cn.qingzhuang.engine.sheet.TableKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Fills a table that has a row per person or household.
 *
 * <p>Where people stand in the rows already, each row is matched to its subject and only blank cells are filled. Where the
 * body is blank, rows are written for the population of the title: see {@link ListedSubjects}.
 */
final class RosterFill {
    private static final Pattern HOUSEHOLDS = Pattern.compile("家庭(?!成员|人口)|农户|住户|户(?=信息|情况|登记|台账|名|花|表|$)");
    private static final Set<String> NAMING = Set.of("person_name", "person_id_no", "person_phone");

    private final SheetDraft sheet;
    private final TableMapping mapping;
    private final Table table;
    private final SlotFiller filler;
    private final Facts facts;
    private final Map<Integer, List<SlotColumn>> blocks = new TreeMap<>();
    private final List<SlotColumn> columns;

    RosterFill(SheetDraft sheet, TableMapping mapping, List<SlotColumn> columns, SlotFiller filler) {
        this.sheet = sheet;
        this.mapping = mapping;
        this.table = mapping.table();
        this.columns = columns;
        this.filler = filler;
        this.facts = filler.facts();
        columns.forEach(
                c -> blocks.computeIfAbsent(c.block(), b -> new ArrayList<>()).add(c));
    }

    /** Fills the rows; for a blank table a person may have said whom it lists. */
    void fill(Optional<Listing> said) {
        BodyRows body = BodyRows.of(sheet, table);
        SubjectType type = subjectType();
        RowIdentity identity = new RowIdentity(facts, type);
        for (int row : body.rows()) {
            blocks.values().forEach(block -> identity.expect(sheet.line(row), block));
        }
        if (identity.isAnybodyNamed()) {
            body.rows().forEach(r -> blocks.values().forEach(b -> matchRow(r, b, identity)));
        } else {
            createRows(body, listedType(type), said);
        }
    }

    /** 家庭生产信息表 with 户编号, 姓名 and nothing else of a person lists households by their heads. */
    private SubjectType listedType(SubjectType type) {
        boolean isOfHouseholds = isWithoutPersonal(type)
                && HOUSEHOLDS.matcher(table.title().orElse("")).find();
        return isOfHouseholds ? SubjectType.HOUSEHOLD : type;
    }

    private boolean isWithoutPersonal(SubjectType type) {
        return type == SubjectType.PERSON
                && has("household_no", "")
                && columns.stream()
                        .allMatch(c -> c.stored().filter(this::isPersonal).isEmpty());
    }

    private boolean isSurelyOfPersons() {
        return columns.stream()
                .anyMatch(c ->
                        c.confidence() >= SlotFiller.SURE && (c.asks("person_name", "") || c.asks("person_id_no", "")));
    }

    private boolean isPersonal(ElementKey key) {
        boolean isNaming = NAMING.contains(key.element());
        return key.role().isEmpty() && !isNaming && facts.keptWith(key) == SubjectType.PERSON;
    }

    /** The columns tell better than the title whether a row is a person or a household. */
    private SubjectType subjectType() {
        if (has("person_name", "") || has("person_id_no", "")) {
            return SubjectType.PERSON;
        }
        if (has("person_name", "head") || has("person_id_no", "head")) {
            return SubjectType.HOUSEHOLD;
        }
        return isOfDwellings() ? SubjectType.DWELLING : mapping.population().subject();
    }

    /** A list of houses that names no household, as it is taken in. */
    private boolean isOfDwellings() {
        SubjectType said = mapping.population().subject();
        return (said == SubjectType.PERSON || said == SubjectType.HOUSEHOLD)
                && !has("household_no", "")
                && Stream.of(IdentityPart.NAME, IdentityPart.NUMBER, IdentityPart.OTHER_NUMBER)
                        .flatMap(part -> part.carriers(SubjectType.DWELLING).stream())
                        .anyMatch(key -> has(key.element(), key.role()));
    }

    private boolean has(String element, String role) {
        return columns.stream().anyMatch(c -> c.confidence() >= SlotFiller.BAR && c.asks(element, role));
    }

    private void matchRow(int row, List<SlotColumn> block, RowIdentity identity) {
        Optional<RowIdentity.Match> found = identity.find(sheet.line(row), block);
        if (found.isEmpty()) {
            return;
        }
        RowIdentity.Match match = found.get();
        for (SlotColumn column : block) {
            int placed = sheet.placed(row);
            if (!sheet.isFree(row, column.column()) || column.isSerial()) {
                sheet.fixed(placed, column.column());
            } else if (match.subject().isPresent()) {
                filler.fill(sheet, placed, column, match.subject().get());
            } else if (column.isLeftToPeople()) {
                sheet.fixed(placed, column.column());
            } else {
                sheet.unknown(
                        placed,
                        column.column(),
                        new SheetDraft.CellSource(
                                column.key(), Optional.empty(), Answer.unknown(""), column.confidence()),
                        match.why());
            }
        }
    }

    private void createRows(BodyRows body, SubjectType type, Optional<Listing> said) {
        boolean isSaid = said.isPresent() || mapping.population().isSaid();
        Optional<String> doubt = isSaid ? Optional.empty() : doubt(type);
        if (doubt.isPresent()) {
            askWhom(body, type, doubt.get());
            return;
        }
        ListedSubjects.Found found = new ListedSubjects(facts, mapping.population(), columns).find(type, said);
        if (found.subjects().isEmpty()) {
            askWhom(body, type, found.why());
            return;
        }
        write(found.subjects(), body, type);
    }

    private Optional<String> doubt(SubjectType type) {
        if (RowIdentity.isThing(type)) {
            return doubtOfThings(type);
        }
        boolean isPlain = type == SubjectType.PERSON || type == SubjectType.HOUSEHOLD;
        if (!isPlain) {
            return Optional.of("请填写应列入的对象");
        }
        if (mapping.population().conditions().isEmpty() && table.title().isEmpty()) {
            return Optional.of("这张表列哪些对象？表题没有说明");
        }
        if (table.kind() == TableKind.LEDGER && columns.stream().anyMatch(this::isOfEvent)) {
            return Optional.of("这张表逐件登记事项，请填写已发生的事项");
        }
        if (isWithoutPersonal(type)
                && !isSurelyOfPersons()
                && mapping.population().conditions().isEmpty()) {
            return Optional.of("这张表一行是一人还是一户？请先确认姓名一栏的含义");
        }
        boolean isNamed = type == SubjectType.PERSON
                ? has("person_name", "") || has("person_id_no", "")
                : has("person_name", "head") || has("person_id_no", "head") || has("household_no", "");
        return isNamed ? Optional.empty() : Optional.of("表中没有姓名、身份证号或户号栏，无法确定列哪些对象");
    }

    /** Shops, party branches and teams are all organisations: only a group that was listed before says which. */
    private Optional<String> doubtOfThings(SubjectType type) {
        boolean isNamed = Stream.concat(
                        IdentityPart.NAME.carriers(type).stream(), IdentityPart.NUMBER.carriers(type).stream())
                .anyMatch(key -> has(key.element(), key.role()));
        if (!isNamed) {
            return Optional.of("表中没有名称或编号栏，无法确定列哪些对象");
        }
        return mapping.population().group().isPresent() ? Optional.empty() : Optional.of("这张表列哪些对象？表题没有说明");
    }

    /** A column about something that happened makes a row an event; who filled the form in and when does not. */
    private boolean isOfEvent(SlotColumn column) {
        boolean isForm = column.key()
                .map(k -> k.element().matches("(fill|filler|handler|reviewer|verify|creator)_.*"))
                .orElse(true);
        return !isForm
                && column.confidence() >= SlotFiller.BAR
                && column.stored()
                        .map(facts::keptWith)
                        .filter(SubjectType.EVENT::equals)
                        .isPresent();
    }

    private void askWhom(BodyRows body, SubjectType type, String why) {
        sheet.unlisted(table.range(), type, why);
        int row = sheet.placed(body.firstRow());
        int column = columns.stream()
                .filter(c -> !c.isSerial())
                .mapToInt(SlotColumn::column)
                .findFirst()
                .orElse(0);
        sheet.unknown(row, column, SheetDraft.CellSource.NONE, why);
    }

    private void write(List<SubjectFacts> listed, BodyRows body, SubjectType type) {
        int perRow = Math.max(1, blocks.size());
        int needed = (listed.size() + perRow - 1) / perRow;
        if (sheet.isTurned() && needed > body.rows().size()) {
            askWhom(body, type, "应列入" + listed.size() + "个对象，表中只有" + body.rows().size() + "列：请在模板中加足列数后重新填写");
            return;
        }
        List<Integer> rows = rowsFor(needed, body);
        List<List<SlotColumn>> order = List.copyOf(blocks.values());
        for (int i = 0; i < listed.size(); i++) {
            int index = i / perRow;
            boolean isOwn = index < body.rows().size();
            int original = isOwn ? body.rows().get(index) : body.styleRow();
            for (SlotColumn column : order.get(i % perRow)) {
                writeCell(rows.get(index), original, isOwn, column, listed.get(i), i + 1);
            }
        }
    }

    private void writeCell(
            int placed, int original, boolean isOwn, SlotColumn column, SubjectFacts subject, int serial) {
        boolean isTaken = isOwn
                ? !sheet.isFree(original, column.column())
                : original >= 0 && sheet.hasFormula(original, column.column());
        if (isTaken) {
            sheet.fixed(placed, column.column());
        } else if (column.isSerial()) {
            Answer answer = Answer.computed(Integer.toString(serial));
            SheetDraft.CellSource source =
                    new SheetDraft.CellSource(Optional.empty(), Optional.of(subject), answer, column.confidence());
            sheet.filled(placed, column.column(), source, new CellValue.Number(serial, "General"));
        } else {
            filler.fill(sheet, placed, column, subject);
        }
    }

    /** Final rows for so many lines: the blank ones, free ones below an open body, then inserted ones. */
    private List<Integer> rowsFor(int needed, BodyRows body) {
        List<Integer> rows = new ArrayList<>(needed);
        body.rows().stream().limit(needed).map(sheet::placed).forEach(rows::add);
        int missing = needed - rows.size();
        if (missing > 0 && body.isUnbounded() && body.styleRow() < 0) {
            int next = sheet.placed(body.nextRow());
            for (int i = 0; i < missing; i++) {
                rows.add(next + i);
            }
        } else if (missing > 0) {
            int first = sheet.insert(body.nextRow(), missing, body.styleRow());
            for (int i = 0; i < missing; i++) {
                rows.add(first + i);
            }
        }
        return rows;
    }
}
