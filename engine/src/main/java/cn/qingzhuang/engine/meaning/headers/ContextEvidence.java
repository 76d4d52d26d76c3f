package cn.qingzhuang.engine.meaning.headers;

import cn.qingzhuang.engine.meaning.headers.FormView.ColumnView;
import cn.qingzhuang.engine.meaning.headers.Vocabulary.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the first reading of the whole form says for or against a candidate of one column: whose block the column stands
 * in, what the section and the form are about, whether another column takes the same element. Feature names begin with c.
 */
final class ContextEvidence {
    private static final int REACH = 3;

    private final FormView form;
    private final List<List<Candidate>> candidates;
    private final List<double[]> probabilities;
    private final Map<String, Double> formFamilies = new HashMap<>();
    private final Map<String, Map<String, Double>> sectionFamilies = new HashMap<>();
    private final Map<String, Double> sectionSizes = new HashMap<>();
    private final Map<String, Double> keys = new HashMap<>();
    private final List<Map<String, Double>> columnKeys = new ArrayList<>();
    private final double[] noneNew;
    private final double[] noneAggregate;
    private final double[] noneSkip;
    private double elements;

    ContextEvidence(FormView form, List<List<Candidate>> candidates, List<double[]> probabilities) {
        this.form = form;
        this.candidates = candidates;
        this.probabilities = probabilities;
        int n = candidates.size();
        noneNew = new double[n];
        noneAggregate = new double[n];
        noneSkip = new double[n];
        for (int i = 0; i < n; i++) {
            String section = form.columns().get(i).section();
            Map<String, Double> families = sectionFamilies.computeIfAbsent(section, k -> new HashMap<>());
            Map<String, Double> own = new HashMap<>();
            columnKeys.add(own);
            for (int j = 0; j < candidates.get(i).size(); j++) {
                Candidate c = candidates.get(i).get(j);
                double p = probabilities.get(i)[j];
                own.putIfAbsent(c.key(), p);
                if (c.profile().isPresent()) {
                    String family = family(c);
                    formFamilies.merge(family, p, Double::sum);
                    families.merge(family, p, Double::sum);
                    keys.merge(c.key(), p, Double::sum);
                    elements += p;
                    sectionSizes.merge(section, p, Double::sum);
                } else {
                    switch (c.none().orElseThrow()) {
                        case NEW -> noneNew[i] = p;
                        case AGGREGATE -> noneAggregate[i] = p;
                        case SKIP -> noneSkip[i] = p;
                        case ELEMENT -> {}
                    }
                }
            }
        }
    }

    private static String family(Candidate c) {
        String family = c.profile().map(Profile::family).orElse("");
        return c.role().isEmpty()
                        || c.role().equals(c.profile().map(Profile::role).orElse(""))
                ? family
                : c.role();
    }

    /** Adds what the context says of candidate j of column i. */
    void addTo(Features out, int i, int j) {
        Candidate c = candidates.get(i).get(j);
        double own = probabilities.get(i)[j];
        out.add("c first", Math.log(Math.max(own, 1e-6)) / 3);
        if (c.profile().isPresent()) {
            families(out, i, c, own);
            taken(out, i, c);
            owners(out, i, c);
            household(out, c);
        } else {
            none(out, i, c);
        }
    }

    private void families(Features out, int i, Candidate c, double own) {
        String family = family(c);
        String section = form.columns().get(i).section();
        double mine = 0;
        double mineAll = 0;
        for (int k = 0; k < candidates.get(i).size(); k++) {
            Candidate other = candidates.get(i).get(k);
            if (other.profile().isPresent()) {
                mineAll += probabilities.get(i)[k];
                if (family(other).equals(family)) {
                    mine += probabilities.get(i)[k];
                }
            }
        }
        double inForm = formFamilies.getOrDefault(family, 0.0) - mine;
        double inSection = sectionFamilies.getOrDefault(section, Map.of()).getOrDefault(family, 0.0) - mine;
        double sectionSize = sectionSizes.getOrDefault(section, 0.0) - mineAll;
        out.add("c family in form", inForm / (elements - mineAll + 1));
        out.add("c family in section", inSection / (sectionSize + 1));
        if (form.columns().get(i).isGeneral()) {
            out.add("c family in form, general", inForm / (elements - mineAll + 1));
            out.add("c family in section, general", inSection / (sectionSize + 1));
            out.add("c family of neighbours, general", near(i, family));
        }
        out.add("c family times", Math.log1p(Math.max(0, inForm)));
        out.flag("c family nowhere else", inForm < 0.2);
        out.add("c family of neighbours", near(i, family));
    }

    private double near(int i, String family) {
        double sum = 0;
        for (int k = Math.max(0, i - 2); k <= Math.min(candidates.size() - 1, i + 2); k++) {
            if (k == i) {
                continue;
            }
            for (int j = 0; j < candidates.get(k).size(); j++) {
                Candidate other = candidates.get(k).get(j);
                if (other.profile().isPresent() && family(other).equals(family)) {
                    sum += probabilities.get(k)[j] / Math.abs(k - i);
                }
            }
        }
        return Math.min(1.5, sum) / 1.5;
    }

    private void taken(Features out, int i, Candidate c) {
        ColumnView here = form.columns().get(i);
        double inSection = 0;
        double elsewhere = 0;
        double sameText = 0;
        double siblings = 0;
        int siblingCount = 0;
        for (int k = 0; k < candidates.size(); k++) {
            if (k == i) {
                continue;
            }
            ColumnView there = form.columns().get(k);
            double p = columnKeys.get(k).getOrDefault(c.key(), 0.0);
            if (here.isBare() && there.isBare() && there.section().equals(here.section())) {
                siblings += p;
                siblingCount++;
            } else if (there.leaf().core().equals(here.leaf().core())) {
                sameText = Math.max(sameText, p);
            } else if (there.section().equals(here.section())) {
                inSection = Math.max(inSection, p);
            } else {
                elsewhere = Math.max(elsewhere, p);
            }
        }
        out.add("c siblings", siblings / (siblingCount + 0.5));
        out.add("c taken in section", inSection);
        out.add("c taken elsewhere", elsewhere);
        out.add("c taken by same text", sameText);
    }

    private void owners(Features out, int i, Candidate c) {
        boolean isPersonal = Roles.isPersonal(form.columns().get(i).facets());
        if (!isPersonal) {
            return;
        }
        String owner = c.owner();
        double same = 0;
        double other = 0;
        double name = 0;
        double otherName = 0;
        boolean isNameSeen = false;
        for (int k = i - 1; k >= 0 && k >= i - 2 * REACH; k--) {
            if (!form.columns().get(k).section().equals(form.columns().get(i).section())) {
                break;
            }
            double s = owned(k, owner, true);
            double o = owned(k, owner, false);
            if (i - k <= REACH) {
                same += s / (i - k);
                other += o / (i - k);
            }
            boolean isName = form.columns().get(k).facets().attributes().contains("pname") || named(k) > 0.5;
            if (isName && !isNameSeen) {
                name = s;
                otherName = o;
                isNameSeen = true;
            }
        }
        out.add("c owner at left", Math.min(1.5, same));
        out.add("c other owner at left", Math.min(1.5, other));
        out.add("c owner of last name", name);
        out.add("c not owner of last name", otherName);
    }

    /** How likely column k is of a person who is, or is not, this owner. */
    private double owned(int k, String owner, boolean isSame) {
        double sum = 0;
        for (int j = 0; j < candidates.get(k).size(); j++) {
            Candidate c = candidates.get(k).get(j);
            boolean isPersons = c.profile().map(Profile::isPerson).orElse(false)
                    || !c.owner().isEmpty();
            if (isPersons && c.owner().equals(owner) == isSame) {
                sum += probabilities.get(k)[j];
            }
        }
        return sum;
    }

    private double named(int k) {
        double sum = 0;
        for (int j = 0; j < candidates.get(k).size(); j++) {
            Candidate c = candidates.get(k).get(j);
            if (c.profile()
                    .map(p -> p.attributes().getOrDefault("pname", 0.0) > 0.4)
                    .orElse(false)) {
                sum += probabilities.get(k)[j];
            }
        }
        return sum;
    }

    private void household(Features out, Candidate c) {
        double relation = keys.getOrDefault("relation_to_head@", 0.0);
        double head = keys.getOrDefault("head_name@head", 0.0);
        double person = keys.getOrDefault("person_name@", 0.0);
        boolean isHead = c.owner().equals("head");
        boolean isSelf =
                c.profile().map(Profile::isPerson).orElse(false) && c.owner().isEmpty();
        boolean isHousehold = c.profile().map(Profile::family).orElse("").equals("household");
        out.add("c relation asked, head", isHead ? Math.min(1, relation) : 0);
        out.add("c relation asked, person", isSelf ? Math.min(1, relation) : 0);
        out.add("c head named, head", isHead ? Math.min(1, head) : 0);
        out.add("c head named, person", isSelf ? Math.min(1, head) : 0);
        out.add("c head named, member", c.owner().equals("member") ? Math.min(1, head) : 0);
        out.add("c relation asked, member", c.owner().equals("member") ? Math.min(1, relation) : 0);
        out.add("c head named, household", isHousehold ? Math.min(1, head) : 0);
        out.add("c person named, head", isHead ? Math.min(1, person) : 0);
        out.add("c person named, household", isHousehold ? Math.min(1, person) : 0);
        out.add("c no person named, person", isSelf ? Math.max(0, 1 - person) : 0);
    }

    private void none(Features out, int i, Candidate c) {
        String n = "c " + c.none().map(Enum::name).orElse("");
        double aggregate = 0;
        double unknown = 0;
        double skip = 0;
        double weights = 0;
        double sectionAggregate = 0;
        double sectionNew = 0;
        double sectionSize = 0;
        for (int k = 0; k < candidates.size(); k++) {
            if (k == i) {
                continue;
            }
            if (form.columns().get(k).section().equals(form.columns().get(i).section())) {
                sectionAggregate += noneAggregate[k];
                sectionNew += noneNew[k];
                sectionSize += 1;
            }
            if (Math.abs(k - i) <= REACH) {
                double w = 1.0 / Math.abs(k - i);
                aggregate += w * noneAggregate[k];
                unknown += w * noneNew[k];
                skip += w * noneSkip[k];
                weights += w;
            }
        }
        double sum = Math.max(weights, 0.1);
        out.add(n + " near aggregates", aggregate / sum);
        out.add(n + " near unknown", unknown / sum);
        out.add(n + " near skipped", skip / sum);
        out.add(n + " section aggregates", sectionAggregate / (sectionSize + 1));
        out.add(n + " section unknown", sectionNew / (sectionSize + 1));
        double all = 0;
        for (double a : noneAggregate) {
            all += a;
        }
        out.add(n + " form aggregates", (all - noneAggregate[i]) / candidates.size());
    }
}
