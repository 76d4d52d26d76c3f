package cn.qingzhuang.engine.meaning.headers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of features and their numbers; frozen once a model is learnt. */
final class FeatureSpace {
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private boolean isFrozen;

    /** The number of a feature, -1 for one that a frozen space does not know. */
    int id(String name) {
        Integer id = ids.get(name);
        if (id != null) {
            return id;
        }
        if (isFrozen) {
            return -1;
        }
        ids.put(name, names.size());
        names.add(name);
        return names.size() - 1;
    }

    void freeze() {
        isFrozen = true;
    }

    int size() {
        return names.size();
    }

    String name(int id) {
        return names.get(id);
    }
}
