package cn.qingzhuang.sim.statistics;

import cn.qingzhuang.sim.form.Form;
import cn.qingzhuang.sim.form.Forms;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sets of forms on which statistics headers are measured, told apart by who had seen them when the words were written. */
public enum StatisticsSet {
    SHARED("office forms, the words written with them in view"),
    WRITTEN("first forms of ours for the reader, partly in view"),
    WRITTEN_LATER("later forms of ours for the reader, their wrong numbers read on 2026-11-29"),
    DEVELOPMENT("statistics forms of ours, the half worked on"),
    READ_SINCE("statistics forms of ours, held back until 2026-11-29 and read since"),
    HELD_BACK("statistics forms of ours, written last and not looked at");

    private static final int FIRST_LATER = 500;

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
                Forms.training(root).stream()
                        .filter(form -> isOurs(form) && !isLater(form))
                        .toList();
            case WRITTEN_LATER ->
                Forms.training(root).stream().filter(StatisticsSet::isLater).toList();
            case DEVELOPMENT -> Forms.statistics(root, "development");
            case READ_SINCE -> Forms.statistics(root, "read-since");
            case HELD_BACK -> Forms.statistics(root, "held-back");
        };
    }

    /** From w500 on they were written after the rest. */
    private static boolean isLater(Form form) {
        Matcher number = Pattern.compile("w(\\d+)-.*").matcher(form.id());
        return number.matches() && Integer.parseInt(number.group(1)) >= FIRST_LATER;
    }

    private static boolean isOurs(Form form) {
        return form.id().startsWith("w");
    }
}
