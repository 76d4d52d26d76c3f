package cn.qingzhuang.app.ledger;

import static cn.qingzhuang.app.ledger.Sheets.aRoster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingzhuang.app.shared.TestDatabase;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.IdNumbers;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files of several blocks: a block is written while the next is decided. */
class IngestBlocksTest {
    private static final String VILLAGE = "999001101201";
    private static final int PEOPLE = 900;

    private final DataSource source = TestDatabase.fresh();
    private final Ledger ledger = new Ledger(
            source, Catalogue.standard(), Clock.fixed(Instant.parse("2026-11-24T02:00:00Z"), ZoneOffset.UTC));

    @AfterEach
    void everyCheckHolds() {
        assertThat(ledger.check()).isEmpty();
    }

    private static String idNumber(int person) {
        String day = LocalDate.of(1950, 1, 1).plusDays(person).format(DateTimeFormatter.BASIC_ISO_DATE);
        String seventeen = "999001" + day + "123";
        return seventeen + IdNumbers.checkDigit(seventeen);
    }

    /** Everybody {@code times} times, one after another or all of them again and again. */
    private static Sheets roster(int times, boolean isTogether) {
        Sheets out = aRoster("person_name", "person_id_no", "person_phone", "household_no");
        for (int row = 0; row < PEOPLE * times; row++) {
            int person = isTogether ? row / times : row % PEOPLE;
            int time = isTogether ? row % times : row / PEOPLE;
            out.row("王" + person, idNumber(person), "1000000000" + time, Integer.toString(person / 7));
        }
        return out;
    }

    @Test
    void knowsPeopleOfTheBlockThatIsBeingWritten() {
        IngestReport report = ledger.ingest(roster(3, true).build(), VILLAGE, "小李");

        assertThat(report.accepted()).isEqualTo(PEOPLE * 3);
        assertThat(ledger.subjects(VILLAGE, SubjectType.PERSON)).hasSize(PEOPLE);
        assertThat(ledger.subjects(VILLAGE, SubjectType.HOUSEHOLD)).hasSize(PEOPLE / 7 + 1);
        assertThat(report.conflicts()).hasSize(PEOPLE * 2);
    }

    @Test
    void knowsPeopleOfBlocksWrittenBefore() {
        IngestReport report = ledger.ingest(roster(3, false).build(), VILLAGE, "小李");

        assertThat(report.accepted()).isEqualTo(PEOPLE * 3);
        assertThat(ledger.subjects(VILLAGE, SubjectType.PERSON)).hasSize(PEOPLE);
        assertThat(report.conflicts()).hasSize(PEOPLE * 2);
    }

    @Test
    void takesNothingWhenABlockCannotBeWritten() {
        JdbcClient client = JdbcClient.create(source);
        client.sql("alter table entries add constraint full_disk check (source_row <> 600)")
                .update();

        assertThatThrownBy(() -> ledger.ingest(roster(1, true).build(), VILLAGE, "小李"))
                .hasMessageContaining("full_disk");
        assertThat(ledger.counts().subjects()).isZero();

        client.sql("alter table entries drop constraint full_disk").update();
        assertThat(ledger.ingest(roster(1, true).build(), VILLAGE, "小李").accepted())
                .isEqualTo(PEOPLE);
    }
}
