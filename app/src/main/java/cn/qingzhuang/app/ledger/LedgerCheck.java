package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.LedgerStore;
import cn.qingzhuang.engine.catalog.Catalogue;
import java.util.ArrayList;
import java.util.List;

/** Verifies the ledger: hashes, folds, references, row conservation. */
public final class LedgerCheck {
    private final LedgerStore store;
    private final Catalogue catalogue;

    LedgerCheck(LedgerStore store, Catalogue catalogue) {
        this.store = store;
        this.catalogue = catalogue;
    }

    /**
     * Something that does not hold.
     *
     * @param check which check: hash, fold, reference, rows
     */
    public record Finding(String county, String check, String message) {}

    List<Finding> run() {
        List<Finding> out = new ArrayList<>();
        for (String county : store.counties()) {
            out.addAll(new CountyCheck(store, catalogue, county).run());
        }
        return out;
    }
}
