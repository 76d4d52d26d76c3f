package cn.qingzhuang.app.odata;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A test on a row. A value that is not there is equal to null and to nothing else, and neither less nor greater. */
sealed interface Filter {
    /** Whether it holds; {@code values} gives the value of a field, empty where there is none. */
    boolean holds(Function<Field, Optional<String>> values);

    record And(List<Filter> parts) implements Filter {
        @Override
        public boolean holds(Function<Field, Optional<String>> values) {
            return parts.stream().allMatch(p -> p.holds(values));
        }
    }

    record Or(List<Filter> parts) implements Filter {
        @Override
        public boolean holds(Function<Field, Optional<String>> values) {
            return parts.stream().anyMatch(p -> p.holds(values));
        }
    }

    record Not(Filter inner) implements Filter {
        @Override
        public boolean holds(Function<Field, Optional<String>> values) {
            return !inner.holds(values);
        }
    }

    /** The order of two values of a field, by a word of the grammar. */
    enum Relation {
        EQ,
        NE,
        GT,
        GE,
        LT,
        LE;

        boolean holds(int order) {
            return switch (this) {
                case EQ -> order == 0;
                case NE -> order != 0;
                case GT -> order > 0;
                case GE -> order >= 0;
                case LT -> order < 0;
                case LE -> order <= 0;
            };
        }
    }

    /**
     * A comparison.
     *
     * @param with canonical text or number; empty: null
     */
    record Compares(Field field, Relation relation, Optional<String> with) implements Filter {
        @Override
        public boolean holds(Function<Field, Optional<String>> values) {
            Optional<String> value = values.apply(field);
            if (value.isEmpty() || with.isEmpty()) {
                boolean isSame = value.isEmpty() && with.isEmpty();
                return relation == Relation.EQ && isSame || relation == Relation.NE && !isSame;
            }
            return relation.holds(compared(field, value.get(), with.get()));
        }

        static int compared(Field field, String one, String other) {
            return field.isNumber() ? new BigDecimal(one).compareTo(new BigDecimal(other)) : one.compareTo(other);
        }
    }

    record In(Field field, List<Optional<String>> values) implements Filter {
        @Override
        public boolean holds(Function<Field, Optional<String>> row) {
            return values.stream().anyMatch(v -> new Compares(field, Relation.EQ, v).holds(row));
        }
    }

    /** Where in a text another stands. */
    enum Part {
        CONTAINS,
        STARTSWITH,
        ENDSWITH
    }

    record Has(Field field, Part part, String text) implements Filter {
        @Override
        public boolean holds(Function<Field, Optional<String>> values) {
            return values.apply(field)
                    .filter(value -> switch (part) {
                        case CONTAINS -> value.contains(text);
                        case STARTSWITH -> value.startsWith(text);
                        case ENDSWITH -> value.endsWith(text);
                    })
                    .isPresent();
        }
    }
}
