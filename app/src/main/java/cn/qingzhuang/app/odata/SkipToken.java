package cn.qingzhuang.app.odata;

import cn.qingzhuang.app.tables.TableSeal;
import cn.qingzhuang.engine.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Where a page ended: the last row itself, not how many there were before it, so that rows that come or go meanwhile
 * neither repeat nor hide another.
 *
 * @param rowKey of the last row
 * @param values by which rows are put in order, of the last row
 * @param rest how many rows are still wanted, where the number is limited
 * @param count of all rows as the first page told it, where it was asked for: it is not counted anew for each page
 */
record SkipToken(String rowKey, List<Optional<String>> values, Optional<Integer> rest, Optional<Long> count) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    String sealed(TableSeal seal) {
        ArrayNode node = JSON.createArrayNode().add(rowKey);
        if (rest.isPresent()) {
            node.add(rest.get());
        } else {
            node.addNull();
        }
        ArrayNode texts = node.addArray();
        values.forEach(v -> texts.add(v.orElse(null)));
        count.ifPresent(node::add);
        return seal.seal(node.toString());
    }

    /** Problem ODATA-005 for a text that was not given here, or for another order. */
    static SkipToken of(String sealed, TableSeal seal, int values) {
        try {
            JsonNode node = JSON.readTree(seal.open(sealed).orElseThrow(SkipToken::unknown));
            List<Optional<String>> texts = new ArrayList<>();
            node.get(2).forEach(v -> texts.add(v.isNull() ? Optional.empty() : Optional.of(v.asString())));
            if (texts.size() != values) {
                throw unknown();
            }
            Optional<Integer> rest = node.get(1).isNull()
                    ? Optional.empty()
                    : Optional.of(node.get(1).asInt());
            Optional<Long> count = node.has(3) ? Optional.of(node.get(3).asLong()) : Optional.empty();
            return new SkipToken(node.get(0).asString(), texts, rest, count);
        } catch (JacksonException e) {
            throw unknown();
        }
    }

    private static Problem unknown() {
        return ODataProblems.badValue("$skiptoken", "不是本表给出的，请从头读取");
    }
}
