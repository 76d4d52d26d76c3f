package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.Condition;
import cn.qingzhuang.engine.meaning.Conditions;
import cn.qingzhuang.engine.meaning.TableMapping;
import cn.qingzhuang.engine.sheet.CellValue;
import cn.qingzhuang.engine.sheet.Grid;
import cn.qingzhuang.engine.sheet.Table;
import cn.qingzhuang.engine.sheet.TableKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills a table that has a row per person or household.
 *
 * <p>Where people stand in the rows already, each row is matched to its subject and only blank cells are filled. Where the
 * body is blank, rows are written for the population of the title, but only when every word of the title was understood.
 */
final class RosterFill {
    /** Words of a title that list those who take part in something: nobody knows who, so not everybody is listed. */
    private static final Pattern DEED =
            Pattern.compile("务工|救助|慰问|困难|资助|帮扶|扶持|包保|结对|培训|体检|筛查|随访|探视|巡访|走访|就业|参保|参加|参与|享受|领取|补助|补贴|津贴|"
                    + "发放|缴费|申请|审批|申报|新增|注销|变动|异常|待遇|关爱|移民|搬迁|拆迁|动迁|征地|退休|辞职|死亡|出生|迁入|迁出|志愿|"
                    + "接种|监测|保险|股东|股份|分红|检查|整改|投诉|信访|矛盾|纠纷|隐患|名额|候选|推荐|获奖|表彰");

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
        BodyRows body = BodyRows.of(sheet.grid(), table, columns);
        SubjectType type = subjectType();
        RowIdentity identity = new RowIdentity(facts, type);
        boolean listsSomebody = body.rows().stream()
                .anyMatch(r -> blocks.values().stream().anyMatch(b -> identity.isNamed(sheet.grid(), r, b)));
        if (listsSomebody) {
            body.rows().forEach(r -> blocks.values().forEach(b -> matchRow(r, b, identity)));
        } else {
            createRows(body, type, said);
        }
    }

    /** The columns tell better than the title whether a row is a person or a household. */
    private SubjectType subjectType() {
        if (has("person_name", "") || has("person_id_no", "")) {
            return SubjectType.PERSON;
        }
        if (has("person_name", "head") || has("person_id_no", "head")) {
            return SubjectType.HOUSEHOLD;
        }
        return mapping.population().subject();
    }

    private boolean has(String element, String role) {
        return columns.stream().anyMatch(c -> c.confidence() >= SlotFiller.BAR && c.asks(element, role));
    }

    private void matchRow(int row, List<SlotColumn> block, RowIdentity identity) {
        if (!identity.isNamed(sheet.grid(), row, block)) {
            return;
        }
        RowIdentity.Match match = identity.find(sheet.grid(), row, block);
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
        Optional<String> doubt = said.isPresent() ? Optional.empty() : doubt(type);
        if (doubt.isPresent()) {
            askWhom(body, type, doubt.get());
            return;
        }
        List<SubjectFacts> listed = new ArrayList<>();
        int unclear = 0;
        boolean asksForGone = asksForGone(mapping.population().conditions());
        for (SubjectFacts subject : facts.subjects(type)) {
            boolean isLeftOut = type == SubjectType.PERSON && !asksForGone && facts.isGone(subject);
            Conditions.Truth membership = isLeftOut ? Conditions.Truth.NO : membership(subject, said);
            if (membership == Conditions.Truth.YES) {
                listed.add(subject);
            }
            unclear += membership == Conditions.Truth.UNKNOWN ? 1 : 0;
        }
        if (listed.isEmpty()) {
            askWhom(body, type, unclear > 0 ? "台账中有" + unclear + "个对象是否应列入不清楚" : "台账中没有符合表题的对象");
            return;
        }
        write(listed, body);
    }

    private Conditions.Truth membership(SubjectFacts subject, Optional<Listing> said) {
        if (said.isPresent() && said.get() instanceof Listing.Everybody) {
            return Conditions.Truth.YES;
        }
        if (said.isPresent() && said.get() instanceof Listing.Members members) {
            return members.subjects().contains(subject.id()) ? Conditions.Truth.YES : Conditions.Truth.NO;
        }
        return Conditions.testAll(mapping.population().conditions(), new SubjectView(facts, subject), facts.asOf());
    }

    private Optional<String> doubt(SubjectType type) {
        List<String> unexplained = mapping.population().unexplained();
        boolean isPlain = type == SubjectType.PERSON || type == SubjectType.HOUSEHOLD;
        if (!isPlain) {
            return Optional.of("请填写应列入的对象");
        }
        if (!unexplained.isEmpty()) {
            return Optional.of("这张表列哪些对象？表题中的“" + String.join("、", unexplained) + "”还不明白");
        }
        boolean hasConditions = !mapping.population().conditions().isEmpty();
        if (!hasConditions && table.title().isEmpty()) {
            return Optional.of("这张表列哪些对象？表题没有说明");
        }
        Matcher deed = DEED.matcher(table.title().orElse(""));
        if (!hasConditions && deed.find()) {
            return Optional.of("这张表列哪些对象？台账不知道谁“" + deed.group() + "”");
        }
        if (table.kind() == TableKind.LEDGER && columns.stream().anyMatch(this::isOfEvent)) {
            return Optional.of("这张表逐件登记事项，请填写已发生的事项");
        }
        boolean isNamed = type == SubjectType.PERSON
                ? has("person_name", "") || has("person_id_no", "")
                : has("person_name", "head") || has("person_id_no", "head") || has("household_no", "");
        return isNamed ? Optional.empty() : Optional.of("表中没有姓名、身份证号或户号栏，无法确定列哪些对象");
    }

    /** A column about something that happened makes a row an event; who filled the form in and when does not. */
    private boolean isOfEvent(SlotColumn column) {
        boolean isForm = column.key()
                .map(k -> k.element().matches("(fill|filler|handler|reviewer|verify|creator)_.*"))
                .orElse(true);
        return !isForm
                && column.stored()
                        .map(facts::keptWith)
                        .filter(SubjectType.EVENT::equals)
                        .isPresent();
    }

    private static boolean asksForGone(List<Condition> conditions) {
        String text = conditions.toString();
        return text.contains("person_alive") || text.contains("death") || text.contains("person_population_status");
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

    private void write(List<SubjectFacts> listed, BodyRows body) {
        int perRow = Math.max(1, blocks.size());
        int needed = (listed.size() + perRow - 1) / perRow;
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
        Grid grid = sheet.grid();
        boolean isTaken = isOwn
                ? !sheet.isFree(original, column.column())
                : original >= 0 && grid.formula(original, column.column()).isPresent();
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
