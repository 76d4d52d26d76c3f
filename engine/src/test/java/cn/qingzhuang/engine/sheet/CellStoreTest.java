package cn.qingzhuang.engine.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Cells and texts over many pages come out as they went in. */
class CellStoreTest {
    private static final int MANY = 150_000;

    @Test
    void textsOfAllLengthsAreFoundAgain() {
        TextStore texts = new TextStore();
        Random random = new Random(5);
        List<String> in = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            int length = i % 10_000 == 0 ? 30_000 : i % 1_000 == 0 ? 84 + random.nextInt(3) : random.nextInt(6);
            String text = (i % 3 == 0 ? "村" : "x").repeat(length) + (length == 0 ? "" : Integer.toString(i % 700));
            in.add(text);
            ids.add(texts.add(text));
        }
        for (int i = 0; i < MANY; i++) {
            assertThat(texts.get(ids.get(i))).isEqualTo(in.get(i));
            assertThat(texts.isBlank(ids.get(i))).isEqualTo(in.get(i).isEmpty());
        }
        assertThat(texts.size())
                .as("repeated texts are kept once or a few times")
                .isLessThan(MANY / 2);
    }

    @Test
    void blanksOfAllKindsAreBlank() {
        TextStore texts = new TextStore();
        for (String blank : List.of("", " ", "\t\n", "\u3000", "\u00a0\u3000 ")) {
            assertThat(texts.isBlank(texts.add(blank))).as(blank).isTrue();
        }
        for (String text : List.of("x", " 村", "\u3000-\u3000", "〇")) {
            assertThat(texts.isBlank(texts.add(text))).as(text).isFalse();
        }
    }

    @Test
    void cellsInNoOrderAreSortedAndTheLaterOneHolds() {
        Grid.Builder grid = new Grid.Builder("乱序");
        for (int row = 199; row >= 0; row--) {
            for (int column = 0; column < 200; column++) {
                grid.cell(row, column, new CellValue.Text("旧"), null);
            }
        }
        for (int column = 199; column >= 0; column--) {
            for (int row = 0; row < 200; row += 2) {
                grid.cell(row, column, new CellValue.Text(row + "/" + column), null);
            }
        }
        Grid built = grid.build();
        for (int row = 0; row < 200; row++) {
            for (int column = 0; column < 200; column++) {
                assertThat(built.text(row, column)).isEqualTo(row % 2 == 0 ? row + "/" + column : "旧");
            }
        }
    }
}
