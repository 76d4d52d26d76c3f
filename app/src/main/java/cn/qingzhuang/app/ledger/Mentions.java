package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.catalog.ElementKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;

/**
 * Keys by which whoever speaks of somebody is found from that one: the guardian's number in a child's facts, a relation, a
 * household that a person has left. They lie among the identity keys; a row that tells of nobody else has none. As the
 * database's mention_key() (migration V104): the first eight bytes of SHA-256.
 */
final class Mentions {
    private static final Set<String> NUMBERS = Set.of("guardian", "father", "mother", "spouse");
    private static final String NUMBER = "person_id_no";

    private Mentions() {}

    /** Whether the value of an element is the ID number or the id of another subject. */
    static boolean isMention(ElementKey key) {
        return key.element().equals(RelationKind.ELEMENT)
                || key.element().equals(NUMBER) && NUMBERS.contains(key.role());
    }

    static long key(UUID subject) {
        return key(subject.toString());
    }

    /** @param mentioned an ID number, or the id of a subject */
    static long key(String mentioned) {
        byte[] hash = EntryChain.sha256().digest(mentioned.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(hash).getLong();
    }

    /** The keys of what an entry says of others. */
    static long[] of(ValueList said) {
        long[] out = {};
        for (int i = 0; i < said.size(); i++) {
            if (said.element(i).isMention()) {
                out = java.util.Arrays.copyOf(out, out.length + 1);
                out[out.length - 1] = key(said.value(i));
            }
        }
        return out;
    }
}
