package cn.qingzhuang.engine.meaning.headers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Issuers in groups of about as many forms: all forms of an office are learnt from together or judged together. */
final class IssuerGroups {
    private IssuerGroups() {}

    /** The group of each issuer, from 0; the largest issuers are placed first. */
    static Map<String, Integer> of(List<LabelledForm> forms, int groups) {
        Map<String, Integer> sizes = new HashMap<>();
        forms.forEach(f -> sizes.merge(f.issuer(), 1, Integer::sum));
        int[] load = new int[groups];
        Map<String, Integer> out = new HashMap<>();
        sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(e -> {
                    int least = 0;
                    for (int k = 1; k < groups; k++) {
                        least = load[k] < load[least] ? k : least;
                    }
                    load[least] += e.getValue();
                    out.put(e.getKey(), least);
                });
        return out;
    }
}
