package cn.qingzhuang.app.ledger;

import static cn.qingzhuang.app.ledger.Sheets.aRoster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingzhuang.app.shared.TestDatabase;
import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.SubjectFacts;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Single values saved by several people at once. */
class SavesTest {
    private static final String VILLAGE = "999001101201";
    private static final ElementKey EDUCATION = ElementKey.of("person_education");
    private static final ElementKey PHONE = ElementKey.of("person_phone");
    private static final Ledger.Author AUTHOR = new Ledger.Author("小李", VILLAGE);
    private static final int CLIENTS = 8;
    private static final int SAVES = 25;

    private final DataSource source = TestDatabase.fresh();
    private final Ledger ledger = new Ledger(source, Catalogue.standard(), Clock.systemUTC());
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private List<String> people = List.of();

    @BeforeEach
    void fillTheLedger() {
        ledger.ingest(
                aRoster("person_name", "person_id_no", "person_education")
                        .row("王五", "999001195003124238", "小学")
                        .row("李桂英", "999001196107053345", "初中")
                        .row("赵六", "999001197001011236", "初中")
                        .build(),
                VILLAGE,
                "小李");
        people = ledger.subjects(VILLAGE, SubjectType.PERSON).stream()
                .map(SubjectFacts::id)
                .toList();
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
        assertThat(ledger.check()).isEmpty();
    }

    @Test
    void keepsEveryValueThatWasAcknowledged() throws Exception {
        List<Callable<Integer>> clients = new ArrayList<>();
        for (int c = 0; c < CLIENTS; c++) {
            int client = c;
            clients.add(() -> {
                for (int i = 0; i < SAVES; i++) {
                    String phone = "1001%03d%04d".formatted(client, i);
                    ledger.answer(people.get(i % people.size()), PHONE, phone, AUTHOR);
                }
                return SAVES;
            });
        }
        for (Future<Integer> client : threads.invokeAll(clients)) {
            assertThat(client.get()).isEqualTo(SAVES);
        }

        JdbcClient client = JdbcClient.create(source);
        assertThat(client.sql("select count(distinct facts) from entries where kind = 2")
                        .query(Integer.class)
                        .single())
                .isEqualTo(CLIENTS * SAVES);
        assertThat(client.sql("select max(place) - count(*) from batches")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void doesNotWaitForAnImportThatHoldsSomebodyElse() throws Exception {
        try (Connection holder = source.getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select 1 from subjects where id = '" + people.get(0) + "' for no key update");
            Future<?> held = threads.submit(() -> ledger.answer(people.get(0), EDUCATION, "高中", AUTHOR));
            Future<?> free = threads.submit(() -> ledger.answer(people.get(1), EDUCATION, "高中", AUTHOR));

            free.get(20, TimeUnit.SECONDS);
            assertThat(education(1)).isEqualTo("高中");
            assertThatThrownBy(() -> held.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(education(0)).isEqualTo("小学");

            holder.rollback();
            held.get(20, TimeUnit.SECONDS);
            assertThat(education(0)).isEqualTo("高中");
        }
    }

    @Test
    void refusesOneSaveWithoutFailingTheOthers() throws Exception {
        List<Callable<Boolean>> clients = new ArrayList<>();
        for (int c = 0; c < CLIENTS; c++) {
            boolean isKnown = c % 2 == 0;
            String subject = isKnown ? people.get(c % people.size()) : new UUID(c, c).toString();
            clients.add(() -> isTaken(subject));
        }
        List<Future<Boolean>> done = threads.invokeAll(clients);

        for (int c = 0; c < CLIENTS; c++) {
            assertThat(done.get(c).get()).isEqualTo(c % 2 == 0);
        }
    }

    private boolean isTaken(String subject) {
        try {
            ledger.answer(subject, EDUCATION, "大专", AUTHOR);
            return true;
        } catch (Problem refused) {
            return false;
        }
    }

    private String education(int person) {
        SubjectFacts facts = ledger.find(VILLAGE, people.get(person)).orElseThrow();
        return Objects.requireNonNull(facts.values().get(EDUCATION)).value();
    }
}
