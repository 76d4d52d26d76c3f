package cn.qingzhuang.engine.meaning.headers;

import cn.qingzhuang.engine.meaning.headers.Vocabulary.Phrasing;
import cn.qingzhuang.engine.meaning.headers.Vocabulary.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds for a text how much of it each element's phrasings explain and the other way round, grams weighed by rarity. */
final class GramIndex {
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<int[]> phrasingsByGram = new ArrayList<>();
    private final double[] weights;
    private final double[] phrasingWeight;
    private final int[] profileOf;
    private final int profiles;

    /** For each element its best phrasing's share of the text, the text's share of it and the mean of both. */
    record Likeness(float[] ofText, float[] ofPhrasing, float[] both) {}

    GramIndex(List<Profile> all) {
        profiles = all.size();
        List<Set<Integer>> owners = new ArrayList<>();
        List<List<Integer>> postings = new ArrayList<>();
        List<Integer> profileList = new ArrayList<>();
        List<int[]> gramsOf = new ArrayList<>();
        for (Profile p : all) {
            for (Phrasing f : p.phrasings()) {
                int phrasing = profileList.size();
                profileList.add(p.index());
                int[] here = new int[f.grams().all().length];
                for (int i = 0; i < here.length; i++) {
                    int id = ids.computeIfAbsent(f.grams().all()[i], g -> {
                        owners.add(new LinkedHashSet<>());
                        postings.add(new ArrayList<>());
                        return ids.size();
                    });
                    here[i] = id;
                    owners.get(id).add(p.index());
                    postings.get(id).add(phrasing);
                }
                gramsOf.add(here);
            }
        }
        weights = new double[owners.size()];
        double n = Math.max(2, profiles);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.log(n / owners.get(i).size()) / Math.log(n);
            phrasingsByGram.add(
                    postings.get(i).stream().mapToInt(Integer::intValue).toArray());
        }
        profileOf = profileList.stream().mapToInt(Integer::intValue).toArray();
        phrasingWeight = new double[profileOf.length];
        for (int i = 0; i < profileOf.length; i++) {
            for (int g : gramsOf.get(i)) {
                phrasingWeight[i] += weights[g];
            }
        }
    }

    Likeness of(Grams text) {
        double[] common = new double[profileOf.length];
        double sum = 0;
        for (String g : text.all()) {
            Integer id = ids.get(g);
            if (id == null) {
                sum += 1;
                continue;
            }
            sum += weights[id];
            for (int p : phrasingsByGram.get(id)) {
                common[p] += weights[id];
            }
        }
        Likeness out = new Likeness(new float[profiles], new float[profiles], new float[profiles]);
        Arrays.fill(out.both(), 0);
        for (int p = 0; p < common.length; p++) {
            if (common[p] > 0) {
                double a = common[p] / sum;
                double b = common[p] / phrasingWeight[p];
                float f = (float) (2 * a * b / (a + b));
                int i = profileOf[p];
                if (f > out.both()[i]) {
                    out.both()[i] = f;
                    out.ofText()[i] = (float) a;
                    out.ofPhrasing()[i] = (float) b;
                }
            }
        }
        return out;
    }
}
