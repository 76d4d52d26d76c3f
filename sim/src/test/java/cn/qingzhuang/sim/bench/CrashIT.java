package cn.qingzhuang.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A short campaign of {@code ./qz bench --only crash}, and the proof that it finds what it looks for. */
class CrashIT {
    private static final int KILLS = 4;

    @Test
    void losesNothingWhenKilled() {
        assertThat(new CrashSection().run(KILLS, text -> {})).isEmpty();
    }

    @Test
    void findsWhatIsLostWhenCommitsDoNotWaitForTheDisk() {
        assertThat(new CrashSection(KILLS, false).run(KILLS, text -> {})).isNotEmpty();
    }
}
