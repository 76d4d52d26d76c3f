package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.EntryRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The acts that the entries of one subject tell of, in the order of their batches' numbers. */
final class ActLog {
    private final List<Told> acts = new ArrayList<>();
    private final Set<Integer> reversed = new HashSet<>();

    /** An act as one subject's entry tells it. */
    record Told(int batch, String kind, LocalDate on, String note, List<UUID> subjects) {}

    ActLog(List<EntryRow> entries, ElementNumbers numbers) {
        reversed.addAll(reversed(entries, numbers));
        Optional<Numbered> kind = numbers.find(Act.KIND);
        Optional<Numbered> note = numbers.find(Act.NOTE);
        for (EntryRow entry : entries) {
            byte[] elements = entry.elements();
            byte[] facts = entry.facts();
            if (entry.kind() == EntryKind.EVENT.number() && elements != null && facts != null && kind.isPresent()) {
                ValueList said = ValueList.unpack(elements, facts, numbers);
                List<String> words = Arrays.asList(said.valueOf(kind.get()).split(" ", -1));
                List<UUID> subjects = words.subList(1, words.size()).stream()
                        .map(UUID::fromString)
                        .toList();
                String about = note.map(said::valueOf).orElse("");
                acts.add(new Told(entry.batch(), words.get(0), entry.validOn(), about, subjects));
            }
        }
    }

    /** The batches that entries of the subject say were taken back. */
    static Set<Integer> reversed(List<EntryRow> entries, ElementNumbers numbers) {
        Set<Integer> out = Set.of();
        for (EntryRow entry : entries) {
            byte[] elements = entry.elements();
            byte[] facts = entry.facts();
            if (entry.kind() == EntryKind.REVERSAL.number() && elements != null && facts != null) {
                out = out.isEmpty() ? new HashSet<>() : out;
                ValueList said = ValueList.unpack(elements, facts, numbers);
                out.add(Integer.parseInt(said.value(0)));
            }
        }
        return out;
    }

    List<Told> acts() {
        return List.copyOf(acts);
    }

    Optional<Told> find(int batch) {
        return acts.stream().filter(a -> a.batch() == batch).findFirst();
    }

    boolean isReversed(int batch) {
        return reversed.contains(batch);
    }

    /** The last act that still counts. */
    Optional<Told> latest() {
        Told out = null;
        for (Told act : acts) {
            out = isReversed(act.batch()) ? out : act;
        }
        return Optional.ofNullable(out);
    }
}
