package cn.qingzhuang.sim.bench;

import cn.qingzhuang.app.fill.FillInput;
import cn.qingzhuang.app.fill.FillResult;
import cn.qingzhuang.app.fill.Filling;
import cn.qingzhuang.app.ledger.IngestInput;
import cn.qingzhuang.app.ledger.Ledger;
import cn.qingzhuang.app.shared.Database;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.meaning.Confirmation;
import cn.qingzhuang.engine.meaning.Confirmations;
import cn.qingzhuang.engine.meaning.Meaning;
import cn.qingzhuang.engine.meaning.MeaningReader;
import cn.qingzhuang.engine.meaning.SlotMeaning;
import cn.qingzhuang.engine.meaning.TableMapping;
import cn.qingzhuang.engine.sheet.Grid;
import cn.qingzhuang.engine.sheet.LayoutReader;
import cn.qingzhuang.engine.sheet.SheetFile;
import cn.qingzhuang.engine.sheet.Table;
import cn.qingzhuang.engine.sheet.WorkbookReader;
import cn.qingzhuang.sim.form.Form;
import cn.qingzhuang.sim.workbook.Shape;
import cn.qingzhuang.sim.workbook.Truth;
import cn.qingzhuang.sim.workbook.Workbook;
import cn.qingzhuang.sim.workbook.Workbooks;
import cn.qingzhuang.sim.world.Populations;
import cn.qingzhuang.sim.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** A township whose villages hand in what they keep and get templates filled, in a home that is thrown away. */
final class Township {
    private static final List<String> SHAPES = List.of("office", "plain", "ornate", "offset", "summed", "export");
    private static final double SURE = 0.9;
    /** From here on the page calls a reading fairly certain. */
    private static final double FAIR = 0.5;
    /** Alternatives that the page offers as buttons. */
    private static final int OFFERED = 2;

    private static final int WORST = 30;
    private final World world;
    private final Workbooks workbooks;
    private final Populations populations;
    private final List<Form> sources;
    private final List<Form> templates;
    private final Function<Form, MeaningReader> readers;
    private final Consumer<String> log;
    private final Catalogue catalogue = Catalogue.standard();
    private Confirmations confirmations = Confirmations.NONE;
    private boolean isHelped;
    private Outcome outcome = new Outcome();

    Township(
            World world,
            List<Form> sources,
            List<Form> templates,
            Function<Form, MeaningReader> readers,
            Consumer<String> log) {
        this.world = world;
        this.workbooks = new Workbooks(world, List.of());
        this.populations = new Populations(world);
        this.sources = sources;
        this.templates = templates;
        this.readers = readers;
        this.log = log;
    }

    /** What one run came to. */
    static final class Outcome {
        final Score listed = new Score();
        final Score blank = new Score();
        final Map<String, Integer> wrong = new HashMap<>();
        final Map<String, Integer> missed = new HashMap<>();
        final Map<String, Integer> unlisted = new TreeMap<>();
        final TreeSet<String> reasons = new TreeSet<>();
        int failures;
        /** Presses on the page until nothing is doubtful. */
        int presses;
        /** Columns that are answered where each is by itself, and tables of which it is said that they list everybody. */
        int answers;
        /** Doubtful columns that are read as serial numbers, remarks or signatures, of which nothing is asked. */
        int unasked;

        int elementColumns;

        /** Of columns with wrong or missed cells those with the most. */
        static List<Map.Entry<String, Integer>> worst(Map<String, Integer> columns) {
            return columns.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                    .limit(WORST)
                    .toList();
        }
    }

    /** @param withOfficers whether officers say once per form what the reader was unsure of */
    Outcome run(boolean withOfficers) {
        isHelped = withOfficers;
        confirmations = Confirmations.NONE;
        outcome = new Outcome();
        try {
            Path folder = Files.createTempDirectory("qz-bench");
            try (Database database = Database.open(new Home(folder.resolve("home")))) {
                Clock clock = Clock.fixed(World.AS_OF.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
                run(new Ledger(database.source(), catalogue, clock));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return outcome;
    }

    private void run(Ledger ledger) {
        StringBuilder csv = new StringBuilder("code,name,parent\n");
        world.units().forEach(u -> csv.append("%s,%s,%s\n".formatted(u.code(), u.name(), u.parent())));
        ledger.loadUnits(WorkbookReader.read("units.csv", csv.toString().getBytes(StandardCharsets.UTF_8)));
        TruthLedger truth = new TruthLedger(world);
        for (Form form : sources) {
            for (String village : world.populatedVillages()) {
                tolerate(form, () -> ingest(ledger, truth, form, village));
            }
        }
        log.accept("fill: %d kinds of workbooks taken in, %d facts stated".formatted(sources.size(), truth.size()));
        for (Form form : templates) {
            for (String village : world.populatedVillages()) {
                tolerate(form, () -> fill(ledger, truth, new Draw(form, village, true), outcome.listed));
                if (!form.isSingle()) {
                    tolerate(form, () -> fill(ledger, truth, new Draw(form, village, false), outcome.blank));
                }
            }
        }
    }

    /** One refused file must not lose the measurement; it is counted and its reason printed. */
    private void tolerate(Form form, Runnable step) {
        try {
            step.run();
        } catch (Problem | IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException e) {
            outcome.failures++;
            outcome.reasons.add(form.id() + " " + e);
        }
    }

    /** A template as a village gets it: people listed already, or blank. */
    private record Draw(Form form, String village, boolean isListed) {}

    private Shape shape(Form form) {
        return Shape.named(world.hash().pick(SHAPES, "shape", form.id()), Setting.SEED, form.id());
    }

    private void ingest(Ledger ledger, TruthLedger truth, Form form, String village) {
        Workbook made = workbooks.render(new Workbooks.Request(form, shape(form), true, village, 0));
        String name = world.unitName(village) + made.fileName();
        SheetFile file = WorkbookReader.read(name, made.bytes());
        List<List<TableMapping>> read = understand(form, file, made.truth());
        ledger.ingest(new IngestInput(file, sha256(made.bytes()), read), village, "bench");
        made.truth().sheets().forEach(s -> s.tables().forEach(t -> truth.state(t, form.title())));
    }

    private void fill(Ledger ledger, TruthLedger truth, Draw draw, Score score) {
        Shape shape = shape(draw.form).with("total", "none", "subtotal", "no");
        Shape listed = draw.isListed ? shape.with("listed", "yes") : shape;
        Workbooks.Request full = new Workbooks.Request(draw.form, listed, true, draw.village, 0);
        Workbook answer = workbooks.render(full);
        Workbook given = draw.isListed
                ? answer
                : workbooks.render(new Workbooks.Request(draw.form, shape, false, draw.village, 0));
        SheetFile file = WorkbookReader.read(given.fileName(), given.bytes());
        List<List<TableMapping>> read = understand(draw.form, file, given.truth());
        FillResult result = filled(ledger, draw, given, read);
        boolean isOpen = !draw.isListed && !result.draft().unlisted().isEmpty();
        if (isHelped && isOpen && sayWhom(draw.form, file, read)) {
            result = filled(ledger, draw, given, read(draw.form, file));
        }
        new CellJudge(truth, catalogue, outcome.wrong, outcome.missed)
                .judge(draw.form, answer.truth(), result.draft(), draw.isListed, score);
        result.draft().unlisted().forEach(u -> outcome.unlisted.merge(draw.form.id() + " " + u.why(), 1, Integer::sum));
    }

    private FillResult filled(Ledger ledger, Draw draw, Workbook given, List<List<TableMapping>> read) {
        SheetFile file = WorkbookReader.read(given.fileName(), given.bytes());
        FillInput input = new FillInput(file, given.bytes(), read, draw.village, World.AS_OF);
        return new Filling(catalogue).fill(input, ledger.asOf(World.AS_OF));
    }

    /** An officer says that everybody is listed, where that is so: one click. Other groups have no words that can be said. */
    private boolean sayWhom(Form form, SheetFile file, List<List<TableMapping>> read) {
        if (populations.restricts(form.title()) || !asked.add("whom " + form.id())) {
            return false;
        }
        outcome.presses++;
        outcome.answers++;
        int last = read.size() - 1;
        TableMapping table = read.get(last).get(0);
        String tab = file.sheets().get(last).name();
        String range = table.table().range().a1();
        confirmations = confirmations.with(Confirmation.ofTable(file.fileName(), tab, table.table(), range, "all"));
        return true;
    }

    /** Reads the file; officers, where there are any, are asked once per form. */
    private List<List<TableMapping>> understand(Form form, SheetFile file, Truth truth) {
        List<List<TableMapping>> read = read(form, file);
        if (!isHelped) {
            return read;
        }
        for (int i = 0; i < read.size(); i++) {
            List<Truth.Table> tables = truth.sheets().get(i).tables();
            for (int t = 0; t < Math.min(tables.size(), read.get(i).size()); t++) {
                if (asked.add(tables.get(t).formId())) {
                    outcome.elementColumns += (int) tables.get(t).slots().stream()
                            .filter(s -> s.column().isElement())
                            .count();
                    read = ask(form, file, Asked.of(i, t, tables.get(t)), read);
                }
            }
        }
        return read;
    }

    private final Set<String> asked = new HashSet<>();

    /**
     * A table that officers are asked about, by its numbers of sheet and table.
     *
     * @param gold what its slots mean, by their places
     */
    private record Asked(int sheet, int table, Map<String, Truth.Slot> gold) {
        static Asked of(int sheet, int table, Truth.Table truth) {
            Map<String, Truth.Slot> gold = new HashMap<>();
            truth.slots().forEach(s -> gold.put(s.ref(), s));
            return new Asked(sheet, table, gold);
        }
    }

    /**
     * As on the page: the least sure first of the columns that are read wrongly, the form read anew with every answer; then
     * one press for the rest. What each column by itself would take is counted beside it.
     */
    private List<List<TableMapping>> ask(Form form, SheetFile file, Asked about, List<List<TableMapping>> first) {
        outcome.unasked +=
                (int) unsure(first, about).filter(s -> !isShown(s.meaning())).count();
        Confirmations before = confirmations;
        List<SlotMeaning> each = answerOneByOne(form, file, about, first, false);
        outcome.answers += each.size();
        confirmations = before;
        answerOneByOne(form, file, about, first, true).forEach(s -> outcome.presses += presses(s, answer(about, s)));
        List<List<TableMapping>> read = read(form, file);
        List<SlotMeaning> rest = doubtful(read, about).toList();
        if (rest.isEmpty()) {
            return read;
        }
        rest.forEach(s -> confirm(file, about, read, s));
        outcome.presses++;
        return read(form, file);
    }

    /** The columns that were answered, as they were read when they were. */
    private List<SlotMeaning> answerOneByOne(
            Form form, SheetFile file, Asked about, List<List<TableMapping>> first, boolean isWrongOnly) {
        List<SlotMeaning> out = new ArrayList<>();
        Set<String> answered = new HashSet<>();
        List<List<TableMapping>> read = first;
        while (true) {
            Optional<SlotMeaning> next = doubtful(read, about)
                    .filter(s -> !answered.contains(s.slot().ref()))
                    .filter(s -> !isWrongOnly || !isTakenRight(s, answer(about, s)))
                    .min(Comparator.comparingDouble(SlotMeaning::confidence));
            if (next.isEmpty()) {
                return out;
            }
            out.add(next.get());
            answered.add(next.get().slot().ref());
            confirm(file, about, read, next.get());
            read = read(form, file);
        }
    }

    private void confirm(SheetFile file, Asked about, List<List<TableMapping>> read, SlotMeaning slot) {
        Table table = read.get(about.sheet).get(about.table).table();
        String tab = file.sheets().get(about.sheet).name();
        confirmations =
                confirmations.with(Confirmation.of(file.fileName(), tab, table, slot.slot(), answer(about, slot)));
    }

    private static Confirmation.Answer answer(Asked about, SlotMeaning slot) {
        Form.Column column =
                Objects.requireNonNull(about.gold.get(slot.slot().ref())).column();
        return column.isElement()
                ? new Confirmation.Answer(column.element(), column.role())
                : new Confirmation.Answer("", "");
    }

    private static Stream<SlotMeaning> doubtful(List<List<TableMapping>> read, Asked about) {
        return unsure(read, about).filter(s -> isShown(s.meaning()));
    }

    private static Stream<SlotMeaning> unsure(List<List<TableMapping>> read, Asked about) {
        return read.get(about.sheet).get(about.table).slots().stream()
                .filter(s -> s.confidence() < SURE)
                .filter(s -> about.gold.containsKey(s.slot().ref()));
    }

    /** Whether the press for the rest says the same: a fairly certain element as read, of others none. */
    private static boolean isTakenRight(SlotMeaning slot, Confirmation.Answer answer) {
        if (slot.meaning() instanceof Meaning.Element e && slot.confidence() >= FAIR) {
            return e.element().equals(answer.element()) && e.role().equals(answer.role());
        }
        boolean isLeft = slot.meaning() instanceof Meaning.Element || slot.meaning() instanceof Meaning.Unknown;
        return isLeft && answer.element().isEmpty();
    }

    /** Opening the column and pressing the meaning; one more to search for what is not offered. */
    private static int presses(SlotMeaning slot, Confirmation.Answer answer) {
        boolean isRead = slot.meaning() instanceof Meaning.Element e
                && e.element().equals(answer.element())
                && e.role().equals(answer.role());
        boolean isOffered = isRead
                || answer.element().isEmpty()
                || slot.alternatives().stream()
                        .limit(OFFERED)
                        .anyMatch(a ->
                                a.element().equals(answer.element()) && a.role().equals(answer.role()));
        return isOffered ? 2 : 3;
    }

    /** The page asks nothing of serial numbers, remarks and signatures. */
    private static boolean isShown(Meaning meaning) {
        return !(meaning instanceof Meaning.Serial || meaning instanceof Meaning.Text);
    }

    private List<List<TableMapping>> read(Form form, SheetFile file) {
        List<List<TableMapping>> out = new ArrayList<>();
        for (Grid grid : file.sheets()) {
            out.add(readers.apply(form).read(file, LayoutReader.read(grid), confirmations));
        }
        return out;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path p : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(p);
            }
        }
    }
}
