package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.BatchRow;
import cn.qingzhuang.app.ledger.store.ConflictRow;
import cn.qingzhuang.app.ledger.store.CountyTransaction;
import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.LedgerStore;
import cn.qingzhuang.app.ledger.store.LinkRow;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The single values that persons save in one county. Those that arrive while others are being committed are committed
 * together next: each is a batch of its own in the chain of hashes, but they share one wait for the disk. Whoever has
 * saved is told when it is on disk. A save about somebody whom an import holds waits alone for that import.
 */
final class Saves {
    private static final System.Logger LOG = System.getLogger(Saves.class.getName());
    private static final int TOGETHER = 64;
    private static final int IDLE_SECONDS = 60;
    private static final String DOUBTED = "有人认为台账的值不对：请核实后填写";

    private final LedgerStore store;
    private final String county;
    private final Uuid7 ids;
    private final ElementNumbers numbers;
    private final Queue<Save> waiting = new ConcurrentLinkedQueue<>();
    private final ThreadPoolExecutor committer =
            new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Saves::daemon);

    Saves(LedgerStore store, Catalogue catalogue, String county, Uuid7 ids) {
        this.store = store;
        this.county = county;
        this.ids = ids;
        this.numbers = new ElementNumbers(catalogue, () -> store.elements(county));
        committer.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "qz-saves");
        thread.setDaemon(true);
        return thread;
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
        /** True when it came to an end together with others; false when it has to be tried alone. */
        private final CompletableFuture<Boolean> isEnded = new CompletableFuture<>();

        private @Nullable RuntimeException refusal;

        Save(UUID subject, String actor, Instant at, Step step) {
            this.subject = subject;
            this.actor = actor;
            this.at = at;
            this.step = step;
        }
    }

    /** Returns when the value is on disk; throws why it was not taken. */
    void save(Save save) {
        waiting.add(save);
        committer.execute(this::commitWaiting);
        if (!save.isEnded.join()) {
            store.write(county, transaction -> append(transaction, List.of(save), false));
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
        if (group.isEmpty()) {
            return;
        }
        List<Save> ended = List.of();
        try {
            ended = store.write(county, transaction -> append(transaction, group, true));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "saves are tried one by one", e); // one must not fail the others
        } finally {
            for (Save save : group) {
                save.isEnded.complete(ended.contains(save));
            }
        }
    }

    /** Appends what can be; answers the saves that came to an end. Those about people whom others hold are left out. */
    private List<Save> append(CountyTransaction transaction, List<Save> group, boolean isLeavingOut) {
        Set<UUID> wanted = new HashSet<>();
        group.forEach(s -> wanted.add(s.subject));
        Subjects subjects = new Subjects(transaction, numbers);
        CountyTransaction.End end;
        if (isLeavingOut) {
            CountyTransaction.Taken free = transaction.takeFreeSubjects(wanted, group.size());
            subjects.hold(free.subjects());
            end = free.end();
        } else {
            // Before the end of the chain: whoever holds the subject may wait for that.
            subjects.hold(transaction.findSubjects(wanted));
            end = transaction.takeEnd(group.size());
        }
        List<Save> ended = new ArrayList<>();
        List<Taken> taken = new ArrayList<>();
        for (Save save : group) {
            save.refusal = null;
            if (!subjects.has(save.subject) && isLeavingOut) {
                continue; // somebody holds it, or there is nobody: found out alone
            }
            ended.add(save);
            try {
                taken.add(take(transaction, subjects, save));
            } catch (Problem problem) {
                save.refusal = problem;
            }
        }
        if (!taken.isEmpty()) {
            write(transaction, subjects, taken, end);
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

    private void write(CountyTransaction transaction, Subjects subjects, List<Taken> taken, CountyTransaction.End end) {
        List<CountyTransaction.Settled> settled = new ArrayList<>();
        List<ConflictRow> doubted = new ArrayList<>();
        for (Taken t : taken) {
            String key = t.decided().element().key().toString();
            if (t.decided().kind() == EntryKind.DISPUTE) {
                UUID entry = t.entry().source().entry();
                doubted.add(new ConflictRow(
                        ids.next(), t.save().subject, null, key, null, entry, 0, 0, 0, DOUBTED, t.save().at));
            } else {
                settled.add(new CountyTransaction.Settled(t.save().subject, key, t.save().at));
            }
        }
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
        transaction.addAnswers(settled, subjects.changed(), entries, links);
        transaction.addConflicts(doubted);
        subjects.end();
    }

    private Entry apply(Subjects subjects, Save save, Decided decided) {
        LocalDate day = LocalDate.ofInstant(save.at, Ingest.ZONE);
        Source source = new Source(ids.next(), decided.kind(), 0, 0, 0, day, day);
        ValueList said = new ValueList(1);
        said.put(decided.element(), decided.value());
        Entry entry = new Entry(source, subjects.get(save.subject).unit(), said, Authorities.plain(numbers), null);
        subjects.apply(save.subject, entry, new long[0]);
        return entry;
    }
}
