package cn.qingzhuang.sim.statistics;

import cn.qingzhuang.sim.form.Form;
import cn.qingzhuang.sim.form.Forms;
import java.nio.file.Path;
import java.util.List;

/** The sets of forms on which statistics headers are measured, told apart by who had seen them when the words were written. */
public enum StatisticsSet {
    SHARED("office forms, the words written with them in view"),
    WRITTEN("forms of ours for the reader, partly in view"),
    DEVELOPMENT("statistics forms of ours, the half worked on"),
    HELD_BACK("statistics forms of ours, the half held back");

    private final String label;

    StatisticsSet(String label) {
        this.label = label;
    }

    /** What the set is, in words. */
    public String label() {
        return label;
    }

    /** The forms of the set in the project's folder. */
    public List<Form> forms(Path root) {
        return switch (this) {
            case SHARED ->
                Forms.training(root).stream().filter(form -> !isOurs(form)).toList();
            case WRITTEN ->
                Forms.training(root).stream().filter(StatisticsSet::isOurs).toList();
            case DEVELOPMENT -> Forms.statistics(root, "development");
            case HELD_BACK -> Forms.statistics(root, "held-back");
        };
    }

    private static boolean isOurs(Form form) {
        return form.id().startsWith("w");
    }
}
