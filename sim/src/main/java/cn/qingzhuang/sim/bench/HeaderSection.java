package cn.qingzhuang.sim.bench;

import cn.qingzhuang.engine.meaning.headers.Figures;
import cn.qingzhuang.engine.meaning.headers.HeaderStudy;
import cn.qingzhuang.engine.meaning.headers.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Meaning of headers, leaving one office out; and through whole workbooks with the shipped reader. */
final class HeaderSection implements Section {
    @Override
    public String name() {
        return "meaning";
    }

    @Override
    public List<Figure> measure(Setting setting, Consumer<String> log) {
        List<Figure> out = new ArrayList<>();
        if (setting.isOwn()) {
            HeaderStudy study = new HeaderStudy(setting.root().resolve("engine"), Trainer.Settings.standard());
            Figures f = study.leaveIssuersOut(true, log);
            String on = "office forms, one office out, %d element and %d other columns, %d forms of ours in training"
                    .formatted(f.elementColumns(), f.otherColumns(), study.writtenForms());
            add(out, "element columns right, gold as written", f.right(), "≥ 85", "≥ 94", on);
            add(out, "the same, second reading accepted", f.accepted(), "≥ 88", "≥ 98", on);
            add(out, "answered at 0.9 or more and wrong", f.sureWrong(), "≤ 1", "≤ 0.3", on);
            add(out, "answered at 0.9 or more", f.sure(), "≥ 45", "≥ 65", on);
            add(out, "right element among the first two", f.firstTwo(), "≥ 93", "≥ 97", on);
            add(out, "claims at 0.5 or more where there is none", f.falseClaims(), "≤ 8", "≤ 3", on);
        }
        out.addAll(new WorkbookMeaning(setting).measure());
        return out;
    }

    private static void add(List<Figure> out, String name, double value, String must, String goal, String on) {
        out.add(Figure.of("meaning", name, value, "%", new Figure.Bars(must, goal), on));
    }
}
