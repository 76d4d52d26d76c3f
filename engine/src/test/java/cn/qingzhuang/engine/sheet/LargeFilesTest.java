package cn.qingzhuang.engine.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.qingzhuang.engine.Problem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Files so large that two threads read them say the same as small ones, also when something is wrong with them. */
class LargeFilesTest {
    private static final int ROWS = 60_000;

    private static String number(int row) {
        return Long.toString(new Random(row).nextLong() & Long.MAX_VALUE);
    }

    private static StringBuilder lines() {
        StringBuilder out = new StringBuilder("姓名,编号,村\n");
        for (int row = 1; row < ROWS; row++) {
            out.append(row % 7 == 0 ? "" : "王" + row)
                    .append(',')
                    .append(number(row))
                    .append(",东村\n");
        }
        return out;
    }

    private static void assertWhole(Grid grid) {
        assertThat(grid.rows()).isEqualTo(ROWS);
        for (int row = 1; row < ROWS; row++) {
            assertThat(grid.text(row, 0)).isEqualTo(row % 7 == 0 ? "" : "王" + row);
            assertThat(grid.text(row, 1)).isEqualTo(number(row));
        }
    }

    private static Problem refusal(String file, byte[] bytes) {
        Problem problem = catchThrowableOfType(Problem.class, () -> WorkbookReader.read(file, bytes));
        assertThat(problem).as("the refusal of " + file).isNotNull();
        return problem;
    }

    private static void assertNobodyReadsOn() {
        assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
                .doesNotContain("qz-ahead");
    }

    @Test
    void everyLineOfALargeTextIsRead() {
        byte[] bytes = lines().toString().getBytes(StandardCharsets.UTF_8);
        assertThat(bytes.length).isGreaterThan(1 << 20);
        assertWhole(WorkbookReader.read("大.csv", bytes).sheets().get(0));
        assertNobodyReadsOn();
    }

    @Test
    void aTextThatTurnsOutToBeOfAnotherCharsetAtItsEndIsReadInThatOne() {
        StringBuilder latin = new StringBuilder("a,b\n");
        while (latin.length() < 1 << 21) {
            latin.append("x,1\n");
        }
        byte[] bytes = latin.append("王,2\n").toString().getBytes(Charset.forName("GB18030"));
        Grid grid = WorkbookReader.read("末行.csv", bytes).sheets().get(0);
        assertThat(grid.text(grid.rows() - 1, 0)).isEqualTo("王");
        assertNobodyReadsOn();
    }

    @Test
    void aQuoteLeftOpenAndALineTooWideAreRefused() {
        byte[] open = lines().append("\"没有完,1,东村\n").toString().getBytes(StandardCharsets.UTF_8);
        assertThat(refusal("引号.csv", open).text()).contains("引号.csv");
        byte[] wide = (",".repeat(20_000) + "\n" + lines()).getBytes(StandardCharsets.UTF_8);
        assertThat(refusal("太宽.csv", wide).text()).contains("列");
        assertNobodyReadsOn();
    }

    @Test
    void everyCellOfALargeWorkbookIsReadAndADamagedOneIsRefused() {
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < ROWS; row++) {
            String name = row == 0 || row % 7 == 0 ? "" : "王" + row;
            rows.append("<row r=\"%d\"><c t=\"inlineStr\" r=\"A%1$d\"><is><t>%s</t></is></c>".formatted(row + 1, name))
                    .append("<c r=\"B%d\" t=\"str\"><v>%s</v></c></row>".formatted(row + 1, number(row)));
        }
        byte[] bytes = PackageOf.sheet(rows.toString()).bytes();
        assertThat(bytes.length).isGreaterThan((1 << 20) - 1);
        assertWhole(WorkbookReader.read("大.xlsx", bytes).sheets().get(0));
        byte[] damaged = bytes.clone();
        Arrays.fill(damaged, bytes.length / 2, bytes.length / 2 + 5000, (byte) 0x55);
        assertThat(refusal("坏.xlsx", damaged).code()).isEqualTo("SHEET-007");
        byte[] hostile =
                PackageOf.sheet(rows + "<row><c><v><![CDATA[1]]></v></c></row>").bytes();
        assertThat(refusal("夹带.xlsx", hostile).code()).isEqualTo("SHEET-009");
        assertNobodyReadsOn();
    }
}
