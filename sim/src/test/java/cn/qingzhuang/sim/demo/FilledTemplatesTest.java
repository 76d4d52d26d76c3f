package cn.qingzhuang.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.qingzhuang.app.fill.FillInput;
import cn.qingzhuang.app.fill.FillResult;
import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.app.ledger.IngestInput;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.fill.DraftCell;
import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.engine.sheet.CellValue;
import cn.qingzhuang.engine.sheet.WorkbookReader;
import cn.qingzhuang.sim.workbook.Shape;
import cn.qingzhuang.sim.workbook.Workbook;
import cn.qingzhuang.sim.workbook.Workbooks;
import cn.qingzhuang.sim.world.Elements;
import cn.qingzhuang.sim.world.World;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a department gets back: its own file, unchanged but for the filled cells, that other programs open. */
class FilledTemplatesTest {
    private static final List<String> SHAPES = List.of("office", "ornate", "annex", "import", "export", "transposed");
    private static final World WORLD = new World(Elements.standard(), 11, new World.Size("999001101000", 1, 60, 0));
    private static final String VILLAGE = WORLD.villages().get(0);

    @TempDir
    static Path folder;

    private static Facades facades;

    @BeforeAll
    static void takeInWhatTheVillageKeeps() throws IOException {
        DemoHome files = new DemoHome(folder.resolve("files"));
        files.units();
        facades = new Facades(new Home(folder.resolve("home")), Map.of());
        facades.ledger().loadUnits(WorkbookReader.read(files.unitsFile()));
        for (DemoHome.LedgerFile kept : files.ledgers(WORLD, VILLAGE)) {
            byte[] bytes = Files.readAllBytes(kept.file());
            Reading read = facades.forms().read(kept.file().getFileName().toString(), bytes);
            String hash = kept.file().getFileName().toString();
            facades.ledger().ingest(new IngestInput(read.file(), hash, read.mappings()), VILLAGE, "test");
        }
    }

    @AfterAll
    static void close() {
        facades.close();
    }

    /** A template and what came of it. */
    private record Filled(String name, byte[] before, byte[] after, FillResult result) {
        Map<String, Map<CellRef, CellValue>> written() {
            Map<String, Map<CellRef, CellValue>> out = new HashMap<>();
            for (DraftCell cell : result.draft().cells()) {
                if (cell.isFilled() && !(cell.shown() instanceof CellValue.Blank)) {
                    out.computeIfAbsent(cell.sheet(), s -> new HashMap<>()).put(cell.cell(), cell.shown());
                }
            }
            return out;
        }

        Optional<String> someText() {
            return result.draft().cells().stream()
                    .filter(DraftCell::isFilled)
                    .map(DraftCell::shown)
                    .filter(v -> v instanceof CellValue.Text t && t.text().length() > 1)
                    .map(v -> ((CellValue.Text) v).text())
                    .findFirst();
        }
    }

    private static Filled fill(String name, byte[] template) {
        Reading read = facades.forms().read(name, template);
        FillInput input = new FillInput(read.file(), template, read.mappings(), VILLAGE, World.AS_OF);
        FillResult result = facades.filling().fill(input, facades.ledger().asOf(World.AS_OF));
        return new Filled(name, template, result.workbook(), result);
    }

    /** Each bureau's template in each shape, blank and with people listed. */
    private static List<Filled> workbooks() {
        Workbooks workbooks = new Workbooks(WORLD, List.of());
        List<Filled> out = new ArrayList<>();
        for (DemoForms.DemoForm demo : DemoForms.read()) {
            for (String shape : demo.isTemplate() ? SHAPES : List.<String>of()) {
                for (boolean isListed : new boolean[] {false, true}) {
                    Workbooks.Request request = new Workbooks.Request(
                            demo.form(),
                            Shape.named(shape, 1, demo.form().id()).with("listed", isListed ? "yes" : "no"),
                            isListed,
                            VILLAGE,
                            15);
                    Workbook made = workbooks.render(request);
                    out.add(fill(out.size() + "-" + shape + ".xlsx", made.bytes()));
                }
            }
        }
        return out;
    }

    @Test
    void onlyTheFilledCellsOfAWorkbookChange() throws IOException {
        int filled = 0;
        for (Filled file : workbooks()) {
            Map<String, byte[]> before = parts(file.before);
            Map<String, byte[]> after = parts(file.after);
            assertThat(List.copyOf(after.keySet())).isEqualTo(List.copyOf(before.keySet()));
            boolean isGrown = !file.result.draft().addedRows().isEmpty();
            for (String part : before.keySet()) {
                if (part.startsWith("xl/worksheets/sheet") && !isGrown) {
                    assertThat(frame(bytes(after, part))).as(file.name).isEqualTo(frame(bytes(before, part)));
                } else if (!part.startsWith("xl/worksheets/sheet") && !part.equals("xl/workbook.xml") && !isGrown) {
                    assertThat(after.get(part)).as(file.name + " " + part).isEqualTo(before.get(part));
                }
            }
            filled += compare(file, isGrown);
        }
        assertThat(filled).as("cells filled in all").isGreaterThan(500);
    }

    private static int compare(Filled file, boolean isGrown) throws IOException {
        Map<String, Map<CellRef, CellValue>> written = file.written();
        try (org.apache.poi.ss.usermodel.Workbook before =
                        WorkbookFactory.create(new ByteArrayInputStream(file.before));
                org.apache.poi.ss.usermodel.Workbook after =
                        WorkbookFactory.create(new ByteArrayInputStream(file.after))) {
            assertThat(after.getNumberOfSheets()).isEqualTo(before.getNumberOfSheets());
            assertThat(after.getNumberOfNames()).isEqualTo(before.getNumberOfNames());
            for (int i = 0; i < before.getNumberOfSheets(); i++) {
                assertThat(after.getSheetVisibility(i)).isEqualTo(before.getSheetVisibility(i));
                Sheet sheet = after.getSheetAt(i);
                assertThat(hidden(sheet)).as(file.name).isEqualTo(hidden(before.getSheetAt(i)));
                Map<CellRef, CellValue> own = written.getOrDefault(sheet.getSheetName(), Map.of());
                if (!isGrown) {
                    Map<CellRef, String> others = cells(sheet);
                    others.keySet().removeAll(own.keySet());
                    Map<CellRef, String> same = cells(before.getSheetAt(i));
                    same.keySet().removeAll(own.keySet());
                    assertThat(others).as(file.name).isEqualTo(same);
                }
                own.forEach((at, value) -> {
                    Cell cell = sheet.getRow(at.row()).getCell(at.column());
                    assertThat(cell.getCellType()).as(file.name + at.a1()).isNotEqualTo(CellType.FORMULA);
                    if (value instanceof CellValue.Text text) {
                        assertThat(cell.getStringCellValue()).isEqualTo(text.text());
                    }
                });
            }
        }
        return written.values().stream().mapToInt(Map::size).sum();
    }

    private static Set<String> hidden(Sheet sheet) {
        Set<String> out = new TreeSet<>();
        for (Row row : sheet) {
            if (row.getZeroHeight()) {
                out.add("row " + row.getRowNum());
            }
        }
        for (int c = 0; c < 60; c++) {
            if (sheet.isColumnHidden(c)) {
                out.add("column " + c);
            }
        }
        return out;
    }

    /** Value, formula and style of every cell that is there. */
    private static Map<CellRef, String> cells(Sheet sheet) {
        Map<CellRef, String> out = new TreeMap<>();
        for (Row row : sheet) {
            for (Cell cell : row) {
                boolean isFormula = cell.getCellType() == CellType.FORMULA;
                String value = isFormula ? "=" + cell.getCellFormula() : cell.toString();
                out.put(
                        new CellRef(cell.getRowIndex(), cell.getColumnIndex()),
                        value + " in style " + cell.getCellStyle().getIndex());
            }
        }
        return out;
    }

    /** All of a sheet but its rows: widths, panes, merges, validations, print set-up. */
    private static String frame(byte[] sheet) {
        String xml = new String(sheet, StandardCharsets.UTF_8);
        int end = xml.indexOf("</sheetData>");
        return xml.substring(0, xml.indexOf("<sheetData")) + xml.substring(Math.max(end, 0));
    }

    private static Map<String, byte[]> parts(byte[] zip) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                parts.put(e.getName(), in.readAllBytes());
            }
        }
        return parts;
    }

    private static byte[] bytes(Map<String, byte[]> parts, String part) {
        return Objects.requireNonNull(parts.get(part), part);
    }

    @Test
    void aSecondLibraryReadsEveryFilledValue() throws IOException {
        for (Filled file : workbooks()) {
            try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file.after))) {
                for (Map.Entry<String, Map<CellRef, CellValue>> sheet :
                        file.written().entrySet()) {
                    Map<Integer, org.dhatim.fastexcel.reader.Row> rows =
                            book.findSheet(sheet.getKey()).orElseThrow().read().stream()
                                    .collect(Collectors.toMap(r -> r.getRowNum() - 1, r -> r));
                    sheet.getValue().forEach((at, value) -> {
                        if (value instanceof CellValue.Text text) {
                            assertThat(Objects.requireNonNull(rows.get(at.row()))
                                            .getCellText(at.column()))
                                    .as(file.name + " " + at.a1())
                                    .isEqualTo(text.text());
                        }
                    });
                }
            }
        }
    }

    @Test
    void anOfficeProgramOpensWorkbooksOldWorkbooksAndTextFiles() throws Exception {
        assumeTrue(isOnPath("soffice"), "LibreOffice is not installed");
        Path given = Files.createDirectories(folder.resolve("given"));
        Path filled = Files.createDirectories(folder.resolve("back"));
        Map<String, String> expected = new TreeMap<>();
        List<Filled> all = workbooks();
        for (Filled file : all) {
            Files.write(given.resolve(file.name), file.before);
        }
        office(given, "xls", given, ".xlsx");
        office(given, "csv:Text - txt - csv (StarCalc):44,34,76,1", given, ".xls");
        for (Filled file : all) {
            String stem = file.name.replace(".xlsx", "");
            expect(expected, filled, stem + "-x.xlsx", file);
            for (String ending : List.of("xls", "csv")) {
                Filled other = fill(stem + "." + ending, Files.readAllBytes(given.resolve(stem + "." + ending)));
                expect(expected, filled, stem + "-" + ending.charAt(0) + "." + ending, other);
            }
        }
        assertThat(expected.keySet()).filteredOn(n -> n.endsWith(".xls")).hasSizeGreaterThan(10);
        assertThat(expected.keySet()).filteredOn(n -> n.endsWith(".csv")).hasSizeGreaterThan(10);
        office(filled, "ods", folder.resolve("opened"), "x");
        office(filled, "ods", folder.resolve("opened"), ".xls");
        office(filled, "ods", folder.resolve("opened"), ".csv");
        for (Map.Entry<String, String> file : expected.entrySet()) {
            Path opened = folder.resolve("opened").resolve(file.getKey().replaceFirst("\\.[a-z]+$", ".ods"));
            assertThat(parts(Files.readAllBytes(opened)).get("content.xml"))
                    .as(file.getKey())
                    .asString(StandardCharsets.UTF_8)
                    .contains(file.getValue());
        }
    }

    private static void expect(Map<String, String> expected, Path folder, String name, Filled file) throws IOException {
        if (file.someText().isPresent()) {
            Files.write(folder.resolve(name), file.after);
            expected.put(name, file.someText().get());
        }
    }

    private static void office(Path from, String to, Path into, String ending) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "soffice",
                "--headless",
                "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                "--convert-to",
                to,
                "--outdir",
                into.toString()));
        if (ending.equals(".csv")) {
            command.add("--infilter=CSV:44,34,76,1"); // it would take UTF-8 without a byte order mark for Latin-1
        }
        try (var files = Files.list(from)) {
            files.map(Path::toString).filter(f -> f.endsWith(ending)).sorted().forEach(command::add);
        }
        Process office = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("office.log").toFile())
                .start();
        assertThat(office.waitFor(240, TimeUnit.SECONDS)).isTrue();
        assertThat(office.exitValue())
                .as(Files.readString(folder.resolve("office.log")))
                .isZero();
    }

    private static boolean isOnPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
