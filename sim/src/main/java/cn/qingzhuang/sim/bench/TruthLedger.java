package cn.qingzhuang.sim.bench;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.sim.form.Form;
import cn.qingzhuang.sim.workbook.Truth;
import cn.qingzhuang.sim.world.Person;
import cn.qingzhuang.sim.world.Populations;
import cn.qingzhuang.sim.world.World;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the workbooks that were taken in really state: subject and element. */
final class TruthLedger {
    private final World world;
    private final Populations populations;
    private final Set<String> stated = new HashSet<>();

    TruthLedger(World world) {
        this.world = world;
        this.populations = new Populations(world);
    }

    int size() {
        return stated.size();
    }

    World world() {
        return world;
    }

    /**
     * Adds what a filled table states, and that its rows belong to the groups of its title. A day of which the sheet shows
     * only the month is not stated.
     */
    void state(Truth.Table table, String title) {
        for (String group : populations.untold(title)) {
            table.rows().forEach(row -> stated.add(listed(row.subject(), group)));
        }
        Map<String, Truth.Slot> slots = slots(table);
        for (Truth.Row row : table.rows()) {
            row.values().keySet().forEach(ref -> {
                Truth.Slot slot = slots.get(ref);
                if (slot != null && slot.column().isElement() && !slot.isMonthOnly()) {
                    stated.add(key(row.subject(), slot.column()));
                }
            });
        }
    }

    boolean isStated(String subject, Form.Column column) {
        return stated.contains(key(subject, column));
    }

    /** Whether what was stated tells that the subject belongs in a list of that title. */
    boolean isTold(String subject, String title) {
        return populations.untold(title).stream().allMatch(group -> stated.contains(listed(subject, group)))
                && populations.told(title).stream()
                        .allMatch(any -> any.stream().anyMatch(element -> isStatedOfAny(subject, element)));
    }

    private static String listed(String subject, String group) {
        return subject + " in " + group;
    }

    /** Of the subject or of its household. */
    private boolean isStatedOfAny(String subject, String element) {
        Stream<String> members = world.findHousehold(subject).stream()
                .flatMap(h -> h.members().stream().map(Person::id));
        Stream<String> household =
                world.findPerson(subject).stream().map(p -> world.householdOf(p).id());
        return Stream.of(Stream.of(subject), members, household)
                .flatMap(s -> s)
                .anyMatch(id -> stated.contains(id + " " + ElementKey.of(element)));
    }

    /** A head's own elements are facts of the head as a person, from whichever row they come. */
    private String key(String subject, Form.Column column) {
        ElementKey key = Catalogue.storageKey(column.element(), column.role());
        boolean isOfHead = key.role().equals("head") && world.isResident(subject);
        if (isOfHead) {
            String head = world.householdOf(world.person(subject, "")).head().id();
            return head + " " + ElementKey.of(key.element());
        }
        boolean isMember =
                key.role().equals("member") && world.findPerson(subject).isPresent();
        return subject + " " + (isMember ? ElementKey.of(key.element()) : key);
    }

    /** Slots by column letters, or by every cell they own. */
    static Map<String, Truth.Slot> slots(Truth.Table table) {
        Map<String, Truth.Slot> out = new HashMap<>();
        for (Truth.Slot slot : table.slots()) {
            out.put(slot.ref(), slot);
            List<?> cells = slot.cells();
            if (!cells.isEmpty()) {
                slot.cells().forEach(c -> out.put(c.a1(), slot));
            }
        }
        return out;
    }
}
