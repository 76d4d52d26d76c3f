package cn.qingzhuang.engine.meaning.headers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A learnt reader as text: the line of the calibration, lines {@code feature TAB first TAB second} up to an empty line,
 * and the lines of the memory.
 */
final class ModelFile {
    private static final double NEGLIGIBLE = 0.012;

    /**
     * Weights of what the labelled forms cannot teach: an officer's word on the same header elsewhere is strong, and
     * outweighed by a clear contradiction; so are the shapes of values.
     */
    private static final Map<String, Double> FIXED = Map.of(
            TextEvidence.SAID, 4.0,
            TextEvidence.SAID_WITH_PARENT, 4.0,
            ValueEvidence.FITS, 1.0,
            ValueEvidence.AGAINST, -3.0);

    private ModelFile() {}

    static List<String> write(HeaderModel model) {
        List<String> out = new ArrayList<>();
        out.add(model.calibration.line());
        for (int i = 0; i < model.space.size(); i++) {
            double first = i < model.first.length ? model.first[i] : 0;
            double second = model.second[i];
            if (Math.abs(first) > NEGLIGIBLE || Math.abs(second) > NEGLIGIBLE) {
                out.add(model.space.name(i) + "\t" + number(first) + "\t" + number(second));
            }
        }
        out.add("");
        out.addAll(model.memory.lines());
        return out;
    }

    private static String number(double w) {
        return String.format(Locale.ROOT, "%.3f", w);
    }

    static HeaderModel read(Reader source, Vocabulary vocabulary) {
        FeatureSpace space = new FeatureSpace();
        double[] first = new double[1 << 14];
        double[] second = new double[1 << 14];
        Memory memory = new Memory();
        try (BufferedReader in = new BufferedReader(source)) {
            Calibration calibration = Calibration.parse(String.valueOf(in.readLine()));
            String line = in.readLine();
            while (line != null && !line.isEmpty()) {
                int tab = line.indexOf('\t');
                int next = line.indexOf('\t', tab + 1);
                int id = space.id(line.substring(0, tab));
                if (id >= first.length) {
                    first = Arrays.copyOf(first, 2 * id);
                    second = Arrays.copyOf(second, 2 * id);
                }
                first[id] = Double.parseDouble(line.substring(tab + 1, next));
                second[id] = Double.parseDouble(line.substring(next + 1));
                line = in.readLine();
            }
            for (line = in.readLine(); line != null; line = in.readLine()) {
                memory.addLine(line);
            }
            double[][] weights = {first, second};
            for (Map.Entry<String, Double> e : FIXED.entrySet()) {
                fix(space, weights, e.getKey(), e.getValue());
            }
            space.freeze();
            return new HeaderModel(vocabulary, memory, space, weights[0], weights[1], calibration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fix(FeatureSpace space, double[][] weights, String name, double weight) {
        int id = space.id(name);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = id < weights[i].length ? weights[i] : Arrays.copyOf(weights[i], id + 1);
            weights[i][id] = weight;
        }
    }
}
