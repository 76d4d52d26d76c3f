package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.catalog.ElementKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** How many months a value of an element may be believed without asking again; elements not listed do not age. */
final class Freshness {
    private static final String FILE = "/ledger/freshness.csv";

    private final Map<String, Integer> months;

    private Freshness(Map<String, Integer> months) {
        this.months = months;
    }

    /** The periods shipped with the application: lines {@code element,months}. */
    static Freshness standard() {
        Map<String, Integer> out = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(Freshness.class.getResourceAsStream(FILE), FILE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().skip(1).map(line -> line.split(",")).forEach(p -> out.put(p[0], Integer.parseInt(p[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Freshness(out);
    }

    /** Whether a value seen on a day is past its period as of another day. A role's value ages as its element does. */
    boolean isStale(ElementKey key, LocalDate seenOn, LocalDate asOf) {
        Integer period = months.getOrDefault(key.toString(), months.get(key.element()));
        return period != null && seenOn.plusMonths(period).isBefore(asOf);
    }
}
