package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.app.ledger.store.UnitRow;
import cn.qingzhuang.engine.catalog.Catalogue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Takes the units of one county in: adds and renames them, closes those that were merged, and shows whoever was put into one of
 * these in the unit that goes on for it. A row whose successor cannot be right is refused, the others are taken.
 */
final class UnitLoading {
    private static final String ACTOR = "单位名册";

    private final CountyTransaction transaction;
    private final Catalogue catalogue;
    private final Instant at;
    private final LocalDate today;
    private final Map<String, UnitRow> known = new TreeMap<>();
    private final Map<String, UnitFile.Said> said = new LinkedHashMap<>();
    private final List<UnitsReport.Refused> refused = new ArrayList<>();

    UnitLoading(CountyTransaction transaction, Catalogue catalogue, Instant at) {
        this.transaction = transaction;
        this.catalogue = catalogue;
        this.at = at;
        this.today = LocalDate.ofInstant(at, Ingest.ZONE);
    }

    UnitsReport run(Collection<UnitFile.Said> rows) {
        transaction.lockImports();
        List<UnitRow> stored = transaction.units().units();
        stored.forEach(unit -> known.put(unit.code(), unit));
        UnitTree before = new UnitTree(stored);
        rows.forEach(row -> said.put(row.code(), row)); // of two rows about one unit the last
        while (refuseOne()) {
            // a row may name one that was just refused
        }
        List<UnitRow> taken = said.values().stream().map(this::merged).toList();
        transaction.units().save(taken);
        UnitTree after = new UnitTree(transaction.units().units());
        List<String> turned = known.keySet().stream()
                .filter(code -> !before.current(code).equals(after.current(code)))
                .toList();
        List<String> changes = new ArrayList<>();
        turned.forEach(code -> changes.add(change(code, after)));
        return new UnitsReport(taken.size(), refused, turned.isEmpty() ? 0 : move(turned, after), changes);
    }

    private static String change(String code, UnitTree after) {
        String now = after.current(code);
        return now.equals(code) ? after.label(code) + "不再并入别的单位" : after.label(code) + "由" + after.label(now) + "接续";
    }

    private int move(List<String> turned, UnitTree after) {
        ElementNumbers numbers = new ElementNumbers(catalogue, transaction.elements());
        Fold fold = Fold.in(transaction, numbers, after);
        List<UUID> moved = new Refolding(transaction, numbers, fold, entry -> {})
                .run(transaction.units().subjectsOf(turned));
        if (!moved.isEmpty()) {
            Retelling.begin(transaction, at).end(RetellingKind.MOVED, List.of(), moved, ACTOR);
        }
        return moved.size();
    }

    /** The unit as it is to be: what the file does not say stays as it is known. */
    private UnitRow merged(UnitFile.Said row) {
        Optional<UnitRow> old = Optional.ofNullable(known.get(row.code()));
        LocalDate from = old.map(UnitRow::validFrom).orElse(UnitRow.EVER);
        LocalDate to = old.map(UnitRow::validTo).orElse(null);
        String successor = old.map(UnitRow::successor).orElse("");
        if (row.validity().isPresent()) {
            UnitFile.Validity validity = row.validity().get();
            LocalDate saidFrom = validity.from();
            from = saidFrom == null ? from : saidFrom;
            to = validity.to();
            successor = validity.successor();
        }
        return new UnitRow(row.code(), row.name(), row.parent(), from, to, successor);
    }

    private boolean refuseOne() {
        for (UnitFile.Said row : said.values()) {
            Optional<String> reason = row.validity().flatMap(validity -> reason(row, validity));
            if (reason.isPresent()) {
                refused.add(new UnitsReport.Refused(row.row(), reason.get()));
                said.remove(row.code());
                return true;
            }
        }
        return false;
    }

    private Optional<String> reason(UnitFile.Said row, UnitFile.Validity validity) {
        LocalDate from = validity.from();
        LocalDate to = validity.to();
        String next = validity.successor();
        if (from != null && from.isAfter(today) || to != null && to.isAfter(today)) {
            return Optional.of("日期还没有到：请到那一天以后再载入这一行");
        }
        if (from != null && to != null && to.isBefore(from)) {
            return Optional.of("失效日期早于生效日期：请核对");
        }
        if (next.isEmpty()) {
            return Optional.empty();
        }
        if (!UnitRow.countyOf(next).equals(transaction.county())) {
            return Optional.of("接续单位 " + next + " 不在本县：请写本县的单位（跨县调整要在两县分别登记）");
        }
        if (!known.containsKey(next) && !said.containsKey(next)) {
            return Optional.of("接续单位 " + next + " 不在名册里：请补上这个单位或改正代码");
        }
        if (UnitTree.level(next) != UnitTree.level(row.code())) {
            return Optional.of("接续单位 " + next + " 与本单位不是同一级：村并入村，乡镇并入乡镇，请改正代码");
        }
        return isInCircle(row.code()) ? Optional.of("接续单位绕成了一圈（" + row.code() + " 最后又并入自己）：请改正接续单位") : Optional.empty();
    }

    private boolean isInCircle(String code) {
        String at = code;
        for (int steps = known.size() + said.size(); steps >= 0; steps--) {
            at = successor(at);
            if (at.isEmpty() || at.equals(code)) {
                return at.equals(code);
            }
        }
        return false; // leads into a circle of others, which are refused
    }

    private String successor(String code) {
        UnitFile.Said row = said.get(code);
        if (row != null) {
            return merged(row).successor();
        }
        return Optional.ofNullable(known.get(code)).map(UnitRow::successor).orElse("");
    }
}
