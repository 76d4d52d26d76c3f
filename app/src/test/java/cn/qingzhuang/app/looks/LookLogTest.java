package cn.qingzhuang.app.looks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingzhuang.app.shared.TestDatabase;
import cn.qingzhuang.app.tidy.Repository;
import cn.qingzhuang.engine.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The log of looks, and the verifier that knows only its written form. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class LookLogTest {
    private static final String VILLAGE = "990201101201";
    private static final String ELSEWHERE = "990301101201";

    private final Random random = new Random(20_261_129);
    private Method verifier;
    private DataSource source;
    private LookLog log;

    @BeforeAll
    void compileTheVerifier(@TempDir Path folder) throws Exception {
        Path file = Repository.ROOT.resolve("docs/verify/VerifyLooks.java");
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", folder.toString(), file.toString());
        assertThat(code).isZero();
        try (URLClassLoader alone = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            verifier = alone.loadClass("VerifyLooks").getMethod("check", InputStream.class, String[].class);
            for (String inner : new String[] {"VerifyLooks$Lines"}) {
                alone.loadClass(inner);
            }
        }
    }

    @BeforeEach
    void empty() {
        source = TestDatabase.fresh();
        log = new LookLog(source, Clock.systemUTC());
    }

    private String verified(String text, String... noted) throws Exception {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return String.valueOf(verifier.invoke(null, in, noted));
    }

    private static Look look(String who, String unit, UUID... subjects) {
        return new Look(
                who,
                "小李",
                "GET /api/people/{id}",
                "填报：表\t一\n.xlsx",
                unit,
                List.of("person_phone", "person_name"),
                List.of(subjects));
    }

    private UUID somebody() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private String exported() throws IOException {
        StringWriter out = new StringWriter();
        log.export(out);
        return out.toString();
    }

    /** A log of two counties. */
    private String small() throws IOException {
        for (int i = 0; i < 6; i++) {
            log.record(look("li-" + i, i % 3 == 2 ? ELSEWHERE : VILLAGE, somebody(), somebody()));
        }
        log.record(new Look("命令行", "命令行", "backup", "备份", "990201000000", List.of("*"), List.of()));
        return exported();
    }

    @Test
    void isAcceptedByTheVerifier() throws Exception {
        String text = small();
        assertThat(verified(text)).isEqualTo("OK: 7 entries");
        assertThat(verified("qingzhuang-looks 1\n")).isEqualTo("OK: 0 entries");
        assertThat(text.lines().filter(l -> l.startsWith("end\t"))).hasSize(2);
        assertThat(text.lines().toList().get(1)).contains("\t填报：表 一 .xlsx\t");
    }

    @Test
    void everyChangeOfEveryByteIsFound() throws Exception {
        byte[] good = small().getBytes(StandardCharsets.UTF_8);
        List<Integer> missed = new ArrayList<>();
        for (int at = 0; at < good.length; at++) {
            for (int change : new int[] {1, 2, 32, 128}) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) change;
                Object told = verifier.invoke(null, new ByteArrayInputStream(bad), new String[0]);
                if (String.valueOf(told).startsWith("OK")) {
                    missed.add(at);
                }
            }
        }
        assertThat(missed).isEmpty();
        assertThat(good.length).isGreaterThan(1_500);
    }

    @Test
    void everyLineDroppedDoubledSwappedOrMovedIsFound() throws Exception {
        List<String> good = small().lines().toList();
        for (int i = 0; i < good.size(); i++) {
            List<String> dropped = new ArrayList<>(good);
            dropped.remove(i);
            assertThat(verified(joined(dropped))).as("dropped %d", i).startsWith("BROKEN");
            List<String> doubled = new ArrayList<>(good);
            doubled.add(i, good.get(i));
            assertThat(verified(joined(doubled))).as("doubled %d", i).startsWith("BROKEN");
            for (int j = i + 1; j < good.size(); j++) {
                List<String> swapped = new ArrayList<>(good);
                Collections.swap(swapped, i, j);
                assertThat(verified(joined(swapped))).as("swapped %d %d", i, j).startsWith("BROKEN");
            }
        }
    }

    @Test
    void aLogCutOffOrWrittenAnewIsFoundByANotedHash() throws Exception {
        small();
        String noted = exported()
                .lines()
                .filter(l -> l.startsWith("end\t990201"))
                .map(l -> "990201=" + l.substring(l.lastIndexOf('\t') + 1))
                .findFirst()
                .orElseThrow();
        log.record(look("wang", VILLAGE, somebody()));
        assertThat(verified(exported(), noted)).startsWith("OK");
        source = TestDatabase.fresh();
        log = new LookLog(source, Clock.systemUTC());
        log.record(look("wang", VILLAGE, somebody()));
        assertThat(verified(exported(), noted)).startsWith("BROKEN").contains("noted");
        String whole = exported();
        for (int length = 0; length < whole.length(); length += 7) {
            String cut = whole.substring(0, length);
            if (!cut.equals("qingzhuang-looks 1\n")) {
                assertThat(verified(cut)).as("cut at %d", length).startsWith("BROKEN");
            }
        }
    }

    @Test
    void looksThatComeTogetherAreAllThereOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int t = 0; t < 8; t++) {
            String who = "thread-" + t;
            threads.execute(() -> IntStream.range(0, 50)
                    .forEach(i -> log.record(look(who, i % 2 == 0 ? VILLAGE : ELSEWHERE, new UUID(t(who), i)))));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.MINUTES)).isTrue();
        assertThat(verified(exported())).isEqualTo("OK: 400 entries");
        assertThat(log.at(VILLAGE, new UUID(t("thread-3"), 4), Optional.empty(), 10))
                .hasSize(1);
    }

    private static long t(String who) {
        return who.hashCode();
    }

    @Test
    void tellsWhoLookedAtSomebodyNewestFirst() {
        UUID wanted = somebody();
        log.record(look("first", VILLAGE, somebody(), wanted));
        log.record(look("other", VILLAGE, somebody()));
        log.record(look("second", VILLAGE, wanted));
        log.record(new Look("命令行", "命令行", "backup", "备份", "990201000000", List.of("*"), List.of()));
        List<LookLog.Told> told = log.at(VILLAGE, wanted, Optional.empty(), 10);
        assertThat(told).extracting(l -> l.look().who()).containsExactly("命令行", "second", "first");
        assertThat(log.at(VILLAGE, wanted, Optional.of(told.get(1).number()), 10))
                .hasSize(1);
        assertThat(log.of("990201000000", Optional.of("other"), Optional.empty(), 10))
                .hasSize(1);
        assertThat(log.of(VILLAGE, Optional.empty(), Optional.empty(), 10)).hasSize(3);
        assertThat(log.of(ELSEWHERE, Optional.empty(), Optional.empty(), 10)).isEmpty();
    }

    @Test
    void cannotBeChangedAndRefusesTheLookThatItCannotWrite() {
        log.record(look("li", VILLAGE, somebody()));
        JdbcClient client = JdbcClient.create(source);
        assertThatThrownBy(() -> client.sql("delete from looks").update()).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> client.sql("update looks set who = 'x'").update())
                .isInstanceOf(DataAccessException.class);
        client.sql("alter table looks rename to gone").update();
        assertThatThrownBy(() -> log.record(look("li", VILLAGE, somebody())))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("ACCESS-013"));
        client.sql("alter table gone rename to looks").update();
        log.record(look("li", VILLAGE, somebody()));
        assertThat(log.of(VILLAGE, Optional.empty(), Optional.empty(), 10)).hasSize(2);
    }

    private static String joined(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
