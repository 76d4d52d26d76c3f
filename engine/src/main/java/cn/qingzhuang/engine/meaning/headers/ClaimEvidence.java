package cn.qingzhuang.engine.meaning.headers;

import cn.qingzhuang.engine.meaning.headers.Vocabulary.Profile;
import java.util.Arrays;
import java.util.List;

/**
 * What speaks for and against the likeliest element of a column being right, once both readings are done: how far it is
 * ahead, of what kind its rivals are, what the texts left unexplained. Feature names begin with q.
 */
final class ClaimEvidence {
    private static final double LEXICAL = 0.5;
    private static final double RIVAL = 0.01;
    private static final double MAIN = 0.3;
    private static final int REACH = 3;
    /** Features of the first reading that tell how well the texts fit, and the sign that each of them is. */
    private static final List<String> SIGNS = List.of(
            "x none",
            "x NAME",
            "x SYNONYM",
            "x ALIAS",
            "x NAME shared",
            "x SYNONYM shared",
            "x ALIAS shared",
            "x other",
            "xp NAME",
            "xp SYNONYM",
            "xp ALIAS",
            "xt with title",
            "a other",
            "a flag leaf only",
            "a flag element only",
            "t needs met",
            "t need nowhere",
            "t need in title",
            "t need in path",
            "t leaf unexplained",
            "t path none same",
            "t title none same",
            "f never seen",
            "r leaf",
            "r path only",
            "r block",
            "r nowhere",
            "r only title",
            "r nowhere but title topic",
            "r contradicts leaf",
            "r contradicts path",
            "r self but leaf names owner",
            "r self but path names owner",
            "m leaf share",
            "m leaf otherwise",
            "m key otherwise",
            "m path share",
            "m path otherwise");

    /** Features of the second reading that tell whose the column is, with their values. */
    private static final List<String> OWNERS = List.of(
            "c relation asked, person",
            "c relation asked, head",
            "c head named, head",
            "c head named, person",
            "c head named, member",
            "c relation asked, member",
            "c person named, head",
            "c no person named, person",
            "c owner of last name",
            "c not owner of last name",
            "c taken in section",
            "c taken by same text",
            "c family of neighbours",
            "c family nowhere else");

    private final HeaderModel.Prepared form;
    private final FeatureSpace space;
    private final List<double[]> first;
    private final List<double[]> second;
    private final List<Features[]> context;

    /** @param context the features of the second reading */
    ClaimEvidence(
            HeaderModel.Prepared form,
            FeatureSpace space,
            List<double[]> first,
            List<double[]> second,
            List<Features[]> context) {
        this.form = form;
        this.space = space;
        this.first = first;
        this.second = second;
        this.context = context;
    }

    /** The signs for the likeliest element of column i. */
    Features of(int i) {
        Features out = new Features(space);
        double[] p = second.get(i);
        List<Candidate> candidates = form.candidates().get(i);
        int best = HeaderModel.best(candidates, p);
        ahead(out, i, best);
        rivals(out, candidates, p, best);
        texts(out, i, best);
        column(out, i, candidates.get(best));
        near(out, i);
        Features read = context.get(i)[best];
        OWNERS.forEach(sign -> out.add("q " + sign, read.value(sign)));
        return out.complete();
    }

    private void ahead(Features out, int i, int best) {
        double[] p = second.get(i);
        double[] before = first.get(i);
        List<Candidate> candidates = form.candidates().get(i);
        double next = 0;
        double none = 0;
        double number = 0;
        for (int j = 0; j < p.length; j++) {
            if (candidates.get(j).isElement()) {
                next = j == best ? next : Math.max(next, p[j]);
            } else {
                none += p[j];
                number += candidates.get(j).none().orElseThrow() == LabelledForm.Kind.AGGREGATE ? p[j] : 0;
            }
        }
        out.add("q", 1);
        out.add("q likely", logit(p[best]));
        out.add("q likely at first", logit(before[best]));
        out.add("q ahead", Math.log((p[best] + 1e-4) / (next + 1e-4)));
        out.add("q none", none);
        out.add("q none likely", logit(none) / 3);
        out.add("q number", number);
        out.flag("q first agrees", HeaderModel.best(candidates, before) == best);
    }

    private static double logit(double p) {
        double q = Math.min(0.9999, Math.max(0.0001, p));
        return Math.log(q / (1 - q));
    }

    /** Whether the rivals are the same thing of another owner, another thing of the same kind, or the same kind of word. */
    private static void rivals(Features out, List<Candidate> candidates, double[] p, int best) {
        Profile profile = candidates.get(best).profile().orElseThrow();
        double attribute = 0;
        double element = 0;
        double family = 0;
        int rivals = 0;
        for (int j = 0; j < p.length; j++) {
            if (j == best || !candidates.get(j).isElement()) {
                continue;
            }
            Profile other = candidates.get(j).profile().orElseThrow();
            attribute += isSameAttribute(profile, other) ? p[j] : 0;
            element += other.index() == profile.index() ? p[j] : 0;
            family += other.family().equals(profile.family()) ? p[j] : 0;
            rivals += p[j] > RIVAL ? 1 : 0;
        }
        out.add("q rivals of the attribute", attribute);
        out.add("q rivals of another owner", element);
        out.add("q rivals of the family", family);
        out.add("q rivals", Math.min(1, rivals / 5.0));
    }

    private static boolean isSameAttribute(Profile one, Profile other) {
        return one.attributes().entrySet().stream()
                .anyMatch(a -> a.getValue() > MAIN && other.attributes().getOrDefault(a.getKey(), 0.0) > MAIN);
    }

    private void texts(Features out, int i, int best) {
        Features said = form.features().get(i)[best];
        for (String sign : SIGNS) {
            out.flag("q " + sign, said.has(sign));
        }
        Facets facets = form.view().columns().get(i).facets();
        boolean isWhole = said.has("t needs met") && said.has("a same main") && !said.has("t leaf unexplained");
        out.flag("q all explained", isWhole && facets.unknown().isEmpty());
        out.add("q unknown", Math.min(1, facets.unknown().length() / 3.0));
    }

    private void column(Features out, int i, Candidate best) {
        FormView.ColumnView column = form.view().columns().get(i);
        Facets facets = column.facets();
        boolean isPersonal = Roles.isPersonal(facets);
        boolean isNamed = !facets.roles().isEmpty() || !column.pathRoles().isEmpty();
        out.flag("q personal", isPersonal);
        out.flag("q personal, nobody named", isPersonal && !isNamed);
        out.flag("q no attribute", facets.attributes().isEmpty());
        out.flag("q bare", column.isBare());
        out.flag("q general", column.isGeneral());
        out.add("q depth", Math.min(3, column.upper().size()) / 3.0);
        out.add("q later copy", Math.min(1, 0.5 * column.sameBefore()));
        out.add("q " + form.view().kind(), 1);
        out.add("q family " + best.profile().map(Profile::family).orElse(""), LEXICAL);
        out.add("q owner " + best.owner(), LEXICAL);
        facets.attributes().forEach(a -> out.add("q attribute " + a, LEXICAL));
    }

    /** How sure the readings of the neighbours are: a form of an unknown kind is doubtful everywhere. */
    private void near(Features out, int i) {
        double sum = 0;
        int count = 0;
        for (int k = Math.max(0, i - REACH); k <= Math.min(second.size() - 1, i + REACH); k++) {
            if (k != i) {
                sum += Arrays.stream(second.get(k)).max().orElse(0);
                count++;
            }
        }
        out.add("q neighbours sure", count == 0 ? 0 : sum / count);
        out.flag("q alone", count == 0);
    }
}
