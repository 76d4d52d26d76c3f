package cn.qingzhuang.sim.bench;

import java.util.List;
import java.util.function.Consumer;

/** One part of the bench. */
public interface Section {
    String name();

    /** Measures; progress goes to the log. */
    List<Figure> measure(Setting setting, Consumer<String> log);
}
