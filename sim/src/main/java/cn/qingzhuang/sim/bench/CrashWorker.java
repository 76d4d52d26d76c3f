package cn.qingzhuang.sim.bench;

import cn.qingzhuang.app.fill.FillInput;
import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.app.ledger.IngestInput;
import cn.qingzhuang.app.ledger.IngestReport;
import cn.qingzhuang.app.ledger.Ledger;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.app.wiring.Hashes;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.sim.world.IdNumbers;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;

/**
 * A process to be killed: imports, saves and fills side by side on one home and says on standard output what was
 * acknowledged, one line each: {@code S subject value}, {@code I file rows}, {@code F cells}, and {@code X} for what failed.
 */
public final class CrashWorker {
    static final String VILLAGE = "999001101201";
    static final ElementKey SAVED = ElementKey.of("person_remark_condition");
    static final int ROWS = 40;

    private final Facades facades;
    private final Ledger ledger;
    private final PrintStream journal =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final String round;

    private CrashWorker(Facades facades, String round) {
        this.facades = facades;
        this.ledger = facades.ledger();
        this.round = round;
    }

    /** @param args the home, the number of the round, then the subjects to save and the value of each, {@code id=7} */
    public static void main(String[] args) {
        Facades facades = new Facades(new Home(Path.of(args[0])), Map.of());
        CrashWorker worker = new CrashWorker(facades, args[1]);
        worker.say("READY");
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> worker.say("X " + thread.getName() + " " + e));
        for (int i = 2; i < args.length; i++) {
            String[] parts = args[i].split("=");
            new Thread(() -> worker.save(parts[0], Integer.parseInt(parts[1])), "save").start();
        }
        new Thread(worker::importFiles, "import").start();
        new Thread(worker::fill, "fill").start();
    }

    private synchronized void say(String line) {
        journal.println(line);
    }

    private void save(String subject, int from) {
        Ledger.Author author = new Ledger.Author("campaign", VILLAGE);
        for (int value = from + 1; ; value++) {
            ledger.answer(subject, SAVED, Integer.toString(value), author);
            say("S " + subject + " " + value);
        }
    }

    private void importFiles() {
        for (int k = 0; ; k++) {
            String name = "r%s-%d.csv".formatted(round, k);
            byte[] bytes = roster(Integer.parseInt(round) * 1_000 + k, ROWS);
            Reading reading = facades.forms().read(name, bytes, stage -> {});
            IngestInput input = new IngestInput(reading.file(), Hashes.sha256(bytes), reading.mappings());
            IngestReport report = ledger.ingest(input, VILLAGE, "campaign");
            say("I " + name + " " + report.accepted());
        }
    }

    private void fill() {
        byte[] template = "姓名,身份证号,性别,情况说明\n,,,\n".getBytes(StandardCharsets.UTF_8);
        while (true) {
            Reading reading = facades.forms().read("村民花名册.csv", template, stage -> {});
            FillInput input =
                    new FillInput(reading.file(), template, reading.mappings(), VILLAGE, LocalDate.of(2025, 6, 30));
            int cells = facades.filling()
                    .fill(input, ledger.asOf(LocalDate.of(2025, 6, 30)))
                    .counts()
                    .known();
            say("F " + cells);
        }
    }

    /** A list of people nobody has met. */
    static byte[] roster(int number, int rows) {
        StringBuilder csv = new StringBuilder("姓名,身份证号\n");
        for (int i = 0; i < rows; i++) {
            int order = number * rows + i;
            String digits =
                    "%06d%08d%03d".formatted(999_001 + order / 900 % 900, 19_600_101 + order / 810_000, order % 900);
            String name = "张" + (char) ('一' + order % 20_000) + (char) ('一' + order / 20_000);
            csv.append(name)
                    .append(',')
                    .append(digits)
                    .append(IdNumbers.checkDigit(digits))
                    .append('\n');
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }
}
