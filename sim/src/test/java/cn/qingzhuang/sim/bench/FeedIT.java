package cn.qingzhuang.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A short campaign of {@code ./qz bench --only feed}, and the proof that it finds what it looks for. */
class FeedIT {
    private static final FeedSection.Campaign SHORT = new FeedSection.Campaign(2_000, 3);

    @Test
    void tellsEverythingInOrderWhenKilled() {
        FeedSection.Outcome outcome = new FeedSection().run(SHORT, text -> {});
        assertThat(outcome.faults()).isEmpty();
        assertThat(outcome.saves()).isPositive();
    }

    @Test
    void findsWhatIsLostWhenCommitsDoNotWaitForTheDisk() {
        assertThat(new FeedSection(false).run(SHORT, text -> {}).faults()).isNotEmpty();
    }
}
