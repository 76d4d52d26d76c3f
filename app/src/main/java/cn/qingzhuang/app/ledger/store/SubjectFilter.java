package cn.qingzhuang.app.ledger.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.support.SqlArrayValue;

/** A restriction of a read of subjects. Its SQL is put together from fixed texts; values are parameters. */
public sealed interface SubjectFilter {
    String sql();

    /** The parameters in the order of the SQL. */
    Stream<Object> values();

    /** Something is known of one of these elements, by number. */
    record Knows(List<Integer> elements) implements SubjectFilter {
        public Knows {
            elements = List.copyOf(elements);
        }

        @Override
        public String sql() {
            return elements.isEmpty()
                    ? "false"
                    : IntStream.range(0, elements.size())
                            .mapToObj(i ->
                                    "case when length(elements) > ? then get_bit(elements, ?) = 1 else false end")
                            .collect(Collectors.joining(" or ", "(", ")"));
        }

        @Override
        public Stream<Object> values() {
            return elements.stream().flatMap(number -> Stream.of(number >> 3, number));
        }
    }

    /** One of the texts stands in some value. */
    record Says(List<String> texts) implements SubjectFilter {
        public Says {
            texts = List.copyOf(texts);
        }

        @Override
        public String sql() {
            return "exists (select 1 from unnest(?::text[]) as said (part) where position(said.part in facts) > 0)";
        }

        @Override
        public Stream<Object> values() {
            return Stream.of(new SqlArrayValue("text", texts.toArray()));
        }
    }

    /** Born between two days, both included; also whoever is born after the last day, or of whom no birth date is known. */
    record Born(Optional<LocalDate> from, Optional<LocalDate> to, LocalDate last) implements SubjectFilter {
        @Override
        public String sql() {
            return "(born between ? and ? or born > ? or born is null)";
        }

        @Override
        public Stream<Object> values() {
            return Stream.of(from.orElse(LocalDate.of(1, 1, 1)), to.orElse(last), last);
        }
    }

    record All(List<SubjectFilter> parts) implements SubjectFilter {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public String sql() {
            return parts.isEmpty()
                    ? "true"
                    : parts.stream().map(SubjectFilter::sql).collect(Collectors.joining(" and ", "(", ")"));
        }

        @Override
        public Stream<Object> values() {
            return parts.stream().flatMap(SubjectFilter::values);
        }
    }

    record Any(List<SubjectFilter> parts) implements SubjectFilter {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public String sql() {
            return parts.stream().map(SubjectFilter::sql).collect(Collectors.joining(" or ", "(", ")"));
        }

        @Override
        public Stream<Object> values() {
            return parts.stream().flatMap(SubjectFilter::values);
        }
    }
}
