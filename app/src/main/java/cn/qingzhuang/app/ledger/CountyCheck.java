package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.LedgerCheck.Finding;
import cn.qingzhuang.app.ledger.store.ConflictRow;
import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.FileRow;
import cn.qingzhuang.app.ledger.store.LedgerStore;
import cn.qingzhuang.app.ledger.store.LinkRow;
import cn.qingzhuang.app.ledger.store.RetellingRow;
import cn.qingzhuang.app.ledger.store.RulingRow;
import cn.qingzhuang.app.ledger.store.SubjectRow;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.identity.Identity;
import cn.qingzhuang.engine.identity.IdentityKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The checks of one county; each reads the tables anew and believes nothing. */
final class CountyCheck {
    private static final int FINDINGS_MAX = 200;

    private final LedgerStore store;
    private final String county;
    private final ElementNumbers numbers;
    private final Map<Integer, LinkRow> batches = new LinkedHashMap<>();
    private final Map<Integer, RulingRow> rulings = new HashMap<>();
    private final Rulings decided;
    private final Fold fold;
    private final Former former;
    private final Map<Integer, FileRow> files = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    CountyCheck(LedgerStore store, Catalogue catalogue, String county) {
        this.store = store;
        this.county = county;
        this.numbers = new ElementNumbers(catalogue, store.elements(county));
        store.batches(county).forEach(b -> batches.put(b.batch().number(), b));
        store.files(county).forEach(f -> files.put(f.number(), f));
        store.rulings(county).forEach(ruling -> rulings.put(ruling.number(), ruling));
        this.fold = Fold.of(store, county, numbers);
        this.decided = fold.rulings();
        this.former = former();
    }

    /** Who became part of others: the files that named them still find them. */
    private Former former() {
        Set<UUID> entries = new HashSet<>();
        decided.merges().forEach(ruling -> entries.addAll(ruling.entries()));
        return Former.of(decided, store.entries(county, entries), List.copyOf(batches.values()), numbers);
    }

    List<Finding> run() {
        checkChain();
        checkSubjects();
        checkReferences();
        checkRows();
        return findings;
    }

    private void find(String check, String message) {
        if (findings.size() < FINDINGS_MAX) {
            findings.add(new Finding(county, check, message));
        }
    }

    private void checkChain() {
        byte[] previous = {};
        int place = 0;
        Map<Integer, EntryChain> chains = new HashMap<>();
        for (LinkRow link : batches.values()) {
            if (link.place() != ++place || !Arrays.equals(previous, link.previousHash())) {
                find("hash", "第 " + link.place() + " 批与前一批接不上");
            }
            previous = link.hash();
            chains.put(link.batch().number(), new EntryChain());
        }
        Optional<byte[]> head = store.lastHash(county);
        if (head.isPresent() && !Arrays.equals(head.get(), previous)) {
            find("hash", "最后一批的散列与县的记录不符");
        }
        store.entriesById(county, entry -> {
            EntryChain chain = chains.get(entry.batch());
            if (chain == null) {
                find("reference", "条目 " + entry.id() + " 所属的批 " + entry.batch() + " 不存在");
                return;
            }
            chain.add(entry);
            if (entry.kind() == EntryKind.IMPORT.number() && !files.containsKey(entry.batch())) {
                find("reference", "条目 " + entry.id() + " 的来源文件 " + entry.batch() + " 不存在");
            }
        });
        for (RulingRow ruling : rulings.values()) {
            EntryChain chain = chains.get(ruling.number());
            if (chain == null) {
                find("reference", "处理 " + ruling.number() + " 所属的批不存在");
            } else {
                chain.add(ruling);
            }
        }
        for (RetellingRow told : store.retellings(county)) {
            EntryChain chain = chains.get(told.number());
            if (chain == null) {
                find("reference", "重告 " + told.number() + " 所属的批不存在");
            } else {
                chain.add(told);
            }
        }
        for (LinkRow link : batches.values()) {
            EntryChain chain = Objects.requireNonNull(chains.get(link.batch().number()));
            if (chain.entries() != link.batch().entries()) {
                find(
                        "hash",
                        "第 " + link.place() + " 批应有 " + link.batch().entries() + " 条，实有 " + chain.entries() + " 条");
            } else if (!Arrays.equals(chain.end(link.previousHash()), link.hash())) {
                find("hash", "第 " + link.place() + " 批的散列不符：批中有条目被改动");
            }
        }
    }

    /** Each subject against its entries, folded again, and its keys. */
    private void checkSubjects() {
        try (Groups groups = new Groups(store, county, decided)) {
            for (Groups.Group group = groups.next(); group != null; group = groups.next()) {
                boolean isGone = !group.entries().isEmpty()
                        && fold.of(group.id(), group.entries()).facts().size() == 0;
                if (group.view() == null && isGone) {
                    continue; // known from readings only that were replaced
                }
                if (group.view() == null) {
                    find(
                            "reference",
                            group.entries().isEmpty()
                                    ? "身份索引指向不存在的主体 " + group.id()
                                    : "条目所说的主体 " + group.id() + " 不存在");
                } else {
                    checkSubject(group.view(), group.entries(), group.keys());
                }
            }
        }
    }

    private void checkSubject(SubjectRow stored, List<EntryRow> entries, Set<Long> keys) {
        if (entries.isEmpty()) {
            find("fold", "主体 " + stored.id() + " 没有任何条目");
            return;
        }
        SubjectState again = fold.of(stored.id(), entries);
        Identity identity = again.identity(numbers);
        if (!again.isShownBy(stored, identity.name(), numbers)) {
            find("fold", "主体 " + stored.id() + " 的现值与条目推算的不一致");
        }
        Set<Long> wanted = fold.mentions(entries);
        Stream.concat(Stream.of(identity), former.of(stored.id()).stream())
                .flatMapToLong(who -> Arrays.stream(IdentityKeys.of(who)))
                .forEach(wanted::add);
        for (long key : wanted) { // every key that identifies a subject today or once finds it
            if (!keys.contains(key)) {
                find("reference", "主体 " + stored.id() + " 缺少身份索引");
                return;
            }
        }
    }

    private void checkReferences() {
        for (UUID id : store.subjectsWithoutHousehold(county)) {
            find("reference", "主体 " + id + " 所属的户不存在");
        }
        for (ConflictRow conflict : store.openConflictsOfNobody(county)) {
            find("reference", "冲突 " + conflict.id() + " 所说的主体不存在");
        }
        for (UUID entry : store.erasedWithoutRecord(county)) {
            find("reference", "条目 " + entry + " 的值已清除，却没有清除的记录");
        }
        for (int ruling : store.rulingsOfConflicts(county)) {
            if (decided.find(ruling).isEmpty()) {
                find("reference", "有冲突说由处理 " + ruling + " 了结，而这次处理不存在或已撤销");
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
