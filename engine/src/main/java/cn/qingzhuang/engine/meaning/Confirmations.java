package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.meaning.headers.Header;
import cn.qingzhuang.engine.meaning.headers.HeaderReader;
import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.Slot;
import cn.qingzhuang.engine.sheet.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything officers have confirmed, the latest word on each slot. A value: {@link #with} and {@link #without} give a new
 * one. A confirmation settles its slot, in the same file or in any table with the same title and header path; elsewhere
 * its header texts are evidence, and texts that were given two meanings are evidence for neither.
 */
public record Confirmations(List<Confirmation> all) {
    public static final Confirmations NONE = new Confirmations(List.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    public Confirmations {
        all = List.copyOf(all);
    }

    /** Adds a confirmation; it takes the place of an earlier one of the same slot. */
    public Confirmations with(Confirmation confirmation) {
        List<Confirmation> out = new ArrayList<>(all);
        out.removeIf(confirmation::isSameSlot);
        out.add(confirmation);
        return new Confirmations(out);
    }

    /** Withdraws what was said of a slot. */
    public Confirmations without(String file, String sheet, String ref) {
        return new Confirmations(all.stream()
                .filter(c -> !(c.file().equals(file)
                        && c.sheet().equals(sheet)
                        && c.ref().equals(ref)))
                .toList());
    }

    /** The text form: one JSON object a line. */
    public String toJsonLines() {
        StringBuilder out = new StringBuilder();
        for (Confirmation c : all) {
            ObjectNode node = JSON.createObjectNode()
                    .put("file", c.file())
                    .put("sheet", c.sheet())
                    .put("ref", c.ref())
                    .put("title", c.title());
            c.path().forEach(node.putArray("path")::add);
            if (c.element().isEmpty()) {
                node.putNull("element");
            } else {
                node.put("element", c.element());
            }
            node.put("role", c.role());
            out.append(JSON.writeValueAsString(node)).append('\n');
        }
        return out.toString();
    }

    /** Reads the text form; blank lines are passed over. */
    public static Confirmations parse(String jsonLines) {
        Confirmations out = NONE;
        for (String line : jsonLines.lines().toList()) {
            if (!line.isBlank()) {
                out = out.with(parseLine(JSON.readTree(line)));
            }
        }
        return out;
    }

    private static Confirmation parseLine(JsonNode node) {
        List<String> path = new ArrayList<>();
        node.path("path").forEach(p -> path.add(p.asString()));
        return new Confirmation(
                node.path("file").asString(""),
                node.path("sheet").asString(""),
                node.path("ref").asString(""),
                path,
                node.path("title").asString(""),
                node.path("element").asString(""),
                node.path("role").asString(""));
    }

    /** A slot and where it stands; repeated when its table has the same path more than once. */
    record Place(String file, String sheet, String title, Slot slot, boolean isRepeated) {}

    /**
     * What settles a slot: a word on this very slot, else the latest on the same path in the same sheet or under the same
     * title; of paths that a table repeats (the head's 姓名 and the helper's) only the one at the same place.
     */
    Optional<Confirmation> settling(Place place) {
        Slot slot = place.slot();
        String path = key(slot.path());
        Confirmation found = null;
        for (Confirmation c : all) {
            boolean isSamePath =
                    !c.isOfTable() && (c.path().isEmpty() || key(c.path()).equals(path));
            boolean isSameSheet = c.file().equals(place.file()) && c.sheet().equals(place.sheet());
            boolean isSamePlace = c.ref().equals(slot.ref());
            if (isSamePath && isSameSheet && isSamePlace) {
                return Optional.of(c);
            }
            boolean isTitled = Header.key(c.title()).equals(Header.key(place.title()));
            boolean isSameTemplate = isTitled && (isSameSheet || !place.title().isBlank());
            boolean isMeant = isSamePlace || !place.isRepeated();
            if (isSameTemplate && isMeant && !c.path().isEmpty() && isSamePath) {
                found = c;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Whom a table lists, where somebody said so: of this very table, else the latest on one of the same title. */
    Optional<String> population(String file, String sheet, Table table) {
        String title = Header.key(table.title().orElse(""));
        @Nullable String found = null;
        for (Confirmation c : all) {
            boolean isSameTable = c.isOfTable()
                    && c.file().equals(file)
                    && c.sheet().equals(sheet)
                    && CellRange.of(c.ref()).overlaps(table.range());
            if (isSameTable) {
                return Optional.of(c.role());
            }
            boolean isSameTemplate = !title.isBlank() && Header.key(c.title()).equals(title);
            found = c.isOfTable() && isSameTemplate ? c.role() : found;
        }
        return Optional.ofNullable(found);
    }

    /** What other tables may learn from these. */
    List<HeaderReader.Saying> sayings() {
        List<HeaderReader.Saying> out = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Confirmation c : all) {
            if (c.path().isEmpty()) {
                continue;
            }
            HeaderReader.Settlement meaning = new HeaderReader.Settlement(c.element(), c.role());
            int n = c.path().size();
            String leaf = Header.of(c.path().get(n - 1)).core();
            say(leaf, meaning, seen, out);
            if (n > 1) {
                say(Header.of(c.path().get(n - 2)).core() + "|" + leaf, meaning, seen, out);
            }
        }
        return out;
    }

    private static void say(
            String text, HeaderReader.Settlement meaning, Set<String> seen, List<HeaderReader.Saying> out) {
        if (!text.isEmpty() && seen.add(text + "=" + meaning)) {
            out.add(new HeaderReader.Saying(text, meaning));
        }
    }

    static String key(List<String> path) {
        return String.join(">", path.stream().map(Header::key).toList());
    }
}
