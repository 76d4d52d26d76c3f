package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.BatchRow;
import cn.qingzhuang.app.ledger.store.ConflictRow;
import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.LedgerStore;
import cn.qingzhuang.app.ledger.store.LinkRow;
import cn.qingzhuang.app.ledger.store.SubjectRow;
import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.catalog.Catalogue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The single values that persons save in one county. Those that arrive while others are being committed are committed
 * together next: each is a batch of its own in the chain of hashes, but they share one wait for the disk. Whoever has
 * saved is told when it is on disk. A save about somebody whom an import holds waits alone for that import.
 */
final class Saves {
    private static final String DOUBTED = "有人认为台账的值不对：请核实后填写";

    private static final int TOGETHER = 64;

    private final LedgerStore store;
    private final String county;
    private final Uuid7 ids;
    private final ElementNumbers numbers;
    private final Queue<Save> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();

    Saves(LedgerStore store, Catalogue catalogue, String county, Uuid7 ids) {
        this.store = store;
        this.county = county;
        this.ids = ids;
        this.numbers = new ElementNumbers(catalogue, () -> store.elements(county));
    }

    /** What is to be appended. */
    record Decided(Numbered element, String value, EntryKind kind) {}

    /** Works out what to append from the subject as it is now; may throw a Problem. */
    @FunctionalInterface
    interface Step {
        Decided of(CountyTransaction transaction, ElementNumbers numbers, SubjectState state);
    }

    /** One value that somebody saves, and what came of it. */
    static final class Save {
        private final UUID subject;
        private final String actor;
        private final Instant at;
        private final Step step;
        private volatile boolean isDone;
        private volatile boolean isHeld;
        private volatile @Nullable RuntimeException refusal;

        Save(UUID subject, String actor, Instant at, Step step) {
            this.subject = subject;
            this.actor = actor;
            this.at = at;
            this.step = step;
        }

        private void end(@Nullable RuntimeException refused) {
            refusal = refused;
            isDone = true;
        }
    }

    /** Returns when the value is on disk; throws why it was not taken. */
    void save(Save save) {
        waiting.add(save);
        while (!save.isDone && !save.isHeld) {
            turn.lock();
            try {
                if (!save.isDone && !save.isHeld) {
                    commitWaiting();
                }
            } finally {
                turn.unlock();
            }
        }
        if (save.isHeld) {
            commitAlone(save);
        }
        RuntimeException refusal = save.refusal;
        if (refusal != null) {
            throw refusal;
        }
    }

    private void commitWaiting() {
        List<Save> group = new ArrayList<>();
        for (Save save = waiting.poll(); save != null; save = waiting.poll()) {
            group.add(save);
            if (group.size() == TOGETHER) {
                break;
            }
        }
        try {
            List<Save> ended = store.write(county, transaction -> append(transaction, group, true));
            ended.forEach(s -> s.end(s.refusal));
        } catch (RuntimeException e) {
            if (group.size() == 1) {
                group.get(0).end(e);
            } else {
                group.stream().filter(s -> !s.isHeld).forEach(this::commitAlone); // one must not fail the others
            }
        }
    }

    private void commitAlone(Save save) {
        try {
            store.write(county, transaction -> append(transaction, List.of(save), false));
            save.end(save.refusal);
        } catch (RuntimeException e) {
            save.end(e);
        }
    }

    /** Appends what can be; answers the saves that came to an end. Those about people whom others hold are left out. */
    private List<Save> append(CountyTransaction transaction, List<Save> group, boolean isLeavingOut) {
        Set<UUID> wanted = new HashSet<>();
        group.forEach(s -> wanted.add(s.subject));
        Subjects subjects = new Subjects(transaction, numbers);
        List<SubjectRow> rows = isLeavingOut ? transaction.findFreeSubjects(wanted) : transaction.findSubjects(wanted);
        subjects.hold(rows);
        List<Save> ended = new ArrayList<>();
        List<Taken> taken = new ArrayList<>();
        for (Save save : group) {
            save.refusal = null;
            if (!subjects.has(save.subject) && isLeavingOut) {
                save.isHeld = true; // or nobody: found out alone
                continue;
            }
            ended.add(save);
            try {
                taken.add(take(transaction, subjects, save));
            } catch (Problem problem) {
                save.refusal = problem;
            }
        }
        if (!taken.isEmpty()) {
            write(transaction, subjects, taken);
        }
        return ended;
    }

    /** A save and the entry that it became. */
    private record Taken(Save save, SubjectState subject, Decided decided, Entry entry) {}

    private Taken take(CountyTransaction transaction, Subjects subjects, Save save) {
        if (!subjects.has(save.subject)) {
            throw LedgerProblems.unknownSubject();
        }
        SubjectState subject = subjects.get(save.subject);
        Decided decided = save.step.of(transaction, numbers, subject);
        return new Taken(save, subject, decided, apply(subjects, save, decided));
    }

    private void write(CountyTransaction transaction, Subjects subjects, List<Taken> taken) {
        List<CountyTransaction.Settled> settled = new ArrayList<>();
        List<ConflictRow> doubts = new ArrayList<>();
        for (Taken t : taken) {
            String key = t.decided().element().key().toString();
            if (t.decided().kind() == EntryKind.DISPUTE) {
                UUID entry = t.entry().source().entry();
                doubts.add(new ConflictRow(
                        ids.next(), t.save().subject, null, key, null, entry, 0, 0, 0, DOUBTED, t.save().at));
            } else {
                settled.add(new CountyTransaction.Settled(t.save().subject, key, t.save().at));
            }
        }
        transaction.resolveConflicts(settled);
        transaction.addConflicts(doubts);
        subjects.flush();
        subjects.end();
        CountyTransaction.End end = transaction.takeEnd(taken.size());
        int number = end.number() - taken.size();
        byte[] previous = end.hash();
        List<EntryRow> entries = new ArrayList<>();
        List<LinkRow> links = new ArrayList<>();
        for (Taken t : taken) {
            EntryChain chain = new EntryChain();
            entries.add(chain.row(t.entry(), ++number, t.subject(), ids));
            byte[] hash = chain.end(previous);
            BatchRow batch = new BatchRow(number, 1, t.save().at, t.save().actor);
            links.add(new LinkRow(batch, end.place() + links.size() + 1, previous, hash));
            previous = hash;
        }
        transaction.addEntries(entries);
        transaction.addBatches(links);
    }

    private Entry apply(Subjects subjects, Save save, Decided decided) {
        LocalDate day = LocalDate.ofInstant(save.at, Ingest.ZONE);
        Source source = new Source(ids.next(), decided.kind(), 0, 0, 0, day, day);
        ValueList said = new ValueList(1);
        said.put(decided.element(), decided.value());
        Entry entry = new Entry(source, subjects.get(save.subject).unit(), said, null);
        subjects.apply(save.subject, entry, new long[0]);
        return entry;
    }
}
