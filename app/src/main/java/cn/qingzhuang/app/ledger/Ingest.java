package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.BatchRow;
import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.app.ledger.store.FileRow;
import cn.qingzhuang.app.ledger.store.LinkRow;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Takes one file into the ledger inside one transaction.
 *
 * <p>Rows are handled in blocks: one thread reads their cells into claims; another fetches the subjects that share a
 * blocking key at once and decides each row in memory; a third sends entries and subjects of the block before out by
 * COPY, keys at the end. No SQL runs per row.
 */
final class Ingest {
    private static final int KEYS_A_ROW = 10;
    private static final long[] NO_KEYS = {};
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final CountyTransaction transaction;
    private final Setting setting;
    private final ElementNumbers numbers;
    private final Subjects subjects;
    private final Decider decider;
    private final List<RefusalRow> refused = new ArrayList<>();
    private final Instant now;
    private final int file;
    private Runnable written = () -> {};
    private int rows;
    private String sha256 = "";
    private boolean wasEmpty;

    /** What an import needs besides the file. */
    record Setting(Catalogue catalogue, UnitTree units, Clock clock, Uuid7 ids, String unit, String actor) {}

    Ingest(CountyTransaction transaction, Setting setting) {
        this.transaction = transaction;
        this.setting = setting;
        this.now = setting.clock().instant();
        this.file = transaction.number();
        this.numbers = new ElementNumbers(setting.catalogue(), transaction.elements());
        this.subjects = new Subjects(transaction, numbers);
        this.decider = new Decider(transaction, setting.ids(), subjects, now, file);
    }

    /** @param earlier the reading of the same file that this one replaces */
    IngestReport run(IngestInput input, String reading, Optional<FileRow> earlier) {
        sha256 = input.sha256();
        wasEmpty = !transaction.hasSubjects();
        Authorities weights = Authorities.of(FileOrigin.of(input.mappings()), numbers);
        decider.weigh(weights);
        subjects.former(Former.in(transaction, numbers));
        List<String> sheets = new ArrayList<>();
        RowUnits units = new RowUnits(setting.units(), setting.unit());
        List<List<TablePlan>> plans = plans(input);
        NameCounts names = new NameCounts(new RowUnits(setting.units(), setting.unit()));
        for (int i = 0; i < plans.size(); i++) {
            Grid grid = input.file().sheets().get(i);
            sheets.add(grid.name());
            for (TablePlan plan : plans.get(i)) {
                names.add(plan, grid);
            }
        }
        try (WriteBehind writes = new WriteBehind();
                ReadAhead blocks = new ReadAhead(rows -> read(input, plans, units, rows), this::known)) {
            blocks.each(block -> take(block, names, writes));
            writes.start(written);
            writes.await();
        }
        return end(input, reading, sheets, earlier, units.note());
    }

    /** Reads all rows; runs beside {@link #take}. */
    private void read(IngestInput input, List<List<TablePlan>> plans, RowUnits units, ReadAhead.Rows rows) {
        for (int i = 0; i < plans.size(); i++) {
            for (TablePlan plan : plans.get(i)) {
                TableRows tableRows = new TableRows(plan, input.file().sheets().get(i));
                if (tableRows.isWorthReading()) {
                    rows.start(Observed.on(plan.mapping().table(), setting.catalogue(), today()));
                    ClaimReader reader = new ClaimReader(plan, i, units, numbers, transaction);
                    tableRows.each((row, block, cells, isInner) -> rows.add(reader.read(row, block, cells, isInner)));
                }
            }
        }
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

    private LocalDate today() {
        return LocalDate.ofInstant(now, ZONE);
    }

    /** Decides a block; what the block before it changed is written meanwhile. */
    private void take(ReadAhead.Block read, NameCounts names, WriteBehind writes) {
        decider.startTable(read.observedOn());
        writes.await();
        subjects.fetch(read.known());
        writes.start(written);
        for (RowClaims row : read.rows()) {
            rows++;
            row.refusal().or(() -> decider.decide(row, names, ownKeys(row))).ifPresent(reason -> refuse(row, reason));
        }
        Runnable entries = decider.flush();
        Runnable view = subjects.flush();
        written = () -> {
            entries.run();
            view.run();
        };
    }

    private void refuse(RowClaims row, String reason) {
        refused.add(new RefusalRow(row.sheet(), row.row(), reason));
    }

    /** Whom these rows may speak of; asked beside the import's own connection, which is writing. */
    private ReadAhead.Known known(List<RowClaims> block) {
        long[] keys = keys(block.stream().filter(r -> r.refusal().isEmpty()).toList());
        return new ReadAhead.Known(keys, wasEmpty ? List.of() : transaction.committedKeys(keys));
    }

    /** All keys under which subjects of these rows may be known. */
    private long[] keys(List<RowClaims> block) {
        long[] keys = new long[block.size() * KEYS_A_ROW];
        int size = 0;
        for (RowClaims row : block) {
            for (long[] some : List.of(
                    row.self().lookups(), row.household().lookups(), row.head().lookups(), ownKeys(row))) {
                if (size + some.length > keys.length) {
                    keys = Arrays.copyOf(keys, keys.length * 2);
                }
                System.arraycopy(some, 0, keys, size, some.length);
                size += some.length;
            }
        }
        return Arrays.stream(keys, 0, size).sorted().distinct().toArray();
    }

    /** Keys by which this very row of this very file, the event it tells of, or the unit it is about, is found again. */
    private long[] ownKeys(RowClaims row) {
        SubjectType type = row.self().type();
        if (type == SubjectType.UNIT) {
            return new long[] {IdentityKeys.unitKey(row.self().unit())};
        }
        boolean isFoundByValues =
                type != SubjectType.EVENT && row.self().identity().isUsable();
        if (isFoundByValues) {
            return NO_KEYS;
        }
        long[] same = SameEvent.keys(row.self());
        long[] keys = new long[same.length + 1];
        keys[0] = IdentityKeys.rowKey(sha256, Integer.toString(row.sheet()), row.row() + "/" + row.block());
        System.arraycopy(same, 0, keys, 1, same.length);
        return keys;
    }

    private void endChain(EntryChain chain) {
        CountyTransaction.End end = transaction.takeEnd(0);
        BatchRow batch = new BatchRow(file, chain.entries(), now, setting.actor());
        transaction.addBatches(List.of(new LinkRow(batch, end.place() + 1, end.hash(), chain.end(end.hash()))));
    }

    private IngestReport end(
            IngestInput input, String reading, List<String> sheets, Optional<FileRow> earlier, String note) {
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
                        setting.actor(),
                        earlier.map(FileRow::number).orElse(0)),
                refused);
        if (!decider.weights().isPlain()) {
            transaction.rulings().add(decider.weights().row(file, numbers.all()));
        }
        subjects.end();
        endChain(decider.chain());
        Set<UUID> withdrawn = earlier.map(f -> new Withdrawal(transaction, numbers, setting.units(), f).run(now))
                .orElse(Set.of());
        return new IngestReport(
                input.file().fileName(),
                rows,
                accepted,
                refused.stream()
                        .map(r -> new IngestReport.Refused(sheets.get(r.sheet()), r.row(), r.reason()))
                        .toList(),
                decider.facts(),
                decider.conflicts(sheets, withdrawn),
                rows == 0
                        ? Optional.of("没有找到可以入账的数据行（统计表的合计数不入账，由台账计算）")
                        : Optional.of(note).filter(n -> !n.isEmpty()));
    }
}
