package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.BatchRow;
import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.app.ledger.store.FileRow;
import cn.qingzhuang.app.ledger.store.RefusalRow;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.identity.IdentityKeys;
import cn.qingzhuang.engine.meaning.TableMapping;
import cn.qingzhuang.engine.sheet.Grid;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes one file into the ledger inside one transaction.
 *
 * <p>Rows are handled in blocks: their claims are collected, the subjects that share a blocking key are fetched at
 * once, each row is decided in memory, and entries, subjects and keys go out by COPY. No SQL runs per row.
 */
final class Ingest {
    private static final int BLOCK = 4_000;
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final CountyTransaction transaction;
    private final Setting setting;
    private final ElementNumbers numbers;
    private final Subjects subjects;
    private final Decider decider;
    private final List<RowClaims> block = new ArrayList<>(BLOCK);
    private final List<RefusalRow> refused = new ArrayList<>();
    private final Instant now;
    private final int file;
    private int rows;
    private String sha256 = "";

    /** What an import needs besides the file. */
    record Setting(Catalogue catalogue, UnitTree units, Clock clock, Uuid7 ids, String unit, String actor) {}

    Ingest(CountyTransaction transaction, Setting setting) {
        this.transaction = transaction;
        this.setting = setting;
        this.now = setting.clock().instant();
        this.file = transaction.nextFile();
        this.numbers = new ElementNumbers(setting.catalogue(), transaction.elements());
        this.subjects = new Subjects(transaction, numbers);
        this.decider = new Decider(transaction, setting.ids(), numbers, subjects, now, file);
    }

    IngestReport run(IngestInput input, String reading) {
        sha256 = input.sha256();
        List<String> sheets = new ArrayList<>();
        RowUnits units = new RowUnits(setting.units(), setting.unit());
        List<List<TablePlan>> plans = plans(input);
        NameCounts names = new NameCounts();
        for (int i = 0; i < plans.size(); i++) {
            Grid grid = input.file().sheets().get(i);
            sheets.add(grid.name());
            for (TablePlan plan : plans.get(i)) {
                names.count(plan, grid, units);
            }
        }
        for (int i = 0; i < plans.size(); i++) {
            for (TablePlan plan : plans.get(i)) {
                table(plan, input.file().sheets().get(i), i, units, names);
            }
        }
        flush(names);
        return end(input, reading, sheets);
    }

    private List<List<TablePlan>> plans(IngestInput input) {
        TablePlan.Maker maker = new TablePlan.Maker(setting.catalogue(), numbers, transaction, today());
        List<List<TablePlan>> out = new ArrayList<>();
        for (List<TableMapping> mappings : input.mappings()) {
            List<TablePlan> plans = new ArrayList<>();
            for (TableMapping mapping : mappings) {
                plans.add(maker.plan(mapping));
            }
            out.add(plans);
        }
        return out;
    }

    private void table(TablePlan plan, Grid grid, int sheet, RowUnits units, NameCounts names) {
        TableRows tableRows = new TableRows(plan, grid);
        if (!tableRows.isWorthReading()) {
            return;
        }
        decider.startTable(Observed.on(plan.mapping().table(), setting.catalogue(), today()));
        ClaimReader reader = new ClaimReader(plan, sheet, units, numbers, transaction);
        tableRows.each((row, blockNumber, cells, isInner) -> {
            take(reader.read(row, blockNumber, cells, isInner), names);
        });
        flush(names);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now, ZONE);
    }

    private void take(RowClaims row, NameCounts names) {
        rows++;
        if (row.refusal().isPresent()) {
            refused.add(new RefusalRow(row.sheet(), row.row(), row.refusal().get()));
            return;
        }
        block.add(row);
        if (block.size() >= BLOCK) {
            flush(names);
        }
    }

    private void flush(NameCounts names) {
        if (block.isEmpty()) {
            return;
        }
        Set<Long> keys = new HashSet<>();
        for (RowClaims row : block) {
            addKeys(keys, row.self());
            addKeys(keys, row.household());
            addKeys(keys, row.head());
            keys.addAll(ownKeys(row));
        }
        subjects.fetch(keys);
        for (RowClaims row : block) {
            Optional<String> refusal = decider.decide(row, names, ownKeys(row));
            refusal.ifPresent(reason -> refused.add(new RefusalRow(row.sheet(), row.row(), reason)));
        }
        decider.flush();
        subjects.flush();
        block.clear();
    }

    private static void addKeys(Set<Long> keys, Claim claim) {
        if (!claim.isEmpty()) {
            keys.addAll(IdentityKeys.lookups(claim.identity("")));
        }
    }

    /** Keys by which this very row of this very file, or the unit it is about, is found again. */
    private List<Long> ownKeys(RowClaims row) {
        SubjectType type = row.self().type();
        if (type == SubjectType.UNIT) {
            return List.of(IdentityKeys.unitKey(row.self().unit()));
        }
        boolean isFoundByValues =
                type != SubjectType.EVENT && row.self().identity("").isUsable();
        return isFoundByValues
                ? List.of()
                : List.of(IdentityKeys.rowKey(sha256, Integer.toString(row.sheet()), row.row() + "/" + row.block()));
    }

    private IngestReport end(IngestInput input, String reading, List<String> sheets) {
        int accepted = rows - refused.size();
        transaction.addFile(
                new FileRow(
                        file,
                        input.sha256(),
                        reading,
                        input.file().fileName(),
                        setting.unit(),
                        sheets,
                        rows,
                        accepted,
                        decider.facts(),
                        now,
                        setting.actor()),
                refused);
        transaction.addBatch(new BatchRow(
                transaction.nextBatch(),
                file,
                decider.chain().entries(),
                now,
                setting.actor(),
                transaction.lastHash(),
                decider.chain().end()));
        return new IngestReport(
                input.file().fileName(),
                rows,
                accepted,
                refused.stream()
                        .map(r -> new IngestReport.Refused(sheets.get(r.sheet()), r.row(), r.reason()))
                        .toList(),
                decider.facts(),
                decider.conflicts(sheets),
                rows == 0 ? Optional.of("没有找到可以入账的数据行（统计表的合计数不入账，由台账计算）") : Optional.empty());
    }
}
