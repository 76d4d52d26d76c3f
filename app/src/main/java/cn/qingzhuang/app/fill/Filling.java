package cn.qingzhuang.app.fill;

import cn.qingzhuang.app.shared.Timings;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.fill.CellState;
import cn.qingzhuang.engine.fill.Draft;
import cn.qingzhuang.engine.fill.DraftCell;
import cn.qingzhuang.engine.fill.FactSource;
import cn.qingzhuang.engine.fill.Provenance;
import cn.qingzhuang.engine.fill.Question;
import cn.qingzhuang.engine.fill.TemplateFiller;
import cn.qingzhuang.engine.fill.write.TemplateWriter;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fills templates from what is known. Without state; answers are recorded through the ledger and the template filled again. */
public final class Filling {
    private final Catalogue catalogue;

    public Filling(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The filled template; Problem FILL-001 where rows cannot be inserted safely. Nothing is written anywhere. */
    public FillResult fill(FillInput input, FactSource facts) {
        return finish(input, draft(input, facts));
    }

    /** What every cell of the template becomes; no file is made yet. */
    public Draft draft(FillInput input, FactSource facts) {
        return Timings.FILL.of(() -> new TemplateFiller(catalogue, facts).fill(input.request()));
    }

    /** The filled file of a draft; Problem FILL-001 where rows cannot be inserted safely. */
    public byte[] workbook(FillInput input, Draft draft) {
        return TemplateWriter.write(input.file().format(), input.original(), draft);
    }

    /** The template filled from a draft that is already made. */
    public FillResult finish(FillInput input, Draft draft) {
        byte[] workbook = workbook(input, draft);
        return new FillResult(input.file().fileName(), workbook, draft, counts(draft), Question.of(draft));
    }

    /** How many cells of a draft are in each state. */
    public static FillResult.Counts counts(Draft draft) {
        Map<CellState, Integer> counts = new EnumMap<>(CellState.class);
        draft.cells().forEach(cell -> counts.merge(cell.state(), 1, Integer::sum));
        return new FillResult.Counts(
                counts.getOrDefault(CellState.KNOWN, 0),
                counts.getOrDefault(CellState.STALE, 0),
                counts.getOrDefault(CellState.UNKNOWN, 0),
                counts.getOrDefault(CellState.COMPUTED, 0),
                counts.getOrDefault(CellState.FIXED, 0),
                counts.getOrDefault(CellState.WITHHELD, 0));
    }

    /**
     * Whom a filled file tells of.
     *
     * @param elements stored elements, of any of the subjects
     */
    public record Tells(Set<String> subjects, Set<String> elements) {}

    /** Whom the filled cells of a draft tell of, and what. */
    public static Tells tells(Draft draft) {
        Set<String> subjects = new HashSet<>();
        Set<String> elements = new HashSet<>();
        Set<ElementKey> keys = new HashSet<>();
        for (DraftCell cell : draft.cells()) {
            if (cell.isFilled() && cell.key().isPresent() && cell.subjectId().isPresent()) {
                subjects.add(cell.subjectId().get());
                ElementKey key = cell.key().get();
                if (keys.add(key)) {
                    elements.add(Catalogue.storageKey(key.element(), key.role()).toString());
                }
            }
        }
        return new Tells(subjects, elements);
    }

    static FillResult.Filled filled(DraftCell cell) {
        return new FillResult.Filled(
                cell.sheet(),
                cell.cell().a1(),
                cell.value().orElse(""),
                cell.key().map(Object::toString),
                cell.subjectName(),
                source(cell),
                cell.confidence());
    }

    /** The source as a person reads it: file, sheet and row, and that a value was computed from it. */
    public static String source(DraftCell cell) {
        Optional<String> stored = cell.provenance().map(Filling::place);
        if (cell.state() != CellState.COMPUTED) {
            return stored.orElse("");
        }
        return stored.map(place -> "由" + place + "推算").orElse("系统计算");
    }

    private static String place(Provenance from) {
        String sheet = from.sheet().map(s -> " " + s).orElse("");
        String row = from.row().map(r -> " 第" + r + "行").orElse("");
        return from.source() + sheet + row;
    }
}
