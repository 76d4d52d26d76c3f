package cn.qingzhuang.app.ledger;

import static cn.qingzhuang.app.ledger.Sheets.aRoster;
import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.shared.TestDatabase;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.time.Clock;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each fault is planted in a ledger that checks clean, and must be found by the check that is meant for it. */
class LedgerCheckTest {
    private static final String VILLAGE = "999001101201";
    private static final String ERASING = "set qingzhuang.erasing = 'on'; ";

    private final DataSource source = TestDatabase.fresh();
    private final Ledger ledger = new Ledger(source, Catalogue.standard(), Clock.systemUTC());

    @BeforeEach
    void fillTheLedger() {
        ledger.ingest(
                aRoster("household_no", "person_name", "person_id_no", "relation_to_head", "person_education")
                        .row("999001101000017", "王五", "999001195003124238", "户主", "小学")
                        .row("999001101000017", "李桂英", "999001196107053345", "配偶", "初中")
                        .row("", "", "", "", "初中")
                        .build(),
                VILLAGE,
                "小李");
        String person = ledger.subjects(VILLAGE, SubjectType.PERSON).get(0).id();
        ledger.answer(person, ElementKey.of("person_education"), "高中", new Ledger.Author("小李", VILLAGE));
        assertThat(ledger.check()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    hash | update entries set facts = '赵六' || facts
                    hash | update entries set salt = '\\x00'
                    hash | update entries set subject_id = (select id from subjects order by id desc limit 1)
                    hash | update entries set source_row = source_row + 1 where source_row is not null
                    hash | delete from entries where id = (select id from entries order by id desc limit 1)
                    hash | delete from batches where number = 1
                    hash | update batches set previous_hash = hash where number = 2
                    hash | update counties set last_hash = '\\x00'
                    fold | update subjects set facts = '', elements = '' where subject_type = 0
                    fold | update subjects set unit_code = '999001101202'
                    fold | update subjects set name = '某人' where subject_type = 0
                    fold | update subjects set household_id = null
                    reference | update subjects set household_id = gen_random_uuid() where household_id is not null
                    reference | delete from subjects where subject_type = 1
                    reference | delete from identity_keys
                    reference | delete from refusals; delete from files
                    reference | insert into identity_keys values ('999001', 1, gen_random_uuid())
                    reference | update entries set subject_id = gen_random_uuid()
                    rows | update files set rows_accepted = rows_accepted + 1
                    rows | delete from refusals
                    """)
    void findsThePlantedFault(String check, String fault) {
        JdbcClient.create(source).sql(ERASING + fault).update();

        assertThat(ledger.check()).extracting(LedgerCheck.Finding::check).contains(check);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    update subjects set facts = '', elements = '' where subject_type = 0
                    update subjects set household_id = null, unit_code = '999001101202', name = '某人'
                    delete from subjects
                    delete from identity_keys
                    """)
    void rebuildsTheCurrentViewFromTheEntries(String fault) {
        JdbcClient.create(source).sql(fault).update();

        ledger.rebuild();

        assertThat(ledger.check()).isEmpty();
        assertThat(ledger.rebuild()).isZero();
    }

    @Test
    void staysCleanWhenAPersonsValuesAreErasedByLaw() {
        JdbcClient.create(source)
                .sql(ERASING + "update entries set value_hash = entry_hash(entries), elements = null, facts = null, "
                        + "household_id = null, salt = null where "
                        + "subject_id in (select id from subjects where name = '李桂英'); "
                        + "update subjects set facts = '', elements = '', sources = '', name = '', "
                        + "household_id = null where name = '李桂英'")
                .update();

        assertThat(ledger.check()).extracting(LedgerCheck.Finding::check).doesNotContain("hash");
    }

    @Test
    void refusesToChangeWhatWasAppended() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> JdbcClient.create(source)
                        .sql("update entries set source_row = 9")
                        .update())
                .hasMessageContaining("never changed");
    }
}
