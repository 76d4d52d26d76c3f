package cn.qingzhuang.sim;

import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.Layout;
import cn.qingzhuang.engine.sheet.Slot;
import cn.qingzhuang.engine.sheet.Table;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Compares a layout with the truth that the workbook generator wrote beside the sheet. A table is right when its kind,
 * header range and body range are all right; slots are counted apart.
 */
public final class LayoutJudge {
    /**
     * The verdict on one table of the truth.
     *
     * @param slots slots of the truth
     * @param slotsFound of them, found at the same ref
     * @param slotsRight of those, with the same header path (blanks and line breaks do not count)
     */
    public record Verdict(
            boolean isFound,
            boolean isKindRight,
            boolean isHeaderRight,
            boolean isBodyRight,
            int slots,
            int slotsFound,
            int slotsRight) {
        public boolean isRight() {
            return isFound && isKindRight && isHeaderRight && isBodyRight;
        }
    }

    private LayoutJudge() {}

    /** A verdict per table of the truth's sheet, in order; tables are paired from top to bottom. */
    public static List<Verdict> judge(JsonNode sheetTruth, Layout layout) {
        List<Verdict> out = new ArrayList<>();
        int i = 0;
        for (JsonNode table : sheetTruth.path("tables")) {
            Optional<Table> found =
                    i < layout.tables().size() ? Optional.of(layout.tables().get(i)) : Optional.empty();
            out.add(found.map(t -> judge(table, t))
                    .orElse(new Verdict(
                            false, false, false, false, table.path("slots").size(), 0, 0)));
            i++;
        }
        return out;
    }

    /** Tables that were read where the truth has none. */
    public static int surplus(JsonNode sheetTruth, Layout layout) {
        return Math.max(0, layout.tables().size() - sheetTruth.path("tables").size());
    }

    private static Verdict judge(JsonNode truth, Table table) {
        boolean isKindRight =
                truth.path("kind").asString("").equals(table.kind().label());
        for (JsonNode also : truth.path("kind_also")) {
            isKindRight |= also.asString("").equals(table.kind().label());
        }
        boolean isHeaderRight =
                text(truth, "header").equals(table.header().map(CellRange::a1).orElse(""));
        Map<String, Slot> byRef = new HashMap<>();
        table.slots().forEach(slot -> byRef.put(slot.ref(), slot));
        int slots = 0;
        int found = 0;
        int right = 0;
        for (JsonNode slot : truth.path("slots")) {
            slots++;
            Slot read = byRef.get(slot.path("ref").asString(""));
            found += read == null ? 0 : 1;
            right += read != null && isSamePath(slot.path("path"), read.path()) ? 1 : 0;
        }
        return new Verdict(true, isKindRight, isHeaderRight, isBodyRight(truth, table), slots, found, right);
    }

    private static boolean isBodyRight(JsonNode truth, Table table) {
        String body = table.body().map(CellRange::a1).orElse("");
        if (truth.path("body_open").asBoolean(false)) {
            int start = truth.path("body_start").asInt(0);
            return table.body().isEmpty()
                    || table.isBodyOpen() && table.body().get().firstRow() + 1 == start;
        }
        return body.equals(text(truth, "body")) || body.equals(text(truth, "body_with_totals"));
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isNull() || value.isMissingNode() ? "" : value.asString("");
    }

    private static boolean isSamePath(JsonNode truth, List<String> path) {
        if (truth.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            String wanted = tight(truth.get(i).asString(""));
            String read = tight(path.get(i));
            boolean isAnnotated = i == path.size() - 1 && read.startsWith(wanted + "(");
            if (!read.equals(wanted) && !isAnnotated) {
                return false;
            }
        }
        return true;
    }

    /** Without blanks, width differences and the mark of required columns; a shape adds units and codes in brackets. */
    private static String tight(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s*]", "");
    }
}
