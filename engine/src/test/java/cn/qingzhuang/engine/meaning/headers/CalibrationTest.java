package cn.qingzhuang.engine.meaning.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final Calibration CALIBRATION = new Calibration(0.6, 0.95);

    @Test
    void stretchesTheScaleAtTheLearntScores() {
        assertThat(CALIBRATION.confidence(0.6)).isEqualTo(0.5);
        assertThat(CALIBRATION.confidence(0.95)).isEqualTo(0.9);
        assertThat(CALIBRATION.confidence(1)).isEqualTo(1);
        assertThat(CALIBRATION.confidence(0.94)).isLessThan(0.9);
    }

    @Test
    void callsSureWhereOneInAHundredElementColumnsIsClaimedWrongly() {
        List<Calibration.Sample> samples = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            double score = 1 - i / 1000.0;
            boolean isRight = i != 20 && i != 60 && i != 110 && i != 130;
            samples.add(new Calibration.Sample(score, isRight, true));
        }
        // Two of 200 may be wrong: the third stands at 0.89.
        assertThat(Calibration.fit(samples).sure()).isEqualTo(0.89, Offset.offset(1e-9));
    }

    @Test
    void keepsItsTextForm() {
        assertThat(Calibration.parse(CALIBRATION.line()).line()).isEqualTo(CALIBRATION.line());
    }
}
