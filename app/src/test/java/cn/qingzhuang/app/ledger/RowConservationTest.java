package cn.qingzhuang.app.ledger;

import static cn.qingzhuang.app.ledger.Sheets.aRoster;
import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.shared.TestDatabase;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.time.Clock;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rows in = rows accepted + rows refused with a reason, whatever the rows hold (PHE lost 15,841 of them). */
class RowConservationTest {
    private static final int FILES = 60;
    private static final String[] NAMES = {"王五", "李桂英", "赵六", "", "王 五", "—"};
    private static final String[] NUMBERS = {
        "", "", "999001195003124238", "999001196107053345", "99900119500312423", "不详", "999001500312423"
    };
    private static final String[] HOUSEHOLDS = {"", "1", "2", "999001101000017"};
    private static final String[] RELATIONS = {"户主", "配偶", "", "子"};
    private static final String[] PHONES = {"", "10012345678", "无", "=1+1"};

    @Test
    void losesNoRowOfAnyFile() {
        Ledger ledger = new Ledger(TestDatabase.fresh(), Catalogue.standard(), Clock.systemUTC());
        Random random = new Random(7);
        int refusedInAll = 0;
        for (int i = 0; i < FILES; i++) {
            Sheets sheets = aRoster("household_no", "person_name", "person_id_no", "relation_to_head", "person_phone")
                    .of(random.nextBoolean() ? SubjectType.PERSON : SubjectType.HOUSEHOLD)
                    .named("file" + i + ".xlsx");
            int rows = 0;
            for (int r = random.nextInt(40); r > 0; r--) {
                String[] cells = {
                    any(random, HOUSEHOLDS),
                    any(random, NAMES),
                    any(random, NUMBERS),
                    any(random, RELATIONS),
                    any(random, PHONES)
                };
                sheets.row(cells);
                rows += String.join("", cells).isEmpty() ? 0 : 1;
            }
            IngestReport report = ledger.ingest(sheets.build(), "999001101201", "小李");

            assertThat(report.rows()).as("seed 7 file %d", i).isEqualTo(rows);
            assertThat(report.accepted() + report.refused().size()).isEqualTo(rows);
            assertThat(report.refused())
                    .allSatisfy(refused -> assertThat(refused.reason()).isNotBlank());
            Set<Integer> places = new HashSet<>();
            report.refused()
                    .forEach(refused -> assertThat(places.add(refused.row())).isTrue());
            refusedInAll += report.refused().size();
        }
        assertThat(refusedInAll).as("the files hold rows that must be refused").isPositive();
        assertThat(ledger.check()).isEmpty();
    }

    private static String any(Random random, String[] of) {
        return of[random.nextInt(of.length)];
    }
}
