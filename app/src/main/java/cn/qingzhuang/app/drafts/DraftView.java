package cn.qingzhuang.app.drafts;

import cn.qingzhuang.app.access.Release;
import cn.qingzhuang.app.fill.Filling;
import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.fill.CellState;
import cn.qingzhuang.engine.fill.Draft;
import cn.qingzhuang.engine.fill.DraftCell;
import cn.qingzhuang.engine.fill.Provenance;
import cn.qingzhuang.engine.mask.Masking;
import cn.qingzhuang.engine.meaning.Condition;
import cn.qingzhuang.engine.sheet.CellValue;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A draft as it leaves for a department. What the department may not have is withheld, with all that would tell it: whether it is
 * known, of whom the row is, from which file it comes. What it may have masked is masked, judged over the whole draft ({@link
 * Masking}). Where a title says whom a sheet lists by something that is withheld (残疾人花名册), all of the sheet is.
 */
public final class DraftView {
    private static final String WHY = "本部门没有取得这一项的依据，请向主管部门申请授权";
    private static final String LISTED_WHY = "这张表按本部门无权取得的内容列出人员，请先申请授权";
    private static final String UNKNOWN_WHY = "台账中没有可填的值";
    private static final String AGE = "person_age";
    private static final String BIRTH_DATE = "person_birth_date";
    private static final String NAME = "person_name";
    private static final String HEAD_NAME = "person_name@head";
    private static final String ID_NUMBER = "person_id_no";
    private static final String HERE = "台账";

    private final Map<String, Release> releases;
    private final Set<String> withheldSheets = new HashSet<>();
    private final Map<ElementKey, Release> byKey = new HashMap<>();
    private final boolean isNamed;
    private Map<String, Map<String, String>> leaving = Map.of();

    private DraftView(Reading reading, Map<String, Release> releases) {
        this.releases = Map.copyOf(releases);
        this.isNamed = isPlain(NAME) && isPlain(HEAD_NAME);
        for (Reading.SheetReading sheet : reading.sheets()) {
            if (listedBy(sheet).stream().anyMatch(key -> release(key) == Release.REFUSED)) {
                withheldSheets.add(sheet.grid().name());
            }
        }
    }

    /** The stored elements on which a view of a draft depends: of its cells, and those by which its sheets list people. */
    public static Set<String> elements(OpenDraft draft) {
        Set<ElementKey> keys = new HashSet<>();
        draft.draft().cells().forEach(cell -> cell.key().ifPresent(keys::add));
        draft.reading().sheets().forEach(sheet -> keys.addAll(listedBy(sheet)));
        Set<String> out = new TreeSet<>(List.of(NAME, HEAD_NAME, ID_NUMBER, BIRTH_DATE));
        keys.forEach(key -> out.add(stored(key)));
        return out;
    }

    /** The draft with what these releases leave of it; an element without one is refused. */
    public static OpenDraft of(OpenDraft draft, Map<String, Release> releases, Catalogue catalogue) {
        DraftView view = new DraftView(draft.reading(), releases);
        view.mask(draft.draft().cells(), catalogue);
        List<DraftCell> cells = draft.draft().cells().stream().map(view::cell).toList();
        Draft left = new Draft(cells, draft.draft().addedRows(), draft.draft().unlisted());
        return new OpenDraft(
                draft.id(),
                draft.fileName(),
                draft.unitCode(),
                draft.unitName(),
                draft.reading(),
                left,
                OpenDraft.bySheet(left),
                Filling.counts(left),
                draft.said());
    }

    /** Works out what leaves of each subject. */
    private void mask(List<DraftCell> cells, Catalogue catalogue) {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        Set<String> columns = new LinkedHashSet<>();
        Set<String> masked = new HashSet<>();
        for (DraftCell cell : cells) {
            if (isTold(cell)) {
                String element = stored(cell.key().get());
                columns.add(element);
                rows.computeIfAbsent(cell.subjectId().get(), id -> new HashMap<>())
                        .put(element, cell.value().get());
                if (release(cell) == Release.MASKED) {
                    masked.add(element);
                }
            }
        }
        List<List<String>> values = rows.values().stream()
                .map(row -> columns.stream().map(c -> row.getOrDefault(c, "")).toList())
                .toList();
        Iterator<List<String>> left = new Masking(
                        catalogue, List.copyOf(columns), masked, isPlain(NAME) || isPlain(ID_NUMBER))
                .rows(values)
                .iterator();
        Map<String, Map<String, String>> bySubject = new HashMap<>();
        rows.keySet().forEach(subject -> bySubject.put(subject, byColumn(columns, left.next())));
        leaving = bySubject;
    }

    private static Map<String, String> byColumn(Collection<String> columns, List<String> row) {
        Map<String, String> out = new HashMap<>();
        Iterator<String> values = row.iterator();
        columns.forEach(column -> out.put(column, values.next()));
        return out;
    }

    private boolean isTold(DraftCell cell) {
        return cell.isFilled()
                && cell.key().isPresent()
                && cell.value().isPresent()
                && cell.subjectId().isPresent()
                && release(cell) != Release.REFUSED;
    }

    private boolean isPlain(String element) {
        return releases.get(element) == Release.PLAIN;
    }

    private Release release(DraftCell cell) {
        return withheldSheets.contains(cell.sheet())
                ? Release.REFUSED
                : byKey.computeIfAbsent(cell.key().orElseThrow(), this::release);
    }

    private DraftCell cell(DraftCell cell) {
        if (cell.subjectId().isEmpty() || cell.state() == CellState.FIXED) {
            return cell;
        }
        boolean isSheetWithheld = withheldSheets.contains(cell.sheet());
        if (cell.key().isEmpty()) {
            return isSheetWithheld || cell.state() == CellState.UNKNOWN ? withheld(cell, LISTED_WHY) : unnamed(cell);
        }
        return switch (release(cell)) {
            case REFUSED -> withheld(cell, isSheetWithheld ? LISTED_WHY : WHY);
            case PLAIN, MASKED -> isTold(cell) ? told(cell) : unknown(cell);
        };
    }

    private DraftCell told(DraftCell cell) {
        String value = cell.value().orElseThrow();
        String left = leaving.getOrDefault(cell.subjectId().orElseThrow(), Map.of())
                .getOrDefault(stored(cell.key().orElseThrow()), "");
        boolean isWhole = left.equals(value) && release(cell) == Release.PLAIN;
        if (isWhole) {
            return isNamed ? cell : unnamed(cell);
        }
        return unnamed(with(cell, cell.state(), Optional.of(left), new CellValue.Text(left), ""));
    }

    private DraftCell unknown(DraftCell cell) {
        return unnamed(with(cell, cell.state(), Optional.empty(), CellValue.BLANK, UNKNOWN_WHY));
    }

    private Release release(ElementKey key) {
        String stored = stored(key);
        Release own = releases.getOrDefault(stored, Release.REFUSED);
        Release born = stored.equals(AGE) ? releases.getOrDefault(BIRTH_DATE, Release.REFUSED) : own;
        return born.compareTo(own) < 0 ? born : own;
    }

    private static String stored(ElementKey key) {
        return Catalogue.storageKey(key.element(), key.role()).toString();
    }

    private static DraftCell withheld(DraftCell cell, String why) {
        DraftCell blank = with(cell, CellState.WITHHELD, Optional.empty(), CellValue.BLANK, why);
        return new DraftCell(
                blank.sheet(),
                blank.cell(),
                blank.state(),
                blank.key(),
                blank.value(),
                blank.shown(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                blank.confidence(),
                blank.why());
    }

    private static DraftCell with(
            DraftCell cell, CellState state, Optional<String> value, CellValue shown, String why) {
        return new DraftCell(
                cell.sheet(),
                cell.cell(),
                state,
                cell.key(),
                value,
                shown,
                cell.subjectId(),
                cell.subjectName(),
                cell.provenance(),
                cell.confidence(),
                why);
    }

    /** A file may be named after whoever is in it. */
    private DraftCell unnamed(DraftCell cell) {
        return new DraftCell(
                cell.sheet(),
                cell.cell(),
                cell.state(),
                cell.key(),
                cell.value(),
                cell.shown(),
                cell.subjectId(),
                isNamed ? cell.subjectName() : Optional.empty(),
                cell.provenance().map(p -> new Provenance(HERE, Optional.empty(), Optional.empty(), p.recordedOn())),
                cell.confidence(),
                cell.why());
    }

    /** The elements by which the tables of a sheet say whom they list. */
    private static Set<ElementKey> listedBy(Reading.SheetReading sheet) {
        Set<ElementKey> out = new HashSet<>();
        sheet.tables().forEach(mapping -> {
            mapping.population().conditions().forEach(c -> add(out, c));
            mapping.population().group().ifPresent(out::add);
        });
        return out;
    }

    private static void add(Set<ElementKey> out, Condition condition) {
        if (condition instanceof Condition.OneOf one) {
            out.add(one.key());
        } else if (condition instanceof Condition.Between between) {
            out.add(between.key());
        } else if (condition instanceof Condition.Known known) {
            out.add(known.key());
        } else if (condition instanceof Condition.Not not) {
            add(out, not.inner());
        } else if (condition instanceof Condition.AnyOf any) {
            any.parts().forEach(part -> add(out, part));
        } else if (condition instanceof Condition.OfHousehold of) {
            add(out, of.inner());
        }
    }
}
