package cn.qingzhuang.sim.statistics;

import java.nio.file.Path;
import java.util.List;

/** Prints how each statistics header of a set of forms is read: what {@code ./qz bench --only statistics} counts. */
public final class MeasureStatistics {
    private MeasureStatistics() {}

    /** @param args the project's folder, then the names of {@link StatisticsSet}s */
    public static void main(String[] args) {
        StatisticsJudge judge = new StatisticsJudge();
        for (String name : List.of(args).subList(1, args.length)) {
            StatisticsSet set = StatisticsSet.valueOf(name);
            StatisticsJudge.Score score = judge.judge(set.forms(Path.of(args[0])));
            score.lines().forEach(System.out::println);
            System.out.printf(
                    "%s: %d aggregates; %d in catalogue terms, %d right, %d wrong; %d others computed%n",
                    set.label(),
                    score.aggregates(),
                    score.formal(),
                    score.right(),
                    score.wrong(),
                    score.informalComputed());
        }
    }
}
