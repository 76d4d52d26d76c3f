package cn.qingzhuang.sim.bench;

import cn.qingzhuang.sim.statistics.StatisticsJudge;
import cn.qingzhuang.sim.statistics.StatisticsSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Statistics headers: whether the expression read gives the number that the gold gives. */
final class StatisticsSection implements Section {
    private static final String SECTION = "statistics";

    @Override
    public String name() {
        return SECTION;
    }

    @Override
    public List<Figure> measure(Setting setting, Consumer<String> log) {
        List<Figure> out = new ArrayList<>();
        StatisticsJudge judge = new StatisticsJudge();
        if (!setting.isOwn()) {
            add(out, "forms named", judge.judge(setting.forms()));
            return out;
        }
        for (StatisticsSet set : StatisticsSet.values()) {
            log.accept(set.label());
            add(out, set.label(), judge.judge(set.forms(setting.root())));
        }
        return out;
    }

    private static void add(List<Figure> out, String name, StatisticsJudge.Score score) {
        int formal = score.formal();
        int silent = formal - score.right() - score.wrong();
        String on = "%s: %d of %d numbers asked for are in catalogue terms".formatted(name, formal, score.aggregates());
        out.add(Figure.of(
                SECTION, "right number", Figure.percent(score.right(), formal), "%", new Figure.Bars("≥ 60", "≥ 90"), on));
        out.add(Figure.plain(SECTION, "  another number", Figure.percent(score.wrong(), formal), "%", on));
        out.add(Figure.plain(SECTION, "  silent, so asked", Figure.percent(silent, formal), "%", on));
        out.add(Figure.of(
                SECTION,
                "  computed with a word not understood",
                score.computedOpen(),
                "",
                new Figure.Bars("≤ 0", "≤ 0"),
                on));
        out.add(Figure.plain(
                SECTION, "  computed where the gold has free words", score.informalComputed(), "", "to be looked at: " + name));
    }
}
