package cn.qingzhuang.app.events;

import cn.qingzhuang.app.ledger.Act;
import cn.qingzhuang.app.ledger.RelationKind;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.KnownValue;
import cn.qingzhuang.engine.fill.SubjectFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What follows from an event, collected subject by subject. */
final class Plan {
    private final Register register;
    private final Map<String, Changed> changed = new LinkedHashMap<>();
    private final List<String> notices = new ArrayList<>();
    private final List<Preview.Need> needs = new ArrayList<>();
    private String note = "";

    Plan(Register register) {
        this.register = register;
    }

    /** One subject of the plan; {@code known} is empty for one that the event brings into the ledger. */
    private static final class Changed {
        final Optional<SubjectFacts> known;
        final SubjectType type;
        final Map<ElementKey, String> values = new LinkedHashMap<>();
        final Set<ElementKey> doubted = new LinkedHashSet<>();
        Act.Home home = new Act.Home.Stays();
        String homeLabel = "";
        Optional<String> unit = Optional.empty();

        Changed(Optional<SubjectFacts> known, SubjectType type) {
            this.known = known;
            this.type = type;
        }
    }

    /** A person that the event brings into the ledger; answers the id. */
    String make(String unit) {
        String id = register.newId();
        Changed made = new Changed(Optional.empty(), SubjectType.PERSON);
        made.unit = Optional.of(unit);
        changed.put(id, made);
        return id;
    }

    private Changed of(SubjectFacts subject) {
        return changed.computeIfAbsent(subject.id(), id -> new Changed(Optional.of(subject), subject.type()));
    }

    private Changed at(String id) {
        return java.util.Objects.requireNonNull(changed.get(id), id);
    }

    /** Sets a value, as a clerk would write it, of a subject of the plan or a known one; "" is no value. */
    void set(SubjectFacts subject, String element, String text) {
        of(subject);
        set(subject.id(), element, text);
    }

    void set(String id, String element, String text) {
        if (!text.isEmpty()) {
            ElementKey key = ElementKey.parse(element);
            at(id).values.put(key, register.canonical(key, text));
        }
    }

    /** States a relation of a subject to another; {@code other} "" ends it. */
    void relate(SubjectFacts subject, RelationKind kind, String other) {
        of(subject).values.put(kind.key(), other.isEmpty() ? register.nobody() : other);
    }

    /** A known value has to be asked anew. */
    void doubt(SubjectFacts subject, String element) {
        ElementKey key = ElementKey.parse(element);
        if (subject.values().containsKey(key)) {
            of(subject).doubted.add(key);
        }
    }

    void joins(String id, SubjectFacts household) {
        Changed person = at(id);
        person.home = new Act.Home.Joins(household.id());
        person.homeLabel = register.nameOf(household);
        person.unit = Optional.of(household.unitCode());
    }

    void joins(SubjectFacts person, SubjectFacts household) {
        of(person);
        joins(person.id(), household);
    }

    void leaves(SubjectFacts person) {
        if (person.householdId().isPresent()) {
            of(person).home = new Act.Home.Leaves();
        }
    }

    void unit(SubjectFacts subject, String code) {
        of(subject).unit = Optional.of(code);
    }

    /** One more or fewer in a household whose size is known. */
    void grow(SubjectFacts household, int by) {
        register.number(household, "household_size")
                .map(size -> size + by)
                .filter(size -> size >= 0)
                .ifPresent(size -> set(household, "household_size", Integer.toString(size)));
    }

    void notice(String text) {
        notices.add(text);
    }

    void need(String field, String label, List<Preview.Choice> choices) {
        needs.add(new Preview.Need(field, label, choices));
    }

    /** The event is told of a subject although none of its values changes. */
    void touch(SubjectFacts subject) {
        of(subject);
    }

    void note(String text) {
        note = text;
    }

    List<Preview.Need> needs() {
        return List.copyOf(needs);
    }

    Act act(Asked asked) {
        List<Act.Change> out = new ArrayList<>();
        changed.forEach((id, c) -> out.add(new Act.Change(
                id,
                c.known.isPresent() ? Optional.empty() : Optional.of(c.type),
                c.unit,
                c.home,
                c.values,
                c.doubted)));
        return new Act(asked.kind().word(), asked.on(), note, out);
    }

    /** The known subjects it changes. */
    List<String> known() {
        return changed.entrySet().stream()
                .filter(e -> e.getValue().known.isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    Preview preview(String basis) {
        List<Preview.Line> lines = new ArrayList<>();
        changed.forEach((id, c) -> {
            String name = c.known.map(register::nameOf).orElse(c.values.getOrDefault(Register.NAME, ""));
            c.values.forEach((key, value) -> {
                String before = c.known
                        .map(s -> s.values().get(key))
                        .map(KnownValue::value)
                        .orElse("");
                lines.add(new Preview.Line(
                        id,
                        name,
                        c.type,
                        register.label(key),
                        register.shown(key, before),
                        register.shown(key, value)));
            });
            c.doubted.forEach(key -> lines.add(new Preview.Line(
                    id,
                    name,
                    c.type,
                    register.label(key),
                    c.known.map(s -> s.values().get(key)).map(KnownValue::value).orElse(""),
                    "")));
            home(id, name, c).ifPresent(lines::add);
            c.unit.filter(u -> c.known.filter(s -> !s.unitCode().equals(u)).isPresent())
                    .ifPresent(u -> lines.add(new Preview.Line(
                            id,
                            name,
                            c.type,
                            "所属单位",
                            register.unitName(c.known.get().unitCode()),
                            register.unitName(u))));
        });
        return new Preview(lines, notices, needs, basis);
    }

    private Optional<Preview.Line> home(String id, String name, Changed c) {
        String before = c.known
                .flatMap(SubjectFacts::householdId)
                .flatMap(register::find)
                .map(register::nameOf)
                .orElse("");
        if (c.home instanceof Act.Home.Leaves) {
            return Optional.of(new Preview.Line(id, name, c.type, "所在户", before, "离开本户"));
        }
        return c.home instanceof Act.Home.Joins
                ? Optional.of(new Preview.Line(id, name, c.type, "所在户", before, c.homeLabel))
                : Optional.empty();
    }
}
