package cn.qingzhuang.engine.sheet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Learns the weights of {@link KindReader} from the labelled forms: multinomial logistic regression, every form once
 * with and once without its title, forms written by us at a third of the weight, kinds weighed to the mix that offices
 * ask for. Run the main method in the engine folder; it prints the leave-one-office-out figure and rewrites kinds.tsv.
 */
final class KindTraining {
    private static final Path SHARED = Path.of("training/forms");
    private static final Path WRITTEN = Path.of("training/written/forms");
    private static final Path TABLE = Path.of("src/main/resources/cn/qingzhuang/engine/sheet/kinds.tsv");
    private static final double WRITTEN_WEIGHT = 0.3;
    private static final double[] MIX = {26, 38, 22};
    private static final double DECAY = 0.003;
    private static final double RATE = 0.5;
    private static final double MOMENTUM = 0.9;
    private static final int ROUNDS = 300;
    private static final int LEAST_SEEN = 4;

    /** One labelled list. */
    record Form(String id, String issuer, String title, List<List<String>> paths, int kind, double weight) {}

    private record Example(Map<String, Double> features, int kind, double weight) {}

    private KindTraining() {}

    public static void main(String[] args) throws IOException {
        List<Form> shared = forms(SHARED, 1);
        List<Form> all = new ArrayList<>(shared);
        all.addAll(forms(WRITTEN, WRITTEN_WEIGHT));
        System.out.printf(
                "learnt from %d forms; leave-one-office-out on the shared ones: %s%n", all.size(), heldOut(all));
        write(train(all));
    }

    /** The lists of a folder of forms: cards and item sheets are told by their shape and not by words. */
    static List<Form> forms(Path folder, double weight) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        List<Form> out = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.sorted().filter(f -> f.toString().endsWith(".json")).toList()) {
                JsonNode form = json.readTree(Files.readAllBytes(file));
                int kind = List.of("roster", "ledger", "statistics")
                        .indexOf(form.path("kind").asString());
                if (kind >= 0 && !form.path("layout").asString().contains("label/value")) {
                    List<List<String>> paths = new ArrayList<>();
                    form.path("columns").forEach(c -> paths.add(strings(c.path("path"))));
                    String title = form.path("title").asString();
                    String issuer = form.path("issuer").asString();
                    out.add(new Form(form.path("id").asString(), issuer, title, paths, kind, weight));
                }
            }
        }
        return out;
    }

    private static List<String> strings(JsonNode array) {
        List<String> out = new ArrayList<>();
        array.forEach(e -> out.add(e.asString()));
        return out;
    }

    /** Right answers with and without title on the shared forms, each judged by weights that never saw its office. */
    static Map<String, Double> heldOut(List<Form> all) {
        List<Form> shared = all.stream().filter(f -> f.weight() == 1).toList();
        double titled = 0;
        double bare = 0;
        for (String issuer : shared.stream().map(Form::issuer).distinct().toList()) {
            Map<String, double[]> weights =
                    train(all.stream().filter(f -> !f.issuer().equals(issuer)).toList());
            for (Form form :
                    shared.stream().filter(f -> f.issuer().equals(issuer)).toList()) {
                TableKind kind = KindReader.KINDS.get(form.kind());
                titled += KindReader.best(KindFeatures.of(Optional.of(form.title()), form.paths()), weights) == kind
                        ? 1
                        : 0;
                bare += KindReader.best(KindFeatures.of(Optional.empty(), form.paths()), weights) == kind ? 1 : 0;
            }
        }
        return new TreeMap<>(Map.of("with title", titled / shared.size(), "without", bare / shared.size()));
    }

    static Map<String, double[]> train(List<Form> forms) {
        List<Example> examples = new ArrayList<>();
        double[] perKind = new double[MIX.length];
        forms.forEach(f -> perKind[f.kind()] += 2 * f.weight());
        for (Form f : forms) {
            double weight = f.weight()
                    / perKind[f.kind()]
                    * MIX[f.kind()]
                    / Arrays.stream(MIX).sum();
            examples.add(new Example(KindFeatures.of(Optional.of(f.title()), f.paths()), f.kind(), weight));
            examples.add(new Example(KindFeatures.of(Optional.empty(), f.paths()), f.kind(), weight));
        }
        Map<String, Integer> seen = new HashMap<>();
        examples.forEach(e -> e.features().forEach((name, v) -> seen.merge(name, v > 0 ? 1 : 0, Integer::sum)));
        Map<String, double[]> weights = new TreeMap<>();
        seen.forEach((name, n) -> {
            if (n >= LEAST_SEEN) {
                weights.put(name, new double[MIX.length]);
            }
        });
        descend(examples, weights);
        return weights;
    }

    private static void descend(List<Example> examples, Map<String, double[]> weights) {
        Map<String, double[]> speed = new HashMap<>();
        weights.keySet().forEach(name -> speed.put(name, new double[MIX.length]));
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, double[]> slope = new HashMap<>();
            weights.forEach((name, w) ->
                    slope.put(name, Arrays.stream(w).map(x -> DECAY * x).toArray()));
            for (Example e : examples) {
                double[] p = chances(e.features(), weights);
                e.features().forEach((name, value) -> {
                    double[] g = slope.get(name);
                    for (int k = 0; g != null && k < p.length; k++) {
                        g[k] += e.weight() * value * (p[k] - (k == e.kind() ? 1 : 0));
                    }
                });
            }
            weights.forEach((name, w) -> {
                double[] v = speed.getOrDefault(name, new double[MIX.length]);
                double[] g = slope.getOrDefault(name, new double[MIX.length]);
                for (int k = 0; k < w.length; k++) {
                    v[k] = MOMENTUM * v[k] - RATE * g[k];
                    w[k] += v[k];
                }
            });
        }
    }

    private static double[] chances(Map<String, Double> features, Map<String, double[]> weights) {
        double[] sums = new double[MIX.length];
        features.forEach((name, value) -> {
            double[] w = weights.get(name);
            for (int k = 0; w != null && k < sums.length; k++) {
                sums[k] += w[k] * value;
            }
        });
        double most = Arrays.stream(sums).max().orElse(0);
        double[] p = Arrays.stream(sums).map(s -> Math.exp(s - most)).toArray();
        double total = Arrays.stream(p).sum();
        return Arrays.stream(p).map(x -> x / total).toArray();
    }

    private static void write(Map<String, double[]> weights) {
        StringBuilder out = new StringBuilder("# feature\troster\tledger\tstatistics; written by KindTraining\n");
        weights.forEach((name, w) -> out.append(String.format("%s\t%.3f\t%.3f\t%.3f%n", name, w[0], w[1], w[2])));
        try {
            Files.writeString(TABLE, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
