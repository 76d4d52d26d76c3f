package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.LedgerCheck.Finding;
import cn.qingzhuang.app.ledger.store.BatchRow;
import cn.qingzhuang.app.ledger.store.ConflictRow;
import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.FileRow;
import cn.qingzhuang.app.ledger.store.LedgerStore;
import cn.qingzhuang.app.ledger.store.SubjectRow;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.identity.IdentityKeys;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The checks of one county; each reads the tables anew and believes nothing. */
final class CountyCheck {
    private static final int FINDINGS_MAX = 200;

    private final LedgerStore store;
    private final String county;
    private final ElementNumbers numbers;
    private final Map<Long, BatchRow> batches = new LinkedHashMap<>();
    private final Map<Integer, FileRow> files = new HashMap<>();
    private final Map<UUID, SubjectRow> views = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    CountyCheck(LedgerStore store, Catalogue catalogue, String county) {
        this.store = store;
        this.county = county;
        this.numbers = new ElementNumbers(catalogue, store.elements(county));
        store.batches(county).forEach(b -> batches.put(b.number(), b));
        store.files(county).forEach(f -> files.put(f.number(), f));
        store.allSubjects(county, s -> views.put(s.id(), s));
    }

    List<Finding> run() {
        checkChain();
        checkFolds();
        checkKeys();
        checkReferences();
        checkRows();
        return findings;
    }

    private void find(String check, String message) {
        if (findings.size() < FINDINGS_MAX) {
            findings.add(new Finding(county, check, message));
        }
    }

    /** One batch of the chain while its entries come by. */
    private static final class Link {
        final BatchRow batch;
        final EntryChain chain;

        Link(BatchRow batch) {
            this.batch = batch;
            this.chain = new EntryChain(batch.previousHash());
        }
    }

    private void checkChain() {
        Map<Long, Link> links = new LinkedHashMap<>();
        byte[] previous = {};
        long number = 0;
        for (BatchRow batch : batches.values()) {
            if (batch.number() != ++number || !Arrays.equals(previous, batch.previousHash())) {
                find("hash", "第 " + batch.number() + " 批与前一批接不上");
            }
            previous = batch.hash();
            links.put(batch.number(), new Link(batch));
        }
        Optional<byte[]> head = store.lastHash(county);
        if (head.isPresent() && !Arrays.equals(head.get(), previous)) {
            find("hash", "最后一批的散列与县的记录不符");
        }
        store.entriesByBatch(county, (batch, entry) -> {
            Link link = links.get(batch);
            if (link == null) {
                find("reference", "条目 " + entry.id() + " 所属的批 " + batch + " 不存在");
                return;
            }
            checkValues(link.chain, entry);
            link.chain.add(entry);
        });
        for (Link link : links.values()) {
            if (link.chain.entries() != link.batch.entries()) {
                find(
                        "hash",
                        "第 " + link.batch.number() + " 批应有 " + link.batch.entries() + " 条，实有 " + link.chain.entries()
                                + " 条");
            } else if (!Arrays.equals(link.chain.end(), link.batch.hash())) {
                find("hash", "第 " + link.batch.number() + " 批的散列不符");
            }
        }
    }

    private void checkValues(EntryChain chain, EntryRow entry) {
        if (entry.elements() == null || entry.values() == null || entry.salt() == null) {
            return; // erased by law: the hash stays
        }
        if (entry.elements().size() != entry.values().size()
                || !Arrays.equals(entry.hash(), chain.valueHash(entry.salt(), entry.elements(), entry.values()))) {
            find("hash", "条目 " + entry.id() + " 的值与散列不符");
        }
    }

    /** Folds the entries of each subject again. */
    private void checkFolds() {
        Set<UUID> folded = new HashSet<>();
        Fold fold = new Fold();
        store.entriesBySubject(county, (batch, entry) -> {
            if (!entry.subject().equals(fold.subject())) {
                fold.compare();
                fold.start(entry.subject());
                folded.add(entry.subject());
            }
            fold.add(batch, entry);
        });
        fold.compare();
        for (UUID id : views.keySet()) {
            if (!folded.contains(id)) {
                find("fold", "主体 " + id + " 没有任何条目");
            }
        }
    }

    /** The fold of the subject whose entries come by. */
    private final class Fold {
        private @Nullable SubjectState state;
        private @Nullable SubjectRow view;

        @Nullable
        UUID subject() {
            return state == null ? null : state.id();
        }

        void start(UUID id) {
            view = views.get(id);
            state = null;
            if (view == null) {
                find("reference", "条目所说的主体 " + id + " 不存在");
                state = new SubjectState(id, SubjectType.OTHER, "");
            }
        }

        void add(long batch, EntryRow entry) {
            SubjectState now = state;
            if (now == null) {
                int type = view == null ? SubjectType.OTHER.ordinal() : view.type();
                now = new SubjectState(entry.subject(), SubjectType.values()[type], entry.unit());
                state = now;
            }
            BatchRow from = batches.get(batch);
            if (from == null || entry.elements() == null || entry.values() == null) {
                return;
            }
            LocalDate recordedOn = LocalDate.ofInstant(from.recordedAt(), Ingest.ZONE);
            Source source = new Source(
                    entry.id(),
                    EntryKind.of(entry.kind()),
                    entry.file(),
                    entry.sheet(),
                    entry.row(),
                    recordedOn,
                    entry.validOn());
            List<Numbered> elements = entry.elements().stream().map(numbers::of).toList();
            now.apply(new Entry(source, entry.unit(), elements, entry.values()));
        }

        void compare() {
            SubjectState now = state;
            SubjectRow stored = view;
            if (now == null || stored == null) {
                return;
            }
            SubjectRow again = now.row(numbers);
            boolean isSame = again.unit().equals(stored.unit())
                    && again.name().equals(stored.name())
                    && java.util.Objects.equals(again.household(), stored.household())
                    && SubjectState.of(stored).facts().equals(now.facts());
            if (!isSame) {
                find("fold", "主体 " + stored.id() + " 的现值与条目推算的不一致");
            }
        }
    }

    /** Every key that identifies a subject today finds it. */
    private void checkKeys() {
        Map<UUID, Set<Long>> keys = new HashMap<>();
        store.keysBySubject(
                county,
                k -> keys.computeIfAbsent(k.subject(), id -> new HashSet<>()).add(k.key()));
        for (SubjectRow view : views.values()) {
            Set<Long> stored = keys.getOrDefault(view.id(), Set.of());
            if (!stored.containsAll(IdentityKeys.of(SubjectState.of(view).identity(numbers)))) {
                find("reference", "主体 " + view.id() + " 缺少身份索引");
            }
        }
        for (UUID id : keys.keySet()) {
            if (!views.containsKey(id)) {
                find("reference", "身份索引指向不存在的主体 " + id);
            }
        }
    }

    private void checkReferences() {
        for (SubjectRow view : views.values()) {
            UUID household = view.household();
            if (household != null && !views.containsKey(household)) {
                find("reference", "主体 " + view.id() + " 所属的户不存在");
            }
            for (String source : view.sources()) {
                int file = Source.parse(source).file();
                if (file != 0 && !files.containsKey(file)) {
                    find("reference", "主体 " + view.id() + " 的来源文件 " + file + " 不存在");
                }
            }
        }
        for (ConflictRow conflict : store.openConflicts(county)) {
            if (!views.containsKey(conflict.subject())) {
                find("reference", "冲突 " + conflict.id() + " 所说的主体不存在");
            }
        }
    }

    /** Rows in = rows accepted + rows refused with a reason. */
    private void checkRows() {
        for (FileRow file : files.values()) {
            int refused = store.refusals(county, file.number()).size();
            if (file.rows() != file.accepted() + refused) {
                find(
                        "rows",
                        "文件 " + file.number() + "：" + file.rows() + " 行，入账 " + file.accepted() + " 行，退回 " + refused
                                + " 行，对不上");
            }
        }
    }
}
