package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.IdNumbers;
import cn.qingzhuang.engine.catalog.Reading;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.sheet.Grid;
import cn.qingzhuang.engine.sheet.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Finds the subject that a row of a template names: by ID number, else by name where the other columns that are present
 * do not speak against it. Where two fit, none is taken.
 */
final class RowIdentity {
    private static final int ID_SHOWN_MIN = 8;

    /** Columns that tell people of one name apart. */
    private static final List<ElementKey> TELLING = Stream.of(
                    "person_sex",
                    "person_birth_date",
                    "person_phone",
                    "village",
                    "villager_group",
                    "household_no",
                    "person_name@head",
                    "relation_to_head")
            .map(ElementKey::parse)
            .toList();

    private final Facts facts;
    private final SubjectType type;
    private final ElementKey nameKey;
    private final ElementKey idKey;
    private final Map<String, List<SubjectFacts>> byId = new HashMap<>();
    private final Map<String, List<SubjectFacts>> byName = new HashMap<>();

    /** The subject of a row, or the reason why there is none. */
    record Match(Optional<SubjectFacts> subject, String why) {
        static Match none(String why) {
            return new Match(Optional.empty(), why);
        }
    }

    RowIdentity(Facts facts, SubjectType type) {
        this.facts = facts;
        this.type = type;
        String role = type == SubjectType.HOUSEHOLD ? "head" : "";
        this.nameKey = new ElementKey("person_name", role);
        this.idKey = new ElementKey("person_id_no", role);
    }

    private void index() {
        if (!byId.isEmpty() || !byName.isEmpty()) {
            return;
        }
        for (SubjectFacts subject : facts.subjects(type)) {
            facts.known(subject, idKey).ifPresent(id -> add(byId, IdNumbers.toLong(id.value()), subject));
            facts.known(subject, nameKey).ifPresent(name -> add(byName, plain(name.value()), subject));
        }
    }

    private static void add(Map<String, List<SubjectFacts>> map, String key, SubjectFacts subject) {
        map.computeIfAbsent(key, k -> new ArrayList<>()).add(subject);
    }

    static String plain(String text) {
        return text.replaceAll("[\\s　]", "").toUpperCase(Locale.ROOT);
    }

    private Optional<String> text(Grid grid, ToIntFunction<SlotColumn> rows, List<SlotColumn> columns, ElementKey key) {
        return columns.stream()
                .filter(c -> c.asks(key.element(), key.role()) && c.confidence() >= SlotFiller.BAR)
                .map(c -> plain(grid.text(rows.applyAsInt(c), c.column())))
                .filter(t -> !t.isEmpty())
                .findFirst();
    }

    boolean isNamed(Grid grid, int row, List<SlotColumn> columns) {
        return text(grid, c -> row, columns, idKey).isPresent()
                || text(grid, c -> row, columns, nameKey).isPresent();
    }

    Match find(Grid grid, int row, List<SlotColumn> columns) {
        return find(grid, c -> row, columns);
    }

    private Match find(Grid grid, ToIntFunction<SlotColumn> rows, List<SlotColumn> columns) {
        index();
        Optional<String> id = text(grid, rows, columns, idKey);
        Optional<String> name = text(grid, rows, columns, nameKey);
        if (id.isPresent() && IdNumbers.isShaped(id.get())) {
            List<SubjectFacts> same = byId.getOrDefault(IdNumbers.toLong(id.get()), List.of());
            if (same.size() == 1) {
                boolean agrees = name.isEmpty()
                        || facts.known(same.get(0), nameKey)
                                .map(n -> plain(n.value()).equals(name.get()))
                                .orElse(true);
                return agrees ? new Match(Optional.of(same.get(0)), "") : Match.none("身份证号与姓名对不上，请核对");
            }
            if (same.size() > 1) {
                return Match.none("台账中有多人使用这个身份证号，请核对");
            }
        }
        return byName(grid, rows, columns, id, name);
    }

    /** The subject that the filled blanks of a card name; each slot stands in a row of its own. */
    Match findOnCard(Grid grid, Table table, List<SlotColumn> slots) {
        ToIntFunction<SlotColumn> rows =
                slot -> TemplateFiller.cellsOf(table, slot.meaning().slot()).firstRow();
        boolean isNamed = text(grid, rows, slots, idKey)
                .or(() -> text(grid, rows, slots, nameKey))
                .isPresent();
        return isNamed ? find(grid, rows, slots) : Match.none("这张表是填给谁的？请先填姓名和身份证号");
    }

    private Match byName(
            Grid grid,
            ToIntFunction<SlotColumn> rows,
            List<SlotColumn> columns,
            Optional<String> id,
            Optional<String> name) {
        List<SubjectFacts> fitting = name.map(n -> byName.getOrDefault(n, List.of())).orElse(List.of()).stream()
                .filter(s -> id.isEmpty() || isSameId(id.get(), s))
                .filter(s -> agrees(s, grid, rows, columns))
                .toList();
        return switch (fitting.size()) {
            case 0 -> Match.none("台账中没有找到这一行的对象");
            case 1 -> new Match(Optional.of(fitting.get(0)), "");
            default -> Match.none("台账中有" + fitting.size() + "个同名的对象，请补填身份证号");
        };
    }

    /** A masked number must agree where it is shown; a full one that is nobody's must not be known otherwise. */
    private boolean isSameId(String written, SubjectFacts subject) {
        Optional<KnownValue> known = facts.known(subject, idKey);
        if (known.isEmpty()) {
            return true;
        }
        String id = known.get().value();
        long shown = written.chars().filter(Character::isLetterOrDigit).count();
        if (written.length() != id.length() || shown < ID_SHOWN_MIN && !written.contains("*")) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (written.charAt(i) != '*' && written.charAt(i) != '＊' && written.charAt(i) != id.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** No other filled column of the row says something else than the ledger. */
    private boolean agrees(SubjectFacts subject, Grid grid, ToIntFunction<SlotColumn> rows, List<SlotColumn> columns) {
        for (SlotColumn column : columns) {
            boolean isTelling = TELLING.stream().anyMatch(k -> column.asks(k.element(), k.role()));
            if (!isTelling
                    || column.confidence() < SlotFiller.BAR
                    || column.reader().isEmpty()) {
                continue;
            }
            Reading reading = column.reader().get().read(grid.value(rows.applyAsInt(column), column.column()));
            Optional<String> written =
                    reading instanceof Reading.Canonical c ? Optional.of(c.value()) : Optional.empty();
            Optional<String> known =
                    column.key().flatMap(k -> facts.find(subject, k).value());
            if (written.isPresent()
                    && known.isPresent()
                    && !known.get().startsWith(written.get())
                    && !written.get().startsWith(known.get())) {
                return false;
            }
        }
        return true;
    }
}
