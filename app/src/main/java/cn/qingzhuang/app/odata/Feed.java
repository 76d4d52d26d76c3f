package cn.qingzhuang.app.odata;

import cn.qingzhuang.app.ledger.SubjectPages;
import cn.qingzhuang.app.tables.KeptTable;
import cn.qingzhuang.app.tables.RowKeys;
import cn.qingzhuang.app.tables.RowReader;
import cn.qingzhuang.app.tables.TableTaking;
import cn.qingzhuang.app.tables.Tables;
import cn.qingzhuang.engine.fill.ElementTable.Row;
import cn.qingzhuang.engine.mask.Masking;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kept table as an entity set. Without an order its rows come by the ids of their subjects and a page reads no more
 * than itself; with one the whole table is read for each page, and as many rows as a page has are kept. For one
 * request.
 */
public final class Feed {
    /** So many rows are sent at once; the rest is told by a link. */
    public static final int PAGE_MAX = 5_000;

    private final Tables tables;
    private final KeptTable table;
    private final Masking masking;
    private final Fields fields;
    private final RowKeys keys;

    /** @param masking what leaves of the columns */
    public Feed(Tables tables, KeptTable table, Masking masking) {
        this.tables = tables;
        this.table = table;
        this.masking = masking;
        this.fields = Fields.of(table, tables, masking);
        this.keys = table.rowKeys();
    }

    /**
     * Some rows.
     *
     * @param subjects of whom they tell
     * @param columns what is told, as stored keys
     * @param select the names of the fields, where not all were asked for
     * @param next the token of the next page, if there is one
     */
    public record Page(
            ArrayNode rows,
            List<String> subjects,
            List<String> columns,
            List<String> select,
            Optional<Long> count,
            Optional<String> next) {}

    /** The name of the entity set. */
    public String set() {
        return Fields.identifier(table.name());
    }

    public Schema schema() {
        return new Schema(set(), fields);
    }

    /** The rows that an address asks for, at most {@code max} at once; Problems ODATA-001 to ODATA-006. */
    public Page read(Map<String, String[]> options, int max) {
        Query query = Query.of(options, fields);
        Optional<SkipToken> from = query.from()
                .map(t -> SkipToken.of(t, table.seal(), query.order().size()));
        Optional<Integer> wanted = from.isPresent() ? from.get().rest() : query.top();
        int most = Math.min(max, wanted.orElse(Integer.MAX_VALUE));
        int skip = from.isPresent() ? 0 : query.skip();
        List<Row> found = query.order().isEmpty() ? walked(query, from, skip, most) : sorted(query, from, skip, most);
        List<Row> page = found.subList(0, Math.min(most, found.size()));
        Optional<Integer> rest = wanted.map(w -> w - page.size());
        boolean hasMore = found.size() > page.size()
                && !page.isEmpty()
                && rest.filter(r -> r <= 0).isEmpty();
        Optional<Long> count = query.isCounted()
                ? from.flatMap(SkipToken::count).or(() -> Optional.of(counted(query.filter())))
                : Optional.empty();
        Optional<String> next = hasMore
                ? Optional.of(
                        token(query, page.get(page.size() - 1), rest, count).sealed(table.seal()))
                : Optional.empty();
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        List<List<String>> shown = TableTaking.shown(page, masking);
        for (int i = 0; i < page.size(); i++) {
            rows.add(json(page.get(i), shown.get(i), query.select()));
        }
        boolean isAll = query.select().equals(fields.all());
        return new Page(
                rows,
                page.stream().map(Row::id).toList(),
                query.select().stream()
                        .filter(f -> f.column() >= 0)
                        .map(f -> table.wanted().columns().get(f.column()).toString())
                        .toList(),
                isAll ? List.of() : query.select().stream().map(Field::name).toList(),
                count,
                next);
    }

    /** How many rows the filter of an address lets through. */
    public long count(Map<String, String[]> options) {
        return counted(Query.filterOf(options, fields));
    }

    private long counted(Optional<Filter> filter) {
        Predicate<Row> passes = passes(filter);
        RowReader reader = tables.reader(table.wanted(), SubjectPages.START);
        long count = 0;
        while (!reader.isEnd()) {
            count += reader.next().stream().filter(passes).count();
        }
        return count;
    }

    /** By the ids of subjects: the rows after a place, one more than are sent. */
    private List<Row> walked(Query query, Optional<SkipToken> from, int skip, int most) {
        UUID start = from.map(t -> keys.subject(t.rowKey()).orElseThrow()).orElse(SubjectPages.START);
        Predicate<Row> passes = passes(query.filter());
        RowReader reader = tables.reader(table.wanted(), start);
        List<Row> out = new ArrayList<>();
        int left = skip;
        while (!reader.isEnd() && out.size() <= most) {
            for (Row row : reader.next()) {
                if (out.size() <= most && passes.test(row) && --left < 0) {
                    out.add(row);
                }
            }
        }
        return out;
    }

    /** In the order that was asked for, then by key. */
    private List<Row> sorted(Query query, Optional<SkipToken> from, int skip, int most) {
        Comparator<Placed> order = order(query.order());
        Predicate<Row> passes = passes(query.filter());
        Optional<Placed> after = from.map(t -> new Placed(Optional.empty(), t.values(), t.rowKey()));
        int kept = skip + Math.min(most, PAGE_MAX) + 1;
        PriorityQueue<Placed> last = new PriorityQueue<>(order.reversed());
        RowReader reader = tables.reader(table.wanted(), SubjectPages.START);
        while (!reader.isEnd()) {
            for (Row row : reader.next()) {
                Placed placed = passes.test(row) ? placed(row, query.order()) : null;
                if (placed == null
                        || after.filter(a -> order.compare(placed, a) <= 0).isPresent()) {
                    continue;
                }
                if (last.size() < kept) {
                    last.add(placed);
                } else if (order.compare(placed, last.element()) < 0) {
                    last.remove();
                    last.add(placed);
                }
            }
        }
        List<Placed> all = new ArrayList<>(last);
        all.sort(order);
        return all.stream().skip(skip).flatMap(p -> p.row().stream()).toList();
    }

    /** A row with what it is put in order by. */
    private record Placed(Optional<Row> row, List<Optional<String>> values, String key) {}

    private Placed placed(Row row, List<Query.Order> order) {
        List<Optional<String>> values =
                order.stream().map(o -> value(row, o.field())).toList();
        return new Placed(Optional.of(row), values, keys.of(row.id()));
    }

    /** What is not there comes first, as OData has it. */
    private static Comparator<Placed> order(List<Query.Order> wanted) {
        Comparator<Placed> out = (a, b) -> 0;
        for (int i = 0; i < wanted.size(); i++) {
            int at = i;
            Field field = wanted.get(i).field();
            Comparator<Placed> next =
                    (a, b) -> compared(field, a.values().get(at), b.values().get(at));
            out = out.thenComparing(wanted.get(i).isDescending() ? next.reversed() : next);
        }
        return out.thenComparing(Placed::key);
    }

    private static int compared(Field field, Optional<String> one, Optional<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Boolean.compare(one.isPresent(), other.isPresent());
        }
        return Filter.Compares.compared(field, one.get(), other.get());
    }

    private SkipToken token(Query query, Row last, Optional<Integer> rest, Optional<Long> count) {
        Placed placed = placed(last, query.order());
        return new SkipToken(placed.key(), placed.values(), rest, count);
    }

    private Predicate<Row> passes(Optional<Filter> filter) {
        return row -> filter.isEmpty() || filter.get().holds(field -> value(row, field));
    }

    /** The value of a row as it compares: of a number that is none there is none. */
    private Optional<String> value(Row row, Field field) {
        if (field.column() < 0) {
            return Optional.of(keys.of(row.id()));
        }
        String value = row.cells().get(field.column()).value();
        return field.isNumber()
                ? field.number(value).map(BigDecimal::toPlainString)
                : Optional.of(value).filter(v -> !v.isEmpty());
    }

    private ObjectNode json(Row row, List<String> shown, List<Field> select) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (Field field : select) {
            Optional<String> value = value(row, field);
            if (value.isEmpty() || field.isMasked() && field.isNumber()) {
                node.putNull(field.name());
            } else if (field.isMasked()) {
                node.put(field.name(), shown.get(field.column()));
            } else if (field.isNumber()) {
                node.put(field.name(), new BigDecimal(value.get()));
            } else {
                node.put(field.name(), value.get());
            }
        }
        return node;
    }
}
