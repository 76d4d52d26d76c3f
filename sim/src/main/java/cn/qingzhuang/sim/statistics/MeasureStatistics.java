package cn.qingzhuang.sim.statistics;

import cn.qingzhuang.sim.form.Form;
import cn.qingzhuang.sim.form.Forms;
import java.nio.file.Path;
import java.util.List;

/** Prints how statistics headers are read on the forms of offices and, apart, on those written by us. */
public final class MeasureStatistics {
    private MeasureStatistics() {}

    /** @param args the project's folder, then {@code lines} to see each header */
    public static void main(String[] args) {
        Path root = Path.of(args.length > 0 ? args[0] : ".");
        List<Form> forms = Forms.training(root);
        print("forms of offices", forms.stream().filter(form -> !isOurs(form)).toList(), args);
        print(
                "forms written by us",
                forms.stream().filter(MeasureStatistics::isOurs).toList(),
                args);
    }

    private static boolean isOurs(Form form) {
        return form.id().startsWith("w");
    }

    private static void print(String name, List<Form> forms, String[] args) {
        StatisticsJudge.Score score = new StatisticsJudge().judge(forms);
        if (args.length > 1) {
            score.lines().forEach(System.out::println);
        }
        System.out.printf(
                "%s: %d aggregates, %d recognised; %d in catalogue terms: %d right (%.1f %%), %d wrong, %d silent; %d others computed%n",
                name,
                score.aggregates(),
                score.recognised(),
                score.formal(),
                score.right(),
                100.0 * score.right() / Math.max(1, score.formal()),
                score.wrong(),
                score.formal() - score.right() - score.wrong(),
                score.informalComputed());
    }
}
