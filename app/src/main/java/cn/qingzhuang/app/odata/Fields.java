package cn.qingzhuang.app.odata;

import cn.qingzhuang.app.tables.KeptTable;
import cn.qingzhuang.app.tables.Tables;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.ValueType;
import cn.qingzhuang.engine.mask.Masking;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The properties of a table's rows: the key, then its columns under the labels that they were kept with. */
final class Fields {
    private final List<Field> all;

    Fields(List<Field> all) {
        this.all = List.copyOf(all);
    }

    static Fields of(KeptTable table, Tables tables, Masking masking) {
        List<Field> out = new ArrayList<>(List.of(new Field(Field.KEY, -1, Field.Kind.TEXT, false)));
        Set<String> taken = new HashSet<>(Set.of(Field.KEY));
        List<ElementKey> columns = table.wanted().columns();
        for (int i = 0; i < columns.size(); i++) {
            ElementKey key = columns.get(i);
            String name = identifier(table.labels().get(i));
            while (!taken.add(name)) {
                name = name + "_";
            }
            Field.Kind kind = tables.element(key)
                    .map(Element::valueType)
                    .map(Fields::kind)
                    .orElse(Field.Kind.TEXT);
            out.add(new Field(name, i, kind, masking.isHidden(i)));
        }
        return new Fields(out);
    }

    /** A name of which every sign is a letter, a digit or a line, and the first no digit; at most 120 signs. */
    static String identifier(String label) {
        String plain = label.strip().replaceAll("[^\\p{L}\\p{N}_]+", "_").replaceAll("_+$", "");
        String named = plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
        return named.substring(0, Math.min(120, named.length()));
    }

    private static Field.Kind kind(ValueType type) {
        return switch (type) {
            case INTEGER, YEAR -> Field.Kind.WHOLE;
            case DECIMAL, MONEY, PERCENT -> Field.Kind.DECIMAL;
            case STRING, TEXT, NAME, CODE, BOOLEAN, DATE, DATETIME, YEAR_MONTH, PHONE, ID18, ADDRESS, GEOMETRY, FILE ->
                Field.Kind.TEXT;
        };
    }

    List<Field> all() {
        return all;
    }

    /** A field that is looked at; Problem ODATA-002 for a name of none, ODATA-006 where its values are masked. */
    Field require(String name) {
        Field field = find(name);
        if (field.isMasked()) {
            throw ODataProblems.masked(name);
        }
        return field;
    }

    /** Problem ODATA-002 for a name of none. */
    Field find(String name) {
        return all.stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ODataProblems.unknownField(name));
    }
}
