package cn.qingzhuang.sim.bench;

import cn.qingzhuang.engine.meaning.MeaningReader;
import cn.qingzhuang.engine.meaning.headers.HeaderReader;
import cn.qingzhuang.engine.meaning.headers.HeldOutReaders;
import cn.qingzhuang.sim.form.Form;
import cn.qingzhuang.sim.workbook.Workbooks;
import cn.qingzhuang.sim.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * End to end: villages' filled workbooks go in, templates of other forms come out, every cell is compared with the truth;
 * first with nobody asked, then after officers said what the reader was unsure of.
 */
final class EndToEndSection implements Section {
    private static final World.Size SIZE = new World.Size("999001101000", 2, 240, 1);
    /** A township that was never looked at while this was built. */
    private static final long SEED = 20261129;

    private static final int GROUPS = 2;
    private static final double COLUMNS_OF_A_FORM = 16;

    @Override
    public String name() {
        return "fill";
    }

    @Override
    public List<Figure> measure(Setting setting, Consumer<String> log) {
        World world = new World(setting.elements(), SEED, SIZE);
        Workbooks workbooks = new Workbooks(world, List.of());
        List<Form> sources = new ArrayList<>();
        List<Form> templates = new ArrayList<>();
        for (Form form : setting.officeForms()) {
            if (workbooks.isAboutResidents(form)) {
                (sources.size() > templates.size() ? templates : sources).add(form);
            }
        }
        Function<Form, MeaningReader> readers = readers(setting, log);
        String held = setting.isOwn() && setting.isHeldOut()
                ? "readers that have seen no form of the office"
                : setting.isOwn() ? "the shipped reader, which has SEEN these forms" : "unseen forms";
        String on = "%d forms kept by %d villages of %d people, %d other forms as templates; %s"
                .formatted(sources.size(), SIZE.villages(), SIZE.peoplePerVillage(), templates.size(), held);
        Township township = new Township(world, sources, templates, readers, log);
        Township.Outcome alone = township.run(false);
        Township.Outcome helped = township.run(true);
        List<Figure> out = new ArrayList<>();
        figures(out, "nobody asked", alone, on, List.of("≥ 60", "≥ 85", "≤ 0.5", "≤ 0.1"));
        figures(out, "after confirmations", helped, on, List.of("≥ 95", "≥ 99", "≤ 0.5", "≤ 0.05"));
        String asked =
                "%d answers on %d element columns, each column by itself, least sure first, the form read anew; of %d doubtful serials, remarks and signatures nothing is asked"
                        .formatted(helped.answers, helped.elementColumns, helped.unasked);
        double answers = perForm(helped.answers, helped);
        out.add(Figure.of("fill", "clicks per 16 element columns", answers, "", new Figure.Bars("≤ 8", "≤ 4"), asked));
        String pressed =
                "%d: two for a column that is read wrongly, three if its meaning is not offered, one for the rest"
                        .formatted(helped.presses);
        out.add(Figure.plain("fill", "  presses on the page", perForm(helped.presses, helped), "", pressed));
        return out;
    }

    private static double perForm(int clicks, Township.Outcome o) {
        return o.elementColumns == 0 ? Double.NaN : clicks * COLUMNS_OF_A_FORM / o.elementColumns;
    }

    private static void figures(List<Figure> out, String when, Township.Outcome o, String on, List<String> bars) {
        Score all = new Score();
        all.add(o.listed);
        all.add(o.blank);
        share(out, when, all, on, bars);
        plain(out, "  people listed already", o.listed);
        plain(out, "  blank, rows from the ledger", o.blank);
        out.add(Figure.plain(
                "fill", "  blank, nothing tells who belongs", o.blank.untold, "cells", "not counted as in the ledger"));
        String reasons = String.join("; ", o.reasons);
        out.add(Figure.plain("fill", "  refused or failed", o.failures, "files", reasons));
        worst(out, when, o);
    }

    /** What whoever improves the reading has to see first. */
    private static void worst(List<Figure> out, String when, Township.Outcome o) {
        Township.Outcome.worst(o.wrong)
                .forEach(line ->
                        out.add(Figure.plain("fill", "  wrong: " + line.getKey(), line.getValue(), "cells", when)));
        Township.Outcome.worst(o.missed)
                .forEach(line ->
                        out.add(Figure.plain("fill", "  missed: " + line.getKey(), line.getValue(), "cells", when)));
        o.unlisted.forEach((why, files) -> out.add(Figure.plain("fill", "  asked: " + why, files, "files", when)));
    }

    private static void share(List<Figure> out, String when, Score s, String on, List<String> bars) {
        String cells = "%d cells whose answer is in the ledger; %s".formatted(s.known, on);
        Figure.Bars filled = new Figure.Bars(bars.get(0), bars.get(1));
        Figure.Bars wrong = new Figure.Bars(bars.get(2), bars.get(3));
        double share = Figure.percent(s.knownFilled, s.known);
        out.add(Figure.of("fill", when + ": filled", share, "%", filled, cells));
        String of = "%d filled cells".formatted(s.filled);
        out.add(Figure.of("fill", when + ": of the filled, wrong", Figure.percent(s.wrong, s.filled), "%", wrong, of));
    }

    private static void plain(List<Figure> out, String name, Score s) {
        String on = "%d cells whose answer is in the ledger".formatted(s.known);
        out.add(Figure.plain("fill", name + ": filled", Figure.percent(s.knownFilled, s.known), "%", on));
        String of = "%d filled cells, %d of them in rows of people who do not belong".formatted(s.filled, s.strangers);
        out.add(Figure.plain("fill", name + ": wrong", Figure.percent(s.wrong, s.filled), "%", of));
    }

    private static Function<Form, MeaningReader> readers(Setting setting, Consumer<String> log) {
        MeaningReader standard = MeaningReader.standard();
        if (!setting.isOwn() || !setting.isHeldOut()) {
            return form -> standard;
        }
        Map<String, MeaningReader> out = new HashMap<>();
        Map<String, HeaderReader> headers = HeldOutReaders.byForm(setting.root().resolve("engine"), GROUPS, log);
        headers.forEach((id, reader) -> out.put(id, new MeaningReader(reader)));
        return form -> out.getOrDefault(form.id(), standard);
    }
}
