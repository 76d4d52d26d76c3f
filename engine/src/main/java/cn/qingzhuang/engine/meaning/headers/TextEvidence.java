package cn.qingzhuang.engine.meaning.headers;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.CodeList;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.catalog.ValueType;
import cn.qingzhuang.engine.meaning.headers.FormView.ColumnView;
import cn.qingzhuang.engine.meaning.headers.Vocabulary.Entry;
import cn.qingzhuang.engine.meaning.headers.Vocabulary.Profile;
import cn.qingzhuang.engine.meaning.headers.Vocabulary.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the texts of a form say for or against a candidate of a column, before its neighbours are read. Names of features
 * begin with their group: x exact text, m memory, a attribute, t topic, s similarity, r role, v value type, f form, n none.
 */
final class TextEvidence {
    static final String SAID = "o said";
    static final String SAID_WITH_PARENT = "o said with parent";
    private static final double LEXICAL = 0.5;
    private static final Set<String> COUNT_UNITS =
            Set.of("人", "户", "个", "头", "只", "次", "份", "件", "间", "处", "台", "辆", "名", "家", "羽", "人次", "所");
    private static final Set<String> AREA_UNITS = Set.of("亩", "公顷", "平方米", "平米", "m2", "平方");

    private final Vocabulary vocabulary;
    private final Memory memory;
    private final FeatureSpace space;

    TextEvidence(Vocabulary vocabulary, Memory memory, FeatureSpace space) {
        this.vocabulary = vocabulary;
        this.memory = memory;
        this.space = space;
    }

    /** The column to be judged with what is known of it as a whole. */
    record Question(
            FormView form,
            ColumnView column,
            GramIndex.Likeness leaf,
            GramIndex.Likeness combined,
            GramIndex.Likeness parent,
            Memory.Recollection memory,
            String exceptIssuer) {}

    Features of(Question q, Candidate c) {
        Features out = new Features(space);
        if (c.profile().isPresent()) {
            element(q, c, c.profile().get(), out);
        } else {
            none(q, c, out);
        }
        memories(q, c, out);
        return out;
    }

    private void element(Question q, Candidate c, Profile p, Features out) {
        exact(q, c, p, out);
        attribute(q, p, out);
        topics(q, p, out);
        similarity(q, p, out);
        role(q, c, p, out);
        valueType(q, p, out);
        form(q, c, p, out);
    }

    private void exact(Question q, Candidate c, Profile p, Features out) {
        ColumnView col = q.column();
        boolean any = exactText("x", col.leaf().core(), p, out);
        if (!col.leaf().key().equals(col.leaf().core())) {
            any |= exactText("xk", col.leaf().key(), p, out);
        }
        if (!col.upper().isEmpty()) {
            exactText("xp", col.combined(), p, out);
        }
        if (!col.facets().roles().isEmpty() && !any && !col.facets().remainder().isEmpty()) {
            boolean isOwners = !c.owner().isEmpty() && ownsLeaf(col, c.owner());
            exactText(isOwners ? "xr" : "xo", col.facets().remainder(), p, out);
        }
        for (String gloss : col.leaf().glosses()) {
            exactText("xg", gloss, p, out);
        }
        if (!any) {
            plainText(col.facets().plain(), p, out);
        }
        boolean isTitled = false;
        for (String word : q.form().titleWords()) {
            isTitled |= known(vocabulary.exact(word + col.leaf().core()), p);
        }
        out.flag("xt with title", isTitled);
        out.flag("xt with title, alone", isTitled && !any);
        parent(q, p, out);
        out.flag("x none", !any);
    }

    private boolean exactText(String group, String text, Profile p, Features out) {
        List<Entry> entries = vocabulary.exact(text);
        for (Entry e : entries) {
            if (e.profile().index() == p.index()) {
                boolean isOnly = entries.size() == 1;
                out.add(group + " " + e.source() + (isOnly ? "" : " shared"), 1);
                if (!isOnly) {
                    out.add(group + " owners", Math.log(entries.size()));
                }
                out.flag(
                        group + " only name",
                        e.source() != Source.NAME && entries.stream().noneMatch(o -> o.source() == Source.NAME));
                return true;
            }
        }
        out.flag(group + " other", !entries.isEmpty());
        out.flag(group + " other name", entries.stream().anyMatch(o -> o.source() == Source.NAME));
        return false;
    }

    private void plainText(String text, Profile p, Features out) {
        List<Entry> entries = vocabulary.plain(text);
        boolean isKnown = known(entries, p);
        out.flag("xl plain", isKnown);
        out.flag("xl plain alone", isKnown && entries.size() == 1);
        out.flag("xl plain other", !isKnown && !entries.isEmpty());
    }

    private static boolean known(List<Entry> entries, Profile p) {
        return entries.stream().anyMatch(e -> e.profile().index() == p.index());
    }

    /** A column that names a value under the question itself: 类别 over 退休, 参加人员 over 民警. */
    private void parent(Question q, Profile p, Features out) {
        ColumnView col = q.column();
        if (col.upper().isEmpty()) {
            return;
        }
        String group = col.isBare() ? "ub" : "u";
        boolean isExact = exactText(group, col.upper().get(0).core(), p, out);
        out.add(group + " both", q.parent().both()[p.index()]);
        boolean isTick = col.upper().stream()
                .anyMatch(h -> h.raw().contains("√") || h.raw().contains("打勾"));
        out.flag(group + " tick", isTick && (isExact || q.parent().both()[p.index()] > 0.4));
    }

    private static boolean ownsLeaf(ColumnView col, String owner) {
        return col.facets().roles().stream().anyMatch(r -> Roles.ofConcept(r).equals(owner));
    }

    private void attribute(Question q, Profile p, Features out) {
        Facets f = q.column().facets();
        double best = 0;
        for (String a : f.attributes()) {
            best = Math.max(best, p.attributes().getOrDefault(a, 0.0));
        }
        if (f.attributes().isEmpty()) {
            out.add("a leaf has none", 1);
            double above = 0;
            for (Facets parent : q.column().parents()) {
                for (String a : parent.attributes()) {
                    above = Math.max(above, p.attributes().getOrDefault(a, 0.0));
                }
            }
            out.add("a of parent", above);
        } else if (best > 0) {
            out.add("a same", Math.min(1, 2 * best));
            out.flag("a same main", best >= 0.5);
            out.add("a same " + f.attribute(), LEXICAL);
        } else {
            out.add("a other", 1);
            boolean isTopic = f.attributes().stream().anyMatch(p.topics()::containsKey);
            out.flag("a other but topic", isTopic);
            String main = p.attributes().entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse("none");
            out.add("a " + f.attribute() + " for " + main, LEXICAL);
        }
        out.flag("a flag both", f.isFlag() && p.isFlag());
        out.flag("a flag leaf only", f.isFlag() && !p.isFlag());
        out.flag("a flag element only", !f.isFlag() && p.isFlag());
    }

    private void topics(Question q, Profile p, Features out) {
        Facets f = q.column().facets();
        double explained = 0;
        double unexplained = 0;
        for (String t : f.topics()) {
            double w = vocabulary.conceptWeight(t);
            if (p.topics().containsKey(t) || p.attributes().containsKey(t)) {
                explained += w;
            } else {
                unexplained += w;
            }
        }
        out.add("t leaf explained", Math.min(2, explained));
        out.add("t leaf unexplained", Math.min(2, unexplained));
        out.flag("t all of leaf", !f.topics().isEmpty() && unexplained == 0);
        needs(q, p, out);
        overlap(q.column().pathTopics(), "t path", p, out);
        if (!q.column().upper().isEmpty()) {
            overlap(q.column().parents().get(0).topics(), "t parent", p, out);
        }
        overlap(q.form().titleTopics(), "t title", p, out);
        if (q.column().isGeneral()) {
            overlap(q.form().titleTopics(), "t general title", p, out);
            overlap(q.column().pathTopics(), "t general path", p, out);
        }
        for (String t : f.topics()) {
            out.add("t " + t + "~" + p.family(), LEXICAL);
        }
    }

    private void needs(Question q, Profile p, Features out) {
        Facets f = q.column().facets();
        double inPath = 0;
        double inTitle = 0;
        double nowhere = 0;
        for (Map.Entry<String, Double> need : p.topics().entrySet()) {
            if (need.getValue() < 0.45 || f.topics().contains(need.getKey())) {
                continue;
            }
            double w = vocabulary.conceptWeight(need.getKey());
            if (q.column().pathTopics().contains(need.getKey())) {
                inPath += w;
            } else if (q.form().titleTopics().contains(need.getKey())) {
                inTitle += w;
            } else {
                nowhere += w;
            }
        }
        out.add("t need in path", Math.min(2, inPath));
        out.add("t need in title", Math.min(2, inTitle));
        out.add("t need nowhere", Math.min(2, nowhere));
        out.flag("t needs met", nowhere == 0);
        if (q.column().isGeneral()) {
            out.add("t general need in title", Math.min(2, inTitle));
            out.add("t general need nowhere", Math.min(2, nowhere));
        }
    }

    private void overlap(Set<String> said, String name, Profile p, Features out) {
        double same = 0;
        double other = 0;
        for (String t : said) {
            if (p.topics().containsKey(t)) {
                same += vocabulary.conceptWeight(t);
            } else {
                other += vocabulary.conceptWeight(t);
            }
        }
        out.add(name + " same", Math.min(2, same));
        out.flag(name + " none same", same == 0 && other > 0.3);
    }

    private void similarity(Question q, Profile p, Features out) {
        int i = p.index();
        out.add("s both", q.leaf().both()[i]);
        out.add("s both squared", q.leaf().both()[i] * q.leaf().both()[i]);
        out.add("s leaf", q.leaf().ofText()[i]);
        out.add("s element", q.leaf().ofPhrasing()[i]);
        if (!q.column().upper().isEmpty()) {
            out.add("s with parent", q.combined().both()[i]);
            out.add("s element with parent", q.combined().ofPhrasing()[i]);
        }
        int unknown = q.column().facets().unknown().length();
        out.add("s unknown", q.leaf().ofText()[i] < 0.999 ? Math.min(1.0, unknown / 4.0) : 0);
    }

    private void role(Question q, Candidate c, Profile p, Features out) {
        ColumnView col = q.column();
        boolean isPersonal = Roles.isPersonal(col.facets());
        String owner = c.owner();
        boolean saysLeaf = !col.facets().roles().isEmpty();
        boolean saysPath = !col.pathRoles().isEmpty();
        if (owner.isEmpty()) {
            out.flag("r self but leaf names owner", saysLeaf);
            out.flag("r self but path names owner", saysPath && !saysLeaf);
            out.flag("r person self but leaf names owner", saysLeaf && p.isPerson());
            out.flag(
                    "r person self but block names owner",
                    p.isPerson() && !saysLeaf && !col.blockRole().isEmpty());
            out.flag("r self but path names owner of a personal thing", saysPath && isPersonal && p.isPerson());
            out.flag("r self said", col.facets().isSelf() && p.isPerson());
            if (p.isPerson() && isPersonal) {
                col.facets().roles().forEach(r -> out.add("r self, leaf " + Roles.ofConcept(r), LEXICAL));
                col.pathRoles().forEach(r -> out.add("r self, path " + r, LEXICAL));
            }
            return;
        }
        boolean leaf = ownsLeaf(col, owner);
        boolean path = col.pathRoles().contains(owner);
        boolean block = col.blockRole().equals(owner);
        out.flag("r leaf", leaf);
        out.flag("r path", path);
        out.flag("r path only", path && !leaf);
        out.flag("r block", block && !saysLeaf);
        out.add("r block near", block && !saysLeaf ? 1.0 / col.blockDistance() : 0);
        out.flag("r contradicts leaf", saysLeaf && !leaf);
        out.flag("r contradicts path", saysPath && !path && !leaf);
        out.flag(
                "r contradicts block",
                !saysLeaf && !saysPath && !col.blockRole().isEmpty() && !block);
        String place = leaf ? " leaf" : path ? " path" : block ? " block" : " nowhere";
        out.add("r of " + owner + place, LEXICAL);
        boolean isNowhere = !leaf && !path && !block;
        boolean title = q.form().titleFacets().roles().stream()
                .anyMatch(r -> Roles.ofConcept(r).equals(owner));
        boolean isTopic = q.form().titleTopics().contains(Roles.topicOf(owner));
        out.flag("r nowhere but title topic", isNowhere && isTopic && isPersonal);
        out.flag("r only title", isNowhere && title);
        out.flag("r nowhere", isNowhere && !title);
        out.flag("r nowhere personal", isNowhere && !title && isPersonal);
        out.flag("r self said but owner", isNowhere && col.facets().isSelf());
        out.flag("r path, spelled out", path && isPersonal && !p.role().isEmpty());
        out.flag("r leaf, spelled out", leaf && isPersonal && !p.role().isEmpty());
        out.flag("r spelled out", p.role().isEmpty() && !c.role().isEmpty());
    }

    private void valueType(Question q, Profile p, Features out) {
        ValueType type = p.element().valueType();
        String unit = q.column().leaf().unit();
        if (!unit.isEmpty()) {
            boolean isMoney = unit.contains("元");
            boolean isArea = AREA_UNITS.contains(unit);
            boolean isCount = COUNT_UNITS.contains(unit);
            out.flag("v money unit fits", isMoney && type == ValueType.MONEY);
            out.flag("v money unit against", isMoney && type != ValueType.MONEY);
            out.flag("v area unit fits", isArea && p.attributes().containsKey("area"));
            out.flag("v area unit against", isArea && !p.attributes().containsKey("area"));
            out.flag("v count unit fits", isCount && type == ValueType.INTEGER);
            out.flag("v count unit against", isCount && type != ValueType.INTEGER && type != ValueType.DECIMAL);
        }
        out.flag("v flag fits", q.column().facets().isFlag() && type == ValueType.BOOLEAN);
        out.flag("v flag against", q.column().facets().isFlag() && type != ValueType.BOOLEAN && type != ValueType.CODE);
        if (!q.column().leaf().options().isEmpty()) {
            out.flag("v options fit", type == ValueType.CODE || type == ValueType.BOOLEAN);
            out.flag("v options against", type != ValueType.CODE && type != ValueType.BOOLEAN);
        }
        for (String a : q.column().facets().attributes()) {
            out.add("v " + a + "~" + type, LEXICAL);
        }
        codes(q, p, out);
        ValueEvidence.addTo(
                out,
                p.element().id(),
                type,
                q.form().form().columns().get(q.column().index()).samples());
    }

    private void codes(Question q, Profile p, Features out) {
        Optional<CodeList> codes = Catalogue.standard().codesOf(p.element().id());
        if (codes.isEmpty()) {
            return;
        }
        out.flag(
                "k leaf is a value",
                q.column().isBare()
                        && codes.get().find(q.column().leaf().core()).isPresent());
        List<String> options = q.form().form().columns().get(q.column().index()).options();
        List<String> announced = options.isEmpty() ? q.column().leaf().options() : options;
        if (!announced.isEmpty()) {
            long known = announced.stream()
                    .filter(o -> codes.get().find(o).isPresent())
                    .count();
            out.add("k options", (double) known / announced.size());
            out.flag("k no option", known == 0);
        }
    }

    private void form(Question q, Candidate c, Profile p, Features out) {
        SubjectType subject = p.element().subject();
        out.add("f " + q.form().kind() + "~" + subject, 1);
        out.add("f " + q.form().kind() + "~" + p.family(), LEXICAL);
        out.add("f family " + p.family(), LEXICAL);
        double frequency = memory.frequency(c.key(), q.exceptIssuer());
        out.add("f frequency", Math.log1p(frequency));
        out.flag("f never seen", frequency == 0);
        for (String t : q.form().titleTopics()) {
            out.add("f " + t + "~" + p.family(), LEXICAL);
        }
        out.add("f later copy", Math.min(1, 0.5 * q.column().sameBefore()));
    }

    private void none(Question q, Candidate c, Features out) {
        String n = "n " + c.none().map(Enum::name).orElse("");
        ColumnView col = q.column();
        Facets f = col.facets();
        out.add(n, 1);
        out.add(n + " " + q.form().kind(), 1);
        for (String a : f.attributes()) {
            out.add(n + " attribute " + a, LEXICAL);
        }
        out.flag(n + " no attribute", f.attributes().isEmpty());
        out.flag(n + " aggregate word", f.isAggregate());
        out.flag(n + " aggregate word in path", col.parents().stream().anyMatch(Facets::isAggregate));
        out.flag(n + " of which", col.leaf().isOfWhich() || col.upper().stream().anyMatch(Header::isOfWhich));
        out.flag(n + " flag", f.isFlag());
        out.flag(n + " numbered", col.leaf().isNumbered());
        out.flag(n + " unit", !col.leaf().unit().isEmpty());
        out.flag(n + " count unit", COUNT_UNITS.contains(col.leaf().unit()));
        out.flag(n + " money unit", col.leaf().unit().contains("元"));
        out.flag(n + " digits", col.leaf().core().chars().anyMatch(Character::isDigit));
        out.flag(n + " ends in 数", col.leaf().core().endsWith("数"));
        out.flag(
                n + " people",
                col.leaf().core().endsWith("人") || col.leaf().core().endsWith("户"));
        out.add(n + " depth", Math.min(3, col.upper().size()) / 3.0);
        out.add(n + " length", Math.min(1, col.leaf().core().length() / 12.0));
        out.add(n + " unknown", Math.min(1, f.unknown().length() / 4.0));
        out.flag(n + " names owner", !f.roles().isEmpty());
        boolean isExact = !vocabulary.exact(col.leaf().core()).isEmpty();
        out.flag(n + " exact", isExact);
        out.flag(n + " bare", col.isBare());
        out.flag(
                n + " bare, parent exact",
                col.isBare() && !vocabulary.exact(col.upper().get(0).core()).isEmpty());
        out.flag(n + " plain exact", !isExact && !vocabulary.plain(f.plain()).isEmpty());
        out.flag(
                n + " exact by name",
                vocabulary.exact(col.leaf().core()).stream().anyMatch(e -> e.source() == Source.NAME));
        out.flag(n + " exact " + q.form().kind(), isExact);
        double best = 0;
        for (float b : q.leaf().both()) {
            best = Math.max(best, b);
        }
        out.add(n + " best likeness", best);
        ValueEvidence.addToNothing(
                out, q.form().form().columns().get(col.index()).samples());
        for (String t : f.topics()) {
            out.add(n + " topic " + t, LEXICAL);
        }
        for (String t : q.form().titleTopics()) {
            out.add(n + " title " + t, LEXICAL * 0.5);
        }
        for (String t : col.pathTopics()) {
            out.add(n + " path " + t, LEXICAL * 0.5);
        }
    }

    private void memories(Question q, Candidate c, Features out) {
        ColumnView col = q.column();
        String kind = c.none().map(k -> "m " + k + " ").orElse("m ");
        said(SAID, col.leaf().core(), q.memory().leaf(), c, out);
        recall(q.memory().leaf(), c, kind + "leaf", out);
        recall(q.memory().key(), c, kind + "key", out);
        if (!col.upper().isEmpty()) {
            String text = col.upper().get(0).core() + "|" + col.leaf().core();
            said(SAID_WITH_PARENT, text, q.memory().path(), c, out);
            recall(q.memory().path(), c, kind + "path", out);
        }
    }

    /** An officer's word on a text counts the less, the more other meanings the text has had: 电话 is many people's. */
    private void said(String name, String text, Map<String, Double> meanings, Candidate c, Features out) {
        if (memory.said(text).equals(c.key())) {
            double all =
                    meanings.values().stream().mapToDouble(Double::doubleValue).sum();
            out.add(name, meanings.getOrDefault(c.key(), 0.0) / Math.max(1, all));
        }
    }

    private static void recall(Map<String, Double> meanings, Candidate c, String name, Features out) {
        if (meanings.isEmpty()) {
            return;
        }
        double all = meanings.values().stream().mapToDouble(Double::doubleValue).sum();
        double here = meanings.getOrDefault(c.key(), 0.0);
        out.add(name + " share", here / (all + 0.5));
        out.add(name + " times", Math.log1p(here));
        out.flag(name + " otherwise", here == 0);
        out.add(name + " otherwise often", here == 0 ? Math.log1p(all) : 0);
    }
}
