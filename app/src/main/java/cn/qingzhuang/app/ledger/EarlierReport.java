package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.FileRow;
import cn.qingzhuang.app.ledger.store.LedgerStore;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The report of a file that was taken before: the same, but with no new facts. */
final class EarlierReport {
    private EarlierReport() {}

    static IngestReport of(LedgerStore store, String county, FileRow file, String nameNow) {
        List<IngestReport.Refused> refused = store.refusals(county, file.number()).stream()
                .map(r -> new IngestReport.Refused(file.sheets().get(r.sheet()), r.row(), r.reason()))
                .toList();
        List<IngestReport.Conflict> conflicts = store.conflictsOfFile(county, file.number()).stream()
                .map(c -> new IngestReport.Conflict(file.sheets().get(c.sheet()), c.row(), c.element(), c.reason()))
                .toList();
        LocalDate day = LocalDate.ofInstant(file.importedAt(), Ingest.ZONE);
        return new IngestReport(
                nameNow,
                file.rows(),
                file.accepted(),
                refused,
                0,
                conflicts,
                Optional.of("这份文件已于 " + day + " 入账（" + file.name() + "），没有重复入账"));
    }
}
