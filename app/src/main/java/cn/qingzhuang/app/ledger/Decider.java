package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.ConflictRow;
import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.identity.Decision;
import cn.qingzhuang.engine.identity.IdentityMatcher;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides for each row whom it speaks of, appends the entries and notes what is doubtful. */
final class Decider {
    private static final String CHANGED = "与台账原有的值不同：已采用较新的值，两个值都保留，请核对";
    private static final String KEPT = "与台账的值不同：台账的值未改，两个值都保留，请核对";

    private static final long[] NO_KEYS = {};
    private static final Found NOBODY = new Found(new Decision.New(), Optional.empty());

    private final CountyTransaction transaction;
    private final Uuid7 ids;
    private final Subjects subjects;
    private final Instant now;
    private final int file;
    private final LocalDate today;
    private final EntryChain chain = new EntryChain();
    private List<EntryRow> entries = new ArrayList<>();
    private final List<ConflictRow> conflicts = new ArrayList<>();
    private final List<Doubt> doubts = new ArrayList<>();
    private Authorities weights;
    private int writtenConflicts;
    private LocalDate validOn;
    private int facts;

    Decider(CountyTransaction transaction, Uuid7 ids, Subjects subjects, Instant now, int file) {
        this.weights = Authorities.plain(subjects.numbers());
        this.transaction = transaction;
        this.ids = ids;
        this.subjects = subjects;
        this.now = now;
        this.file = file;
        this.today = LocalDate.ofInstant(now, Ingest.ZONE);
        this.validOn = today;
    }

    /** A decision and the known subject it names. */
    private record Found(Decision decision, Optional<UUID> subject) {}

    /** A doubt about a row that has no subject yet. */
    private record Doubt(String element, String reason) {}

    /** What the word of the file weighs, before its first row. */
    void weigh(Authorities told) {
        weights = told;
    }

    Authorities weights() {
        return weights;
    }

    void startTable(LocalDate observedOn) {
        validOn = observedOn;
    }

    EntryChain chain() {
        return chain;
    }

    int facts() {
        return facts;
    }

    /** Takes one row; answers why not, where it cannot be told whom it speaks of. Nothing is kept of a refused row. */
    Optional<String> decide(RowClaims row, NameCounts names, long[] ownKeys) {
        boolean isHouseholdTold = row.household().identity().isUsable();
        Found household = isHouseholdTold ? find(row.household(), "", names, NO_KEYS) : none();
        String householdId = household.subject().map(UUID::toString).orElse("");
        Found self = find(row.self(), householdId, names, ownKeys);
        if (self.decision() instanceof Decision.Unclear unclear) {
            return Optional.of(unclear.reason());
        }
        Optional<UUID> home = isHouseholdTold ? takeHousehold(row, household) : Optional.empty();
        UUID id = take(row, row.self(), self, home, ownKeys);
        if (!isHouseholdTold && !row.household().isEmpty()) {
            takeUntoldHousehold(row, id);
        }
        Optional<UUID> headHome = row.self().type() == SubjectType.HOUSEHOLD ? Optional.of(id) : home;
        if (!row.head().isEmpty() && headHome.isPresent()) {
            takeHead(row, headHome.get(), names);
        }
        for (RowClaims.Unreadable u : row.unreadable()) {
            conflict(row, id, null, u.element(), null, null, u.reason());
        }
        return Optional.empty();
    }

    private static Found none() {
        return NOBODY;
    }

    private Found find(Claim claim, String household, NameCounts names, long[] ownKeys) {
        List<IdentityMatcher.Candidate> own = subjects.candidates(claim.type(), ownKeys);
        if (claim.type() == SubjectType.EVENT) {
            own = own.stream().filter(c -> !isOfThisFile(c)).toList(); // two rows of one file are two events
        }
        List<IdentityMatcher.Candidate> known =
                own.isEmpty() ? subjects.candidates(claim.type(), claim.lookups()) : own;
        if (known.isEmpty()) {
            return none();
        }
        Decision decision = !own.isEmpty()
                ? new Decision.Same(own.get(0).subjectId())
                : IdentityMatcher.decide(claim.identity().in(household), known, () -> names.isUnique(claim.identity()));
        if (!(decision instanceof Decision.Same)) {
            decision = orFormer(claim, household, names, decision);
        }
        if (decision instanceof Decision.Same same) {
            return new Found(decision, Optional.of(UUID.fromString(same.subjectId())));
        }
        if (decision instanceof Decision.SameButDiffers same) {
            return new Found(decision, Optional.of(UUID.fromString(same.subjectId())));
        }
        return new Found(decision, Optional.empty());
    }

    private boolean isOfThisFile(IdentityMatcher.Candidate candidate) {
        FactList known = subjects.get(UUID.fromString(candidate.subjectId())).facts();
        for (int i = 0; i < known.size(); i++) {
            if (known.source(i).file() == file) {
                return true;
            }
        }
        return false;
    }

    /** Whoever is not known by what he is today may be somebody who was merged, by what that one was before. */
    private Decision orFormer(Claim claim, String household, NameCounts names, Decision decision) {
        List<IdentityMatcher.Candidate> former = subjects.formerCandidates(claim.type(), claim.lookups());
        if (former.isEmpty()) {
            return decision;
        }
        Decision again =
                IdentityMatcher.decide(claim.identity().in(household), former, () -> names.isUnique(claim.identity()));
        return again instanceof Decision.Same ? again : decision;
    }

    private Optional<UUID> takeHousehold(RowClaims row, Found household) {
        if (household.decision() instanceof Decision.Unclear unclear) {
            doubts.add(new Doubt("head_name", unclear.reason()));
            return Optional.empty();
        }
        return Optional.of(take(row, row.household(), household, Optional.empty(), NO_KEYS));
    }

    /** Facts of the household in a row that does not say which: those of the person's known one, else kept with the person. */
    private void takeUntoldHousehold(RowClaims row, UUID person) {
        Optional<UUID> known = subjects.get(person).household().filter(subjects::has);
        UUID keeper = known.orElse(person);
        append(row, row.household(), keeper, Optional.empty(), NO_KEYS);
    }

    private void takeHead(RowClaims row, UUID household, NameCounts names) {
        Found head = find(row.head(), household.toString(), names, NO_KEYS);
        if (head.decision() instanceof Decision.Unclear) {
            return; // the household's own facts name the head; nobody is merged
        }
        take(row, row.head(), head, Optional.of(household), NO_KEYS);
    }

    private UUID take(RowClaims row, Claim claim, Found found, Optional<UUID> household, long[] ownKeys) {
        UUID id = found.subject().orElseGet(() -> {
            UUID fresh = ids.next();
            subjects.create(fresh, claim);
            return fresh;
        });
        UUID entry = append(row, claim, id, household, ownKeys);
        if (found.decision() instanceof Decision.SameButDiffers d) {
            conflict(row, id, null, d.element(), null, entry, d.reason());
        } else if (found.decision() instanceof Decision.NewButResembles d) {
            conflict(row, id, UUID.fromString(d.subjectId()), d.element(), null, entry, d.reason());
        }
        for (Doubt doubt : doubts) {
            conflict(row, id, null, doubt.element(), null, entry, doubt.reason());
        }
        doubts.clear();
        return id;
    }

    private UUID append(RowClaims row, Claim claim, UUID id, Optional<UUID> household, long[] ownKeys) {
        SubjectState state = subjects.get(id);
        boolean isMove = household.isPresent() && !state.household().equals(household);
        Optional<UUID> told = claim == row.self() || isMove ? Optional.empty() : toldByThisFile(state, claim.said());
        if (told.isPresent()) {
            return told.get();
        }
        UUID entryId = ids.next();
        Source source = new Source(entryId, EntryKind.IMPORT, file, row.sheet(), row.row(), today, validOn);
        Entry entry = new Entry(source, claim.unit(), claim.said(), weights, isMove ? household.get() : null);
        List<SubjectState.Difference> differences = subjects.apply(id, entry, ownKeys);
        entries.add(chain.row(entry, file, state, ids));
        facts += claim.said().size();
        for (SubjectState.Difference d : differences) {
            conflict(
                    row,
                    id,
                    null,
                    d.element().key().toString(),
                    d.keptEntry(),
                    d.otherEntry(),
                    d.isChanged() ? CHANGED : KEPT);
        }
        return entryId;
    }

    /** A household's facts stand in the row of every member: the file says them once. Answers the entry that did. */
    private Optional<UUID> toldByThisFile(SubjectState state, ValueList said) {
        Optional<UUID> told = Optional.empty();
        for (int i = 0; i < said.size(); i++) {
            Numbered element = said.element(i);
            Fact known = state.facts().get(element.number());
            if (known == null
                    || known.source().file() != file
                    || !Values.agree(element.type(), known.value(), said.value(i))) {
                return Optional.empty();
            }
            told = Optional.of(known.source().entry());
        }
        return told;
    }

    private void conflict(
            RowClaims row,
            UUID subject,
            @Nullable UUID other,
            String element,
            @Nullable UUID kept,
            @Nullable UUID otherEntry,
            String reason) {
        conflicts.add(new ConflictRow(
                ids.next(), subject, other, element, kept, otherEntry, file, row.sheet(), row.row(), reason, now));
    }

    private static boolean isOf(Set<UUID> entries, @Nullable UUID entry) {
        return entry != null && entries.contains(entry);
    }

    /** Answers what writes the entries and conflicts since the last time. */
    Runnable flush() {
        List<EntryRow> newEntries = entries;
        List<ConflictRow> newConflicts = List.copyOf(conflicts.subList(writtenConflicts, conflicts.size()));
        entries = new ArrayList<>(newEntries.size());
        writtenConflicts = conflicts.size();
        return () -> {
            transaction.addEntries(newEntries);
            transaction.addConflicts(newConflicts);
        };
    }

    /** The conflicts of this file, without those with entries that no longer count. */
    List<IngestReport.Conflict> conflicts(List<String> sheets, Set<UUID> withdrawn) {
        List<IngestReport.Conflict> out = new ArrayList<>(conflicts.size());
        for (ConflictRow c : conflicts) {
            if (isOf(withdrawn, c.keptEntry()) || isOf(withdrawn, c.otherEntry())) {
                continue;
            }
            out.add(new IngestReport.Conflict(sheets.get(c.sheet()), c.row(), c.element(), c.reason()));
        }
        return out;
    }
}
