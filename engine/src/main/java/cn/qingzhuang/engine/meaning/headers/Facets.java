package cn.qingzhuang.engine.meaning.headers;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the words of a text say.
 *
 * @param attribute the concept of the last attribute word, the head of the text; {@code pname} where a role word stands
 *     alone; or empty
 * @param attributes all concepts the head word may have
 * @param topics topics and earlier attributes
 * @param roles owners named, without {@code self}
 * @param isSelf whether a word for the row's own subject stands in the text
 * @param isFlag 是否, 有无
 * @param isAggregate 合计, 数 ...
 * @param period a period word
 * @param unknown characters that no word explains
 * @param remainder the text without its role words
 * @param plain the text without its light words
 */
public record Facets(
        String attribute,
        Set<String> attributes,
        Set<String> topics,
        Set<String> roles,
        boolean isSelf,
        boolean isFlag,
        boolean isAggregate,
        boolean isPeriod,
        String unknown,
        String remainder,
        String plain,
        List<Lexicon.Token> tokens) {

    static final Facets EMPTY =
            new Facets("", Set.of(), Set.of(), Set.of(), false, false, false, false, "", "", "", List.of());

    /** Reads a normalised text. */
    static Facets of(String text, Lexicon lexicon) {
        return new Builder(lexicon.segment(text)).build();
    }

    private static final class Builder {
        private final List<Lexicon.Token> tokens;
        private final Set<String> topics = new LinkedHashSet<>();
        private final Set<String> roles = new LinkedHashSet<>();
        private final StringBuilder unknown = new StringBuilder();
        private final StringBuilder remainder = new StringBuilder();
        private Set<String> heads = Set.of();
        private boolean isSelf;
        private boolean isFlag;
        private boolean isAggregate;
        private boolean isPeriod;

        Builder(List<Lexicon.Token> tokens) {
            this.tokens = new ArrayList<>(tokens);
        }

        Facets build() {
            int head = -1;
            for (int i = tokens.size() - 1; i >= 0 && head < 0; i--) {
                if (tokens.get(i).has('A')) {
                    head = i;
                }
            }
            for (int i = 0; i < tokens.size(); i++) {
                boolean isRelative = i > 0 && tokens.get(i - 1).text().equals("与");
                add(tokens.get(i), i == head, isRelative);
            }
            boolean isBareRole = heads.isEmpty() && topics.isEmpty() && !roles.isEmpty();
            if (isBareRole) {
                heads = Set.of("pname");
            }
            String attribute = heads.isEmpty() ? "" : heads.iterator().next();
            return new Facets(
                    attribute,
                    heads,
                    topics,
                    roles,
                    isSelf,
                    isFlag,
                    isAggregate,
                    isPeriod,
                    unknown.toString(),
                    remainder.toString(),
                    plain(),
                    List.copyOf(tokens));
        }

        private String plain() {
            StringBuilder out = new StringBuilder();
            for (Lexicon.Token t : tokens) {
                boolean isLight = !t.senses().isEmpty() && t.senses().stream().allMatch(s -> s.kind() == 'L');
                out.append(isLight ? "" : t.text());
            }
            return out.toString();
        }

        private void add(Lexicon.Token token, boolean isHead, boolean isRelative) {
            if (token.senses().isEmpty()) {
                unknown.append(token.text());
                remainder.append(token.text());
                return;
            }
            Set<String> here = new LinkedHashSet<>();
            boolean isRole = false;
            for (Lexicon.Sense s : token.senses()) {
                switch (s.kind()) {
                    case 'A' -> here.add(s.concept());
                    case 'Q' -> topics.add(s.concept());
                    case 'R' -> isRole |= addRole(s.concept(), isRelative);
                    case 'F' -> isFlag = true;
                    case 'G' -> addAggregate(s.concept());
                    case 'P' -> addPeriod(s.concept());
                    default -> {}
                }
            }
            if (isHead) {
                heads = here;
            } else if (!token.has('Q')) {
                topics.addAll(here);
            }
            if (!isRole) {
                remainder.append(token.text());
            }
        }

        private void addAggregate(String concept) {
            isAggregate = true;
            if (concept.equals("percap")) {
                topics.add("g_percap");
            }
        }

        private void addPeriod(String concept) {
            isPeriod = true;
            if (concept.equals("year") || concept.equals("month")) {
                topics.add("p_" + concept);
            }
        }

        private boolean addRole(String concept, boolean isRelative) {
            if (isRelative) {
                topics.add("to_" + concept);
                return false;
            }
            if (concept.equals("self")) {
                isSelf = true;
            } else {
                roles.add(concept);
            }
            return true;
        }
    }
}
