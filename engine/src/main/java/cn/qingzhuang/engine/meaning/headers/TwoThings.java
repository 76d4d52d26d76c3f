package cn.qingzhuang.engine.meaning.headers;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Headers that name two things which no one element holds: 家庭地址联系方式, 姓名及电话. What stands in such a column is a part
 * of neither element's values, whatever the reader makes of it, and what its cells look like does not change that.
 */
final class TwoThings {
    /** What a cell says in a shape of its own: names, numbers of identity, telephones, addresses, accounts. */
    private static final Set<String> THINGS = Set.of("pname", "idno", "phone", "address", "account");

    private TwoThings() {}

    /** Whether the header names two such things and the element lacks one of them. */
    static boolean isPartOnly(Facets header, Candidate candidate) {
        Set<String> named = new HashSet<>();
        for (Lexicon.Token token : header.tokens()) {
            boolean isOnlyThing = token.senses().stream().allMatch(s -> s.kind() == 'A');
            if (isOnlyThing) {
                token.senses().stream()
                        .map(Lexicon.Sense::concept)
                        .filter(THINGS::contains)
                        .forEach(named::add);
            }
        }
        return named.size() > 1
                && candidate.profile().filter(p -> !holdsAll(p, named)).isPresent();
    }

    private static boolean holdsAll(Vocabulary.Profile profile, Set<String> named) {
        Map<String, Double> attributes = profile.attributes();
        Map<String, Double> topics = profile.topics();
        return named.stream().allMatch(n -> attributes.containsKey(n) || topics.containsKey(n));
    }
}
