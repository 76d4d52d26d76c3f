package cn.qingzhuang.engine.meaning.headers;

import cn.qingzhuang.engine.meaning.headers.FormView.ColumnView;
import cn.qingzhuang.engine.meaning.headers.Vocabulary.Entry;
import cn.qingzhuang.engine.meaning.headers.Vocabulary.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Proposes at most {@value #MOST} elements for a column, and the answers that are no element. */
final class CandidateFinder {
    static final int MOST = 30;

    private static final String MEMBER = "member";

    private final Vocabulary vocabulary;

    CandidateFinder(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    List<Candidate> find(TextEvidence.Question q) {
        ColumnView column = q.column();
        double[] score = new double[vocabulary.profiles().size()];
        addExact(q, score);
        q.memory().leaf().forEach((meaning, n) -> {
            int at = meaning.indexOf('@');
            if (at > 0) {
                vocabulary.profile(meaning.substring(0, at)).ifPresent(p -> score[p.index()] += 4 + Math.log1p(n));
            }
        });
        for (Profile p : vocabulary.profiles()) {
            int i = p.index();
            score[i] += likeness(q.form(), column, p, q.leaf().both()[i]);
            score[i] += column.isBare() ? 3 * q.parent().both()[i] : 0;
        }
        List<Profile> best = new ArrayList<>(vocabulary.profiles());
        best.sort(Comparator.comparingDouble(p -> -score[p.index()]));
        Map<String, Candidate> out = new LinkedHashMap<>();
        Set<String> roles = roles(column);
        if (isOfHousehold(q.form(), column)) {
            roles.add(MEMBER);
        }
        for (Profile p : best.subList(0, Math.min(MOST - 6, best.size()))) {
            add(out, p, roles);
            if (out.size() >= MOST) {
                break;
            }
        }
        List<Candidate> all = new ArrayList<>(out.values());
        all.add(Candidate.none(LabelledForm.Kind.NEW));
        all.add(Candidate.none(LabelledForm.Kind.AGGREGATE));
        all.add(Candidate.none(LabelledForm.Kind.SKIP));
        return all;
    }

    private void add(Map<String, Candidate> out, Profile p, Set<String> roles) {
        put(out, Candidate.of(p, p.role()));
        if (!p.isPerson()) {
            return;
        }
        for (String role : roles) {
            Candidate c = Roles.spelledOut(p.element(), role)
                    .flatMap(vocabulary::profile)
                    .map(spelled -> Candidate.of(spelled, spelled.role()))
                    .orElseGet(() -> Candidate.of(p, role));
            put(out, c);
        }
    }

    private static void put(Map<String, Candidate> out, Candidate c) {
        out.putIfAbsent(c.key(), c);
    }

    /** Where the household's head is named at the left, the next names may be those of its members. */
    private static boolean isOfHousehold(FormView form, ColumnView column) {
        return form.columns().stream()
                .limit(column.index())
                .anyMatch(c ->
                        c.facets().roles().contains("head") || c.pathRoles().contains("head"));
    }

    private static Set<String> roles(ColumnView column) {
        Set<String> roles = new LinkedHashSet<>();
        column.facets().roles().forEach(r -> roles.add(Roles.ofConcept(r)));
        roles.addAll(column.pathRoles());
        if (!column.blockRole().isEmpty()) {
            roles.add(column.blockRole());
        }
        return roles;
    }

    private void addExact(TextEvidence.Question q, double[] score) {
        ColumnView column = q.column();
        boost(column.leaf().core(), 6, score);
        boost(column.leaf().key(), 6, score);
        boost(column.combined(), 5, score);
        boost(column.facets().remainder(), 4, score);
        boostPlain(column.facets().plain(), 4, score);
        for (String word : q.form().titleWords()) {
            boost(word + column.leaf().core(), 4, score);
        }
        if (column.isBare()) {
            boost(column.upper().get(0).core(), 4, score);
        }
        for (String gloss : column.leaf().glosses()) {
            boost(gloss, 3, score);
        }
    }

    private void boostPlain(String text, double by, double[] score) {
        for (Entry e : vocabulary.plain(text)) {
            score[e.profile().index()] += by;
        }
    }

    private void boost(String text, double by, double[] score) {
        if (text.isEmpty()) {
            return;
        }
        for (Entry e : vocabulary.exact(text)) {
            score[e.profile().index()] += by;
        }
    }

    private double likeness(FormView form, ColumnView column, Profile p, double text) {
        double attribute = 0;
        for (String a : column.facets().attributes()) {
            attribute = Math.max(attribute, p.attributes().getOrDefault(a, 0.0));
        }
        double topics = 0;
        for (String t : column.facets().topics()) {
            if (p.topics().containsKey(t)) {
                topics += vocabulary.conceptWeight(t);
            }
        }
        double above = 0;
        for (String t : column.pathTopics()) {
            if (p.topics().containsKey(t)) {
                above += vocabulary.conceptWeight(t);
            }
        }
        for (String t : form.titleTopics()) {
            if (p.topics().containsKey(t)) {
                above += 0.6 * vocabulary.conceptWeight(t);
            }
        }
        double owner = column.facets().roles().stream()
                        .anyMatch(r -> Roles.ofConcept(r).equals(p.owner()))
                ? 1.5
                : 0;
        return 1.6 * Math.min(1, 2 * attribute) + 1.2 * topics + Math.min(1.6, 0.7 * above) + 3 * text + owner;
    }
}
