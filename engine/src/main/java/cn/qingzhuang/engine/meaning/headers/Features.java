package cn.qingzhuang.engine.meaning.headers;

import java.util.Arrays;

/** The features of one candidate: numbers of names with values. */
final class Features {
    private final FeatureSpace space;
    private int[] ids = new int[48];
    private float[] values = new float[48];
    private int size;

    Features(FeatureSpace space) {
        this.space = space;
    }

    void add(String name, double value) {
        if (value == 0) {
            return;
        }
        int id = space.id(name);
        if (id < 0) {
            return;
        }
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        ids[size] = id;
        values[size++] = (float) value;
    }

    void flag(String name, boolean isTrue) {
        if (isTrue) {
            add(name, 1);
        }
    }

    boolean has(String name) {
        int id = space.id(name);
        for (int i = 0; i < size; i++) {
            if (ids[i] == id && values[i] > 0) {
                return true;
            }
        }
        return false;
    }

    int size() {
        return size;
    }

    int id(int i) {
        return ids[i];
    }

    float value(int i) {
        return values[i];
    }

    Features copy() {
        Features out = new Features(space);
        out.ids = Arrays.copyOf(ids, Math.max(size + 16, 16));
        out.values = Arrays.copyOf(values, out.ids.length);
        out.size = size;
        return out;
    }

    double dot(double[] weights) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += weights[ids[i]] * values[i];
        }
        return sum;
    }
}
