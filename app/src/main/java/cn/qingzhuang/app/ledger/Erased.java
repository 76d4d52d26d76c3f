package cn.qingzhuang.app.ledger;

import java.util.Set;
import java.util.UUID;

/**
 * What was erased.
 *
 * @param subjects of whom, others with copies among them
 * @param entries how many entries lost values
 * @param words by which the subject was named: copies elsewhere are looked for by them, and they are kept nowhere
 * @param files hashes of the files that told of the values
 */
public record Erased(Set<UUID> subjects, int entries, Set<String> words, Set<String> files) {
    public Erased {
        subjects = Set.copyOf(subjects);
        words = Set.copyOf(words);
        files = Set.copyOf(files);
    }
}
