package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Release;
import cn.qingzhuang.app.tables.Coverage;
import cn.qingzhuang.app.tables.KeptTable;
import cn.qingzhuang.app.tables.Tables;
import cn.qingzhuang.app.tables.WantedTable;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Described tables as the pages read them; docs/spec/tables.md. */
final class TableJson {
    private final Tables tables;

    TableJson(Facades facades) {
        this.tables = facades.tables();
    }

    static String word(SubjectType subject) {
        return subject.name().toLowerCase(Locale.ROOT);
    }

    static String word(Release release) {
        return release.name().toLowerCase(Locale.ROOT);
    }

    /** A table as a line of a list. */
    ObjectNode line(KeptTable table) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", table.id().toString()).put("name", table.name());
        String unit = table.wanted().unitCode();
        node.putObject("unit").put("code", unit).put("name", tables.unitName(unit));
        node.put("subject", word(table.wanted().subject())).put("text", tables.populationText(table.wanted()));
        node.put("department", table.department()).put("purpose", table.purpose());
        node.put("madeAt", table.madeAt().toString());
        ArrayNode owners = node.putArray("owners");
        tables.owners(table.wanted()).forEach(owners::add);
        tables.takes(table.id()).stream()
                .findFirst()
                .ifPresent(t -> node.put("takenAt", t.takenAt().toString()));
        return node;
    }

    /** A table with its columns, what it is for, and when it was taken. */
    ObjectNode whole(KeptTable table, Map<ElementKey, Release> releases) {
        ObjectNode node = line(table);
        node.put("words", table.words())
                .put("conditions", table.wanted().conditions())
                .put("basis", table.basis())
                .put("madeBy", table.madeBy())
                .put("key", tables.hasKey(table.id()));
        ArrayNode columns = node.putArray("columns");
        List<ElementKey> keys = table.wanted().columns();
        for (int i = 0; i < keys.size(); i++) {
            columns.add(column(keys.get(i), table.labels().get(i), releases));
        }
        ArrayNode takes = node.putArray("takes");
        tables.takes(table.id())
                .forEach(t -> takes.addObject()
                        .put("take", t.id().toString())
                        .put("at", t.takenAt().toString())
                        .put("by", t.takenBy())
                        .put("form", t.form())
                        .put("rows", t.rows().orElse(null)));
        return node;
    }

    private ObjectNode column(ElementKey key, String label, Map<ElementKey, Release> releases) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("element", key.toString())
                .put("name", label)
                .put("owner", tables.ownerOf(key))
                .put("release", word(releases.getOrDefault(key, Release.REFUSED)));
    }

    /** What is known; nothing of a column that is refused, and nothing at all where whom it lists may not be known. */
    ObjectNode coverage(WantedTable wanted, Map<ElementKey, Release> releases, Optional<Coverage> coverage) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("text", tables.populationText(wanted));
        node.put("rows", coverage.map(c -> c.all().rows()).orElse(null));
        ArrayNode refused = node.putArray("refused");
        releases.forEach((key, release) -> {
            if (release == Release.REFUSED) {
                refused.add(tables.nameOf(key));
            }
        });
        ArrayNode columns = node.putArray("columns");
        for (int i = 0; i < wanted.columns().size(); i++) {
            ElementKey key = wanted.columns().get(i);
            ObjectNode column = column(key, tables.nameOf(key), releases);
            if (coverage.isPresent() && releases.get(key) != Release.REFUSED) {
                Coverage.Counts all = coverage.get().all();
                column.put("known", all.known(i)).put("stale", all.stale(i));
            }
            columns.add(column);
        }
        ArrayNode units = node.putArray("units");
        coverage.ifPresent(c -> c.byUnit().forEach((unit, counts) -> units.add(unit(unit, counts, wanted, releases))));
        return node;
    }

    private ObjectNode unit(
            String unit, Coverage.Counts counts, WantedTable wanted, Map<ElementKey, Release> releases) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("code", unit)
                .put("name", tables.unitName(unit))
                .put("rows", counts.rows());
        ArrayNode known = node.putArray("known");
        ArrayNode stale = node.putArray("stale");
        for (int i = 0; i < wanted.columns().size(); i++) {
            boolean isTold = releases.get(wanted.columns().get(i)) != Release.REFUSED;
            known.add(isTold ? counts.known(i) : null);
            stale.add(isTold ? counts.stale(i) : null);
        }
        return node;
    }
}
