package cn.qingzhuang.sim.workbook;

import cn.qingzhuang.engine.sheet.CellRange;
import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.sim.form.Form;
import cn.qingzhuang.sim.world.Datum;
import cn.qingzhuang.sim.world.Household;
import cn.qingzhuang.sim.world.Person;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Labels beside blanks for one subject, groups merged down the left edge, small tables inside. */
final class CardGrid implements TableFrame.Grid {
    private static final Set<String> TABLE_ROLES = Set.of("member", "obligor");
    private static final Pattern LONG = Pattern.compile("意见|内容|情况$|理由|摘要|概况|说明|问题$|措施|反馈|详情|原因");
    private static final int LONG_LABEL = 12;
    private static final int VERTICAL_MOST = 14;
    private static final int MEMBERS_LEAST = 4;
    private final Canvas canvas;
    private final SheetModel sheet;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<Truth.Slot> slots = new ArrayList<>();
    private final List<Truth.Row> memberRows = new ArrayList<>();

    CardGrid(Canvas canvas) {
        this.canvas = canvas;
        this.sheet = canvas.sheet;
    }

    /** Columns of the sheet, both included. */
    private record Span(int first, int last) {
        int width() {
            return last - first + 1;
        }

        /** The i-th of k parts of about the same width. */
        Span part(int i, int k) {
            return new Span(first + i * width() / k, first + (i + 1) * width() / k - 1);
        }

        CellRange at(int row) {
            return new CellRange(row, first, row, last);
        }
    }

    @Override
    public int width() {
        int width = canvas.shape.count("pairs") * 3 + (canvas.form.levels() > 1 ? 1 : 0);
        for (List<Integer> run : runs()) {
            if (path(run.get(0)).size() > 1 && isTable(run)) {
                width = Math.max(width, 1 + run.size() + (stubs(run).isEmpty() ? 0 : 1));
            }
        }
        return width;
    }

    @Override
    public Drawn draw(int row, int left) {
        Span span = new Span(left, left + width() - 1);
        int r = row;
        for (List<Integer> run : runs()) {
            r = path(run.get(0)).size() > 1 ? group(run, 0, r, span) : pairs(run, r, span);
        }
        if (canvas.shape.is("widths")) {
            for (int c = span.first; c <= span.last; c++) {
                sheet.widths.putIfAbsent(c, 11.0);
            }
        }
        slots.sort(Comparator.comparingInt(Truth.Slot::index));
        List<Truth.Row> rows = new ArrayList<>();
        rows.add(new Truth.Row(row, canvas.subjects.get(0), values));
        rows.addAll(memberRows);
        return Drawn.closed("card", null, new CellRange(row, span.first, r - 1, span.last), slots, rows);
    }

    private List<String> path(int j) {
        return canvas.column(j).path();
    }

    private boolean isMember(int j) {
        return TABLE_ROLES.contains(canvas.column(j).role());
    }

    private List<String> stubs(List<Integer> run) {
        return canvas.form.rowStubs().getOrDefault(path(run.get(0)).get(0), List.of());
    }

    private boolean isTable(List<Integer> run) {
        boolean isPlain = run.stream().allMatch(j -> path(j).size() == 2);
        List<Form.Column> named = run.stream()
                .map(canvas::column)
                .filter(c -> c.isElement() || c.kind().equals("new"))
                .toList();
        boolean isOfMembers = !named.isEmpty() && named.stream().allMatch(c -> TABLE_ROLES.contains(c.role()));
        return run.size() >= 2 && isPlain && (isOfMembers || !stubs(run).isEmpty());
    }

    /** Neighbouring columns that belong in one block. */
    private List<List<Integer>> runs() {
        List<List<Integer>> out = new ArrayList<>();
        for (int j = 0; j < canvas.width(); j++) {
            boolean isJoined = j > 0 && (path(j).size() == 1 ? path(j - 1).size() == 1 : isSameBlock(j - 1, j));
            if (!isJoined) {
                out.add(new ArrayList<>());
            }
            out.get(out.size() - 1).add(j);
        }
        return out;
    }

    private boolean isSameBlock(int i, int j) {
        return path(i).size() > 1 && path(i).get(0).equals(path(j).get(0)) && isMember(i) == isMember(j);
    }

    private int group(List<Integer> run, int level, int row, Span span) {
        String name = path(run.get(0)).get(level);
        Span inner = new Span(span.first + 1, span.last);
        int next = level == 0 && isTable(run) ? table(run, row, inner) : block(run, level + 1, row, inner);
        String text = canvas.text.upper(name);
        if (canvas.shape.is("vertical") && next - row >= 2 && name.length() <= VERTICAL_MOST) {
            text = String.join("\n", name.replace("\n", "").split(""));
        }
        sheet.merge(new CellRange(row, span.first, next - 1, span.first), text, canvas.header());
        return next;
    }

    private int block(List<Integer> run, int level, int row, Span span) {
        int r = row;
        int i = 0;
        while (i < run.size()) {
            List<String> first = path(run.get(i));
            boolean isDeep = first.size() > level + 1;
            int k = i + 1;
            while (k < run.size()
                    && path(run.get(k)).size() > level + 1 == isDeep
                    && (!isDeep || path(run.get(k)).get(level).equals(first.get(level)))) {
                k++;
            }
            List<Integer> part = run.subList(i, k);
            r = isDeep && span.width() >= 4 ? group(part, level, r, span) : pairs(part, r, span);
            i = k;
        }
        return r;
    }

    private boolean isLong(int j) {
        String header = canvas.column(j).header();
        String type = canvas.text.info(j).type();
        boolean isWordy = LONG.matcher(header.replaceAll("[：:]+$", "")).find();
        return header.length() > LONG_LABEL || type.equals("text") || isWordy && type.equals("string");
    }

    private int pairs(List<Integer> run, int row, Span span) {
        int most = Math.max(1, Math.min(canvas.shape.count("pairs"), span.width() / 2));
        List<Integer> line = new ArrayList<>();
        int r = row;
        for (int j : run) {
            if (isLong(j)) {
                r = flush(line, r, span);
                pair(j, r, span);
                sheet.heights.put(r++, 48.0);
            } else {
                line.add(j);
                r = line.size() == most ? flush(line, r, span) : r;
            }
        }
        return flush(line, r, span);
    }

    private int flush(List<Integer> line, int row, Span span) {
        for (int i = 0; i < line.size(); i++) {
            pair(line.get(i), row, span.part(i, line.size()));
        }
        boolean isEmpty = line.isEmpty();
        line.clear();
        return isEmpty ? row : row + 1;
    }

    private void pair(int j, int row, Span span) {
        List<String> path = path(j);
        String label = canvas.text.leaf(path.get(path.size() - 1), j);
        sheet.put(row, span.first, label, canvas.header());
        double height = 15.0 * (1 + Math.max(HeaderRows.breaks(label), label.length() / 6));
        sheet.heights.merge(row, Math.max(22, height), Math::max);
        Span blank = new Span(span.first + 1, span.last);
        fill(j, canvas.subjects.get(0), blank.at(row), values);
        slots.add(canvas.slot(j, new CellRef(row, blank.first).a1(), cells(blank, row)));
    }

    private static List<CellRef> cells(Span span, int row) {
        List<CellRef> out = new ArrayList<>();
        for (int c = span.first; c <= span.last; c++) {
            out.add(new CellRef(row, c));
        }
        return out;
    }

    private void fill(int j, String subject, CellRange range, Map<String, String> into) {
        Style style = canvas.line.aligned("c");
        Optional<Datum> value =
                canvas.isFilled && !canvas.column(j).isSkip() ? canvas.value(subject, j) : Optional.empty();
        if (value.isEmpty()) {
            sheet.merge(range, (Datum) null, style);
            return;
        }
        Rendering.Shown shown = canvas.shown(value.get(), j);
        Datum content = canvas.isWithheld(j) ? null : shown.content();
        sheet.merge(range, content, style.formatted(shown.format()));
        into.put(
                new CellRef(range.firstRow(), range.firstColumn()).a1(),
                value.get().canonical());
    }

    /** A small table inside the card: members of the family, or the row stubs of a matrix block. */
    private int table(List<Integer> run, int row, Span span) {
        List<String> stubs = stubs(run);
        int offset = stubs.isEmpty() ? 0 : 1;
        int parts = run.size() + offset;
        if (offset == 1) {
            sheet.merge(span.part(0, parts).at(row), "项目", canvas.line.aligned("w"));
        }
        for (int i = 0; i < run.size(); i++) {
            List<String> path = path(run.get(i));
            String label = canvas.text.leaf(path.get(path.size() - 1), run.get(i));
            sheet.merge(span.part(i + offset, parts).at(row), label, canvas.header());
        }
        List<String> subjects = stubs.isEmpty() ? members() : events(stubs.size());
        int count = stubs.isEmpty() ? Math.max(MEMBERS_LEAST, subjects.size()) : stubs.size();
        for (int n = 0; n < count; n++) {
            int r = row + 1 + n;
            if (offset == 1) {
                String stub = stubs.get(n).replace(">", "——");
                sheet.merge(span.part(0, parts).at(r), stub, canvas.line.aligned("w"));
            }
            memberRow(run, r, span, n < subjects.size() ? subjects.get(n) : null);
        }
        for (int i = 0; i < run.size(); i++) {
            List<CellRef> cells = new ArrayList<>();
            for (int n = 0; n < count; n++) {
                cells.addAll(cells(span.part(i + offset, parts), row + 1 + n));
            }
            slots.add(canvas.slot(run.get(i), cells.get(0).a1(), cells));
        }
        return row + 1 + count;
    }

    private void memberRow(List<Integer> run, int row, Span span, @org.jspecify.annotations.Nullable String subject) {
        int offset = stubs(run).isEmpty() ? 0 : 1;
        Map<String, String> got = new LinkedHashMap<>();
        for (int i = 0; i < run.size(); i++) {
            CellRange range = span.part(i + offset, run.size() + offset).at(row);
            if (subject == null) {
                sheet.merge(range, (Datum) null, canvas.line.aligned("w"));
            } else {
                fill(run.get(i), subject, range, got);
            }
        }
        if (subject != null && !got.isEmpty()) {
            memberRows.add(new Truth.Row(row, subject, got));
        }
    }

    private List<String> members() {
        if (!canvas.isFilled) {
            return List.of();
        }
        Person p = canvas.world.person(canvas.subjects.get(0), "");
        Household h = canvas.world.householdOf(p);
        return h.members().stream().map(Person::id).toList();
    }

    private List<String> events(int count) {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            out.add("e:%s:%d".formatted(canvas.form.id(), i));
        }
        return out;
    }
}
