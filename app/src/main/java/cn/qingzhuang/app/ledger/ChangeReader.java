package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.ChangeStore;
import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.LinkRow;
import cn.qingzhuang.app.ledger.store.RetellingRow;
import cn.qingzhuang.app.ledger.store.RulingRow;
import cn.qingzhuang.app.ledger.store.SubjectRow;
import cn.qingzhuang.app.ledger.store.UnitRow;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes of entries and rulings, as somebody sees them who follows some elements of a region. Of a subject that has left
 * the region, or of whom nothing is known any more, no value is told.
 */
final class ChangeReader {
    /** How the ids of what a ruling changes begin; those of entries are hexadecimal. */
    private static final String RULED = "r";

    private static final String RETOLD = "t";

    private final ChangeStore store;
    private final String county;
    private final ChangeValues values;
    private final String unit;
    private final Changes.Decided decided;

    ChangeReader(ChangeStore store, ChangeValues values, String unit, Changes.Decided decided) {
        this.store = store;
        this.county = UnitRow.countyOf(unit);
        this.values = values;
        this.unit = unit;
        this.decided = decided;
    }

    /**
     * An entry in its batch.
     *
     * @param batch in which it is told
     * @param behind the cursor once it is known
     */
    record Said(EntryRow entry, LinkRow batch, ChangeCursor behind) {
        private Moment moment(String id) {
            return new Moment(id, batch, behind);
        }
    }

    /** What is known of a change before it is known what changed. */
    private record Moment(String id, LinkRow batch, ChangeCursor behind) {}

    /** What is known of some subjects and files. */
    private record Looked(
            Map<UUID, SubjectRow> views,
            Set<UUID> everHere,
            Map<Integer, ChangeStore.NamedFile> files,
            Set<Integer> outdated) {}

    /** The changes that entries tell of, in their order. */
    List<Change> said(List<Said> all) {
        if (all.isEmpty()) {
            return List.of();
        }
        Looked looked = look(all, false);
        List<Change> out = new ArrayList<>(all.size());
        all.forEach(said -> change(said, looked).ifPresent(out::add));
        return out;
    }

    /** The changes that come of entries that count no more. */
    List<Change> withdrawn(List<Said> all) {
        if (all.isEmpty()) {
            return List.of();
        }
        Looked looked = look(all, true);
        List<Change> out = new ArrayList<>(all.size());
        all.forEach(said -> withdrawn(said, looked).ifPresent(out::add));
        return out;
    }

    /** @param isOnEach whether each of them may take somebody out of sight, and not acts only */
    private Looked look(List<Said> all, boolean isOnEach) {
        Set<UUID> subjects = new LinkedHashSet<>();
        Set<UUID> moving = new LinkedHashSet<>();
        Set<Integer> batches = new LinkedHashSet<>();
        for (Said said : all) {
            UUID subject = decided.rulings().subjectOf(said.entry());
            subjects.add(subject);
            batches.add(said.entry().batch());
            if (isOnEach || isAct(said.entry())) {
                moving.add(subject);
            }
        }
        Map<UUID, SubjectRow> views = store.views(county, subjects);
        moving.removeIf(id -> isHere(views.get(id)));
        Set<UUID> everHere = store.everIn(county, moving, unit);
        return new Looked(views, everHere, store.files(county, batches), store.outdated(county, batches));
    }

    private static boolean isAct(EntryRow entry) {
        EntryKind kind = EntryKind.of(entry.kind());
        return kind == EntryKind.EVENT || kind == EntryKind.REVERSAL;
    }

    private boolean isHere(@Nullable SubjectRow view) {
        return view != null && (view.unit().equals(unit) || SubjectState.isBelow(view.unit(), unit));
    }

    private Optional<Change> change(Said said, Looked looked) {
        EntryRow entry = said.entry();
        UUID subject = decided.rulings().subjectOf(entry);
        SubjectRow view = looked.views().get(subject);
        Moment moment = said.moment(entry.id().toString());
        if (view == null || !isHere(view)) {
            return isAct(entry) && looked.everHere().contains(subject)
                    ? Optional.of(gone(moment, subject, view))
                    : Optional.empty();
        }
        Map<ElementKey, String> told = values.told(entry);
        Optional<Change.Source> source = Optional.of(values.source(entry, said.batch(), looked.files()));
        if (isAct(entry)) {
            List<Change.Value> whole = values.whole(view, told);
            boolean isNothing = whole.isEmpty()
                    && told.isEmpty()
                    && entry.kind() == EntryKind.EVENT.number()
                    && !values.isOfMembership(entry);
            return isNothing ? Optional.empty() : Optional.of(here(moment, Change.Kind.CHANGED, view, whole, source));
        }
        if (told.isEmpty() && !values.isOfMembership(entry)) {
            return Optional.empty();
        }
        boolean isCounting = entry.kind() != EntryKind.DISPUTE.number()
                && !looked.outdated().contains(entry.batch())
                && decided.rulings().isCounting(entry.id());
        List<Change.Value> some = values.of(view, told.keySet(), isCounting ? told : Map.of());
        return Optional.of(here(moment, Change.Kind.RECORDED, view, some, source));
    }

    private Optional<Change> withdrawn(Said said, Looked looked) {
        UUID subject = decided.rulings().subjectOf(said.entry());
        SubjectRow view = looked.views().get(subject);
        Moment moment =
                said.moment(said.batch().batch().number() + "-" + said.entry().id());
        if (view == null || !isHere(view)) {
            return looked.everHere().contains(subject) ? Optional.of(gone(moment, subject, view)) : Optional.empty();
        }
        Map<ElementKey, String> told = values.told(said.entry());
        List<Change.Value> some = values.of(view, told.keySet(), Map.of());
        return told.isEmpty() && !values.isOfMembership(said.entry())
                ? Optional.empty()
                : Optional.of(here(moment, Change.Kind.WITHDRAWN, view, some, Optional.empty()));
    }

    /** What the ruling of a batch, if it is one, changes: each of its subjects as it is today. */
    List<Change> ruled(LinkRow batch, ChangeCursor before) {
        RulingRow ruling = decided.byNumber().get(batch.batch().number());
        if (ruling == null) {
            return List.of();
        }
        Set<UUID> subjects = new LinkedHashSet<>();
        add(ruling, subjects);
        Optional.ofNullable(decided.byNumber().get(ruling.undoes())).ifPresent(undone -> add(undone, subjects));
        if (values.isMembershipWanted()) {
            subjects.addAll(store.membersOf(county, List.copyOf(subjects)));
        }
        Map<UUID, SubjectRow> views = store.views(county, subjects);
        Set<UUID> away = new LinkedHashSet<>(subjects);
        away.removeIf(id -> isHere(views.get(id)));
        Set<UUID> everHere = store.everIn(county, away, unit);
        List<UUID> seen = subjects.stream()
                .filter(id -> isHere(views.get(id)) || everHere.contains(id))
                .toList();
        List<Change> out = new ArrayList<>();
        for (UUID subject : seen) {
            boolean isLast = out.size() == seen.size() - 1;
            ChangeCursor behind = isLast ? ChangeCursor.behind(county, batch) : before;
            Moment moment = new Moment(RULED + ruling.number() + "-" + subject, batch, behind);
            SubjectRow view = views.get(subject);
            out.add(
                    view == null || !isHere(view)
                            ? gone(moment, subject, view)
                            : here(moment, Change.Kind.CHANGED, view, values.whole(view, Map.of()), Optional.empty()));
        }
        return out;
    }

    /** Whether a ruling changed it. */
    static boolean isRuled(Change change) {
        return change.id().startsWith(RULED);
    }

    /**
     * What a batch tells anew of some of its subjects.
     *
     * @param at before the batch or within it
     * @param part of the subjects of the row, those that come next
     */
    List<Change> retold(LinkRow batch, RetellingRow row, ChangeCursor at, List<UUID> part) {
        if (!values.isAnyWanted(row.elements())) {
            return List.of();
        }
        Map<UUID, SubjectRow> views = store.views(county, part);
        Set<UUID> away = new LinkedHashSet<>(part);
        away.removeIf(id -> isHere(views.get(id)));
        Set<UUID> everHere = store.everIn(county, away, unit);
        int done = at.inner().map(ChangeCursor.Inner::done).orElse(0);
        List<Change> out = new ArrayList<>();
        for (UUID subject : part) {
            done++;
            SubjectRow view = views.get(subject);
            ChangeCursor behind = done == row.subjects().size()
                    ? ChangeCursor.behind(county, batch)
                    : at.within(false, done, subject);
            Moment moment = new Moment(RETOLD + row.number() + "-" + subject, batch, behind);
            if (view != null && isHere(view)) {
                Change.Kind kind = isErasure(row) ? Change.Kind.ERASED : Change.Kind.CHANGED;
                out.add(here(moment, kind, view, values.whole(view, Map.of()), Optional.empty()));
            } else if (everHere.contains(subject)) {
                out.add(away(moment, isErasure(row) ? Change.Kind.ERASED : Change.Kind.GONE, subject, view));
            }
        }
        return out;
    }

    private static boolean isErasure(RetellingRow row) {
        return row.kind() == RetellingKind.ERASED.number();
    }

    private static void add(RulingRow ruling, Set<UUID> subjects) {
        subjects.add(ruling.subject());
        Optional.ofNullable(ruling.other()).ifPresent(subjects::add);
    }

    private Change here(
            Moment moment,
            Change.Kind kind,
            SubjectRow view,
            List<Change.Value> values,
            Optional<Change.Source> source) {
        return new Change(
                moment.id(),
                moment.behind().text(),
                kind,
                moment.batch().batch().recordedAt(),
                view.id().toString(),
                Optional.of(SubjectType.values()[view.type()]),
                view.unit(),
                Optional.empty(),
                this.values.isMembershipWanted()
                        ? Optional.ofNullable(view.household()).map(UUID::toString)
                        : Optional.empty(),
                values,
                source);
    }

    private Change gone(Moment moment, UUID subject, @Nullable SubjectRow view) {
        return away(moment, Change.Kind.GONE, subject, view);
    }

    private Change away(Moment moment, Change.Kind kind, UUID subject, @Nullable SubjectRow view) {
        UUID into = decided.rulings().current(subject);
        return new Change(
                moment.id(),
                moment.behind().text(),
                kind,
                moment.batch().batch().recordedAt(),
                subject.toString(),
                Optional.ofNullable(view).map(v -> SubjectType.values()[v.type()]),
                unit,
                into.equals(subject) ? Optional.empty() : Optional.of(into.toString()),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }
}
