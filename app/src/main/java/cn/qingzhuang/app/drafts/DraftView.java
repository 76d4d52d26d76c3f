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
import cn.qingzhuang.engine.meaning.Condition;
import cn.qingzhuang.engine.sheet.CellValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A draft as it leaves for a department: what the department may not have is withheld, with all that would tell it: whether
 * it is known, of whom the row is, from which file it comes. Where a title says whom a sheet lists by something that is withheld
 * (残疾人花名册), all of the sheet is.
 */
public final class DraftView {
    private static final String WHY = "本部门没有取得这一项的依据，请向主管部门申请授权";
    private static final String LISTED_WHY = "这张表按本部门无权取得的内容列出人员，请先申请授权";
    private static final String AGE = "person_age";
    private static final String BIRTH_DATE = "person_birth_date";
    private static final Set<String> NAMES = Set.of("person_name", "person_name@head");
    private static final String HERE = "台账";

    private final Map<String, Release> releases;
    private final Set<String> withheldSheets = new HashSet<>();
    private final Map<ElementKey, Release> byKey = new HashMap<>();
    private final boolean isNamed;

    private DraftView(Reading reading, Map<String, Release> releases) {
        this.releases = Map.copyOf(releases);
        this.isNamed = NAMES.stream().allMatch(name -> releases.get(name) == Release.PLAIN);
        for (Reading.SheetReading sheet : reading.sheets()) {
            if (listedBy(sheet).stream().anyMatch(key -> release(key) == Release.REFUSED)) {
                withheldSheets.add(sheet.grid().name());
            }
        }
    }

    /** The stored elements that a draft tells, in its cells and by whom its sheets list. */
    public static Set<String> elements(OpenDraft draft) {
        Set<ElementKey> keys = new HashSet<>();
        draft.draft().cells().forEach(cell -> cell.key().ifPresent(keys::add));
        draft.reading().sheets().forEach(sheet -> keys.addAll(listedBy(sheet)));
        Set<String> out = new TreeSet<>(NAMES);
        out.add(BIRTH_DATE);
        keys.forEach(key -> out.add(stored(key)));
        return out;
    }

    /** The draft with what these releases leave of it; an element without one is refused. */
    public static OpenDraft of(OpenDraft draft, Map<String, Release> releases) {
        DraftView view = new DraftView(draft.reading(), releases);
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

    private DraftCell cell(DraftCell cell) {
        if (cell.subjectId().isEmpty() || cell.state() == CellState.FIXED) {
            return cell;
        }
        boolean isSheetWithheld = withheldSheets.contains(cell.sheet());
        if (cell.key().isEmpty()) {
            return isSheetWithheld || cell.state() == CellState.UNKNOWN ? withheld(cell, LISTED_WHY) : unnamed(cell);
        }
        Release release = isSheetWithheld
                ? Release.REFUSED
                : byKey.computeIfAbsent(cell.key().get(), this::release);
        return switch (release) {
            case PLAIN -> isNamed ? cell : unnamed(cell);
            case MASKED, REFUSED -> withheld(cell, isSheetWithheld ? LISTED_WHY : WHY);
        };
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
        return new DraftCell(
                cell.sheet(),
                cell.cell(),
                CellState.WITHHELD,
                cell.key(),
                Optional.empty(),
                CellValue.BLANK,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                cell.confidence(),
                why);
    }

    /** A file may be named after whoever is in it. */
    private static DraftCell unnamed(DraftCell cell) {
        return new DraftCell(
                cell.sheet(),
                cell.cell(),
                cell.state(),
                cell.key(),
                cell.value(),
                cell.shown(),
                cell.subjectId(),
                Optional.empty(),
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
