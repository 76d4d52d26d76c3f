package cn.qingzhuang.engine.meaning.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogLinearTest {
    @Test
    void learnsWhichFeatureDecides() {
        FeatureSpace space = new FeatureSpace();
        List<LogLinear.Example> examples = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Features right = new Features(space);
            right.add("telling", 1);
            right.add("noise", i % 2);
            Features wrong = new Features(space);
            wrong.add("noise", (i + 1) % 2);
            examples.add(new LogLinear.Example(new Features[] {wrong, right}, new boolean[] {false, true}, 1));
        }
        double[] w = LogLinear.learn(examples, space.size(), 0.1, 8);
        assertThat(w[space.id("telling")]).isGreaterThan(1);
        assertThat(w[space.id("noise")]).isBetween(-0.3, 0.3);
        assertThat(LogLinear.probabilities(examples.get(0).candidates(), w)[1]).isGreaterThan(0.8);
    }
}
