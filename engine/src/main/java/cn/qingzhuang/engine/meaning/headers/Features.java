package cn.qingzhuang.engine.meaning.headers;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The features of one candidate: numbers of names with values. Those of a second reading stand on those of the first,
 * which they share: training holds some hundred thousand candidates at once.
 */
final class Features {
    private static final int ROOM = 16;

    private final FeatureSpace space;
    private final @Nullable Features base;
    private final int shared;
    private int[] ids = new int[ROOM];
    private float[] values = new float[ROOM];
    private int own;

    Features(FeatureSpace space) {
        this(space, null);
    }

    private Features(FeatureSpace space, @Nullable Features base) {
        this.space = space;
        this.base = base;
        this.shared = base == null ? 0 : base.size();
    }

    void add(String name, double value) {
        if (value == 0) {
            return;
        }
        int id = space.id(name);
        if (id < 0) {
            return;
        }
        if (own == ids.length) {
            ids = Arrays.copyOf(ids, own + own / 2 + ROOM);
            values = Arrays.copyOf(values, ids.length);
        }
        ids[own] = id;
        values[own++] = (float) value;
    }

    void flag(String name, boolean isTrue) {
        if (isTrue) {
            add(name, 1);
        }
    }

    boolean has(String name) {
        return value(name) > 0;
    }

    /** The value of a feature, 0 where it is absent. */
    double value(String name) {
        int id = space.id(name);
        for (int i = 0; i < size(); i++) {
            if (id(i) == id) {
                return value(i);
            }
        }
        return 0;
    }

    FeatureSpace space() {
        return space;
    }

    int size() {
        return shared + own;
    }

    int id(int i) {
        return base != null && i < shared ? base.id(i) : ids[i - shared];
    }

    float value(int i) {
        return base != null && i < shared ? base.value(i) : values[i - shared];
    }

    /** Gives back the room that was not needed; nothing more is added. */
    Features complete() {
        ids = Arrays.copyOf(ids, own);
        values = Arrays.copyOf(values, own);
        return this;
    }

    /** Features that begin with these, which must be complete, and can be added to. */
    Features extended() {
        return new Features(space, this);
    }

    double dot(double[] weights) {
        double sum = base == null ? 0 : base.dot(weights);
        for (int i = 0; i < own; i++) {
            sum += weights[ids[i]] * values[i];
        }
        return sum;
    }
}
