package cn.qingzhuang.engine.sheet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a roster, a ledger and statistics apart by weighing what {@link KindFeatures} sees. The weights were learnt
 * from the labelled forms (KindTraining in the tests, decision 0011) and lie in a table that can be read.
 */
final class KindReader {
    /** The kinds in the order of the table's columns. */
    static final List<TableKind> KINDS = List.of(TableKind.ROSTER, TableKind.LEDGER, TableKind.STATISTICS);

    private static final String RESOURCE = "kinds.tsv";
    private static final Map<String, double[]> WEIGHTS = load();

    private KindReader() {}

    static TableKind read(Optional<String> title, List<Slot> slots) {
        return best(KindFeatures.of(title, slots.stream().map(Slot::path).toList()), WEIGHTS);
    }

    static TableKind best(Map<String, Double> features, Map<String, double[]> weights) {
        double[] sums = new double[KINDS.size()];
        features.forEach((name, value) -> {
            double[] w = weights.get(name);
            for (int k = 0; w != null && k < sums.length; k++) {
                sums[k] += w[k] * value;
            }
        });
        int best = 0;
        for (int k = 1; k < sums.length; k++) {
            best = sums[k] > sums[best] ? k : best;
        }
        return KINDS.get(best);
    }

    private static Map<String, double[]> load() {
        Map<String, double[]> weights = new HashMap<>();
        try (InputStream in = KindReader.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split("\t");
                if (cells.length == KINDS.size() + 1 && !line.startsWith("#")) {
                    weights.put(cells[0], new double[] {
                        Double.parseDouble(cells[1]), Double.parseDouble(cells[2]), Double.parseDouble(cells[3])
                    });
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return weights;
    }
}
