package cn.qingzhuang.engine.meaning.headers;

import static org.assertj.core.api.Assertions.assertThat;

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
    void keepsItsTextForm() {
        assertThat(Calibration.parse(CALIBRATION.line()).line()).isEqualTo(CALIBRATION.line());
    }
}
