package cn.qingzhuang.engine.meaning.headers;

import cn.qingzhuang.engine.catalog.Element;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words by which elements are known: per element its phrasings (name, synonyms, aliases) with their facets, an index
 * of exact texts and how telling each concept and character is.
 */
public final class Vocabulary {
    private final Lexicon lexicon;
    private final List<Profile> profiles = new ArrayList<>();
    private final Map<String, Profile> byId = new HashMap<>();
    private final Map<String, List<Entry>> exact = new HashMap<>();
    private final Map<String, List<Entry>> plain = new HashMap<>();
    private final Map<String, Double> conceptWeight = new HashMap<>();
    private final GramIndex grams;

    /** Where a phrasing comes from, best first. */
    enum Source {
        NAME,
        SYNONYM,
        ALIAS,
        GLOSS
    }

    /** An element known by a text. */
    record Entry(Profile profile, Source source) {}

    /** One text of an element. */
    record Phrasing(String text, Source source, Facets facets, Grams grams) {}

    /**
     * What the texts of an element have in common.
     *
     * @param owner the role concept in its name, or empty
     * @param role the role it carries in labels, "" for none
     * @param attributes concept to share of phrasings, names counting more
     * @param topics concept to share of phrasings
     */
    record Profile(
            int index,
            Element element,
            String family,
            String owner,
            String role,
            Map<String, Double> attributes,
            Map<String, Double> topics,
            boolean isFlag,
            List<Phrasing> phrasings) {
        boolean isPerson() {
            return element.id().startsWith("person_");
        }
    }

    /** What is said of an element: its name, synonyms and other header texts. */
    public record Words(Element element, Collection<String> synonyms, Collection<String> aliases) {}

    /** What the words of a text say, which many vocabularies may share. */
    record TextReading(Facets facets, Grams grams) {}

    public Vocabulary(Lexicon lexicon, List<Words> elements) {
        this(lexicon, elements, new HashMap<>());
    }

    /** @param readings texts read already with the same lexicon, and those read here */
    Vocabulary(Lexicon lexicon, List<Words> elements, Map<String, TextReading> readings) {
        this.lexicon = lexicon;
        for (Words w : elements) {
            add(w, readings);
        }
        weigh();
        grams = new GramIndex(profiles);
    }

    private void add(Words words, Map<String, TextReading> readings) {
        Element element = words.element();
        Map<String, Source> texts = new java.util.LinkedHashMap<>();
        Header name = Header.of(element.name());
        texts.putIfAbsent(name.core(), Source.NAME);
        texts.putIfAbsent(name.key(), Source.NAME);
        name.glosses().forEach(g -> texts.putIfAbsent(g, Source.GLOSS));
        words.synonyms().forEach(s -> addText(texts, s, Source.SYNONYM));
        words.aliases().forEach(a -> addText(texts, a, Source.ALIAS));
        texts.remove("");
        List<Phrasing> phrasings = new ArrayList<>();
        texts.forEach((t, source) -> {
            TextReading read = readings.computeIfAbsent(t, k -> new TextReading(Facets.of(k, lexicon), Grams.of(k)));
            phrasings.add(new Phrasing(t, source, read.facets(), read.grams()));
        });
        Profile profile = profile(profiles.size(), element, phrasings);
        profiles.add(profile);
        byId.put(element.id(), profile);
        Set<String> plainTexts = new LinkedHashSet<>();
        for (Phrasing f : phrasings) {
            if (!f.facets().plain().isEmpty() && plainTexts.add(f.facets().plain())) {
                plain.computeIfAbsent(f.facets().plain(), k -> new ArrayList<>())
                        .add(new Entry(profile, f.source()));
            }
        }
        texts.forEach(
                (t, source) -> exact.computeIfAbsent(t, k -> new ArrayList<>()).add(new Entry(profile, source)));
    }

    private static void addText(Map<String, Source> texts, String text, Source source) {
        Header h = Header.of(text);
        texts.putIfAbsent(h.key(), source);
        if (h.glosses().isEmpty()) {
            texts.putIfAbsent(h.core(), source);
        }
    }

    private static Profile profile(int index, Element element, List<Phrasing> phrasings) {
        Map<String, Double> attributes = new HashMap<>();
        Map<String, Double> topics = new HashMap<>();
        double total = 0;
        for (Phrasing p : phrasings) {
            double w = weight(p.source());
            total += w;
            p.facets().attributes().forEach(a -> attributes.merge(a, w, Double::sum));
            p.facets().topics().forEach(t -> topics.merge(t, w, Double::sum));
        }
        double sum = Math.max(total, 1);
        attributes.replaceAll((k, v) -> v / sum);
        topics.replaceAll((k, v) -> v / sum);
        Set<String> roles =
                phrasings.isEmpty() ? Set.of() : phrasings.get(0).facets().roles();
        return new Profile(
                index,
                element,
                family(element.id()),
                roles.isEmpty() ? "" : Roles.ofConcept(roles.iterator().next()),
                Roles.spelledOut(element.id()),
                attributes,
                topics,
                !phrasings.isEmpty() && phrasings.get(0).facets().isFlag(),
                List.copyOf(phrasings));
    }

    private static double weight(Source source) {
        return switch (source) {
            case NAME -> 3;
            case SYNONYM -> 1;
            case ALIAS -> 0.7;
            case GLOSS -> 0.5;
        };
    }

    /** The family of an element: what its id begins with. */
    static String family(String id) {
        int bar = id.indexOf('_');
        return bar < 0 ? id : id.substring(0, bar);
    }

    private void weigh() {
        Map<String, Integer> concepts = new HashMap<>();
        for (Profile p : profiles) {
            Set<String> here = new LinkedHashSet<>(p.topics().keySet());
            here.addAll(p.attributes().keySet());
            here.forEach(c -> concepts.merge(c, 1, Integer::sum));
        }
        double n = Math.max(2, profiles.size());
        concepts.forEach((c, k) -> conceptWeight.put(c, Math.log(n / k) / Math.log(n)));
    }

    Lexicon lexicon() {
        return lexicon;
    }

    List<Profile> profiles() {
        return profiles;
    }

    java.util.Optional<Profile> profile(String id) {
        return java.util.Optional.ofNullable(byId.get(id));
    }

    List<Entry> exact(String text) {
        return exact.getOrDefault(text, List.of());
    }

    /** Elements known by a text when light words are left out on both sides. */
    List<Entry> plain(String text) {
        return plain.getOrDefault(text, List.of());
    }

    /** 0 for a concept that every element has, 1 for one that a single element has. */
    double conceptWeight(String concept) {
        return conceptWeight.getOrDefault(concept, 1.0);
    }

    GramIndex grams() {
        return grams;
    }
}
