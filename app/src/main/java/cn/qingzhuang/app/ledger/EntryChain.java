package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.EntryRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The chain of hashes of one batch: over the hash before it and every entry in order. An entry goes in with the salted
 * hash of its values, never with the values, so that these can be erased by law and the chain still verified.
 */
final class EntryChain {
    static final int SALT = 16;
    private static final int FIXED = 16 + 16 + 4 + 4 + 4 + 4 + 8;

    private final MessageDigest chain = sha256();
    private final MessageDigest values = sha256();
    private int entries;

    EntryChain(byte[] previous) {
        chain.update(previous);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** The salted hash of an entry's values. */
    byte[] valueHash(byte[] salt, List<Integer> elements, List<String> texts) {
        values.update(salt);
        ByteBuffer head = ByteBuffer.allocate(8);
        for (int i = 0; i < elements.size(); i++) {
            byte[] text = texts.get(i).getBytes(StandardCharsets.UTF_8);
            head.clear().putInt(elements.get(i)).putInt(text.length);
            values.update(head.array());
            values.update(text);
        }
        return values.digest();
    }

    /** The row of an entry, already part of the chain. */
    EntryRow row(Entry entry, UUID subject, Uuid7 ids) {
        List<Integer> elements = new ArrayList<>(entry.elements().size());
        entry.elements().forEach(e -> elements.add(e.number()));
        byte[] salt = ids.salt(SALT);
        Source s = entry.source();
        EntryRow row = new EntryRow(
                s.entry(),
                subject,
                entry.unit(),
                s.kind().number(),
                elements,
                entry.values(),
                salt,
                valueHash(salt, elements, entry.values()),
                s.file(),
                s.sheet(),
                s.row(),
                s.validOn());
        add(row);
        return row;
    }

    void add(EntryRow e) {
        ByteBuffer fixed = ByteBuffer.allocate(FIXED);
        put(fixed, e.id());
        put(fixed, e.subject());
        fixed.putInt(e.kind()).putInt(e.file()).putInt(e.sheet()).putInt(e.row());
        fixed.putLong(e.validOn().toEpochDay());
        chain.update(fixed.array());
        chain.update(e.unit().getBytes(StandardCharsets.US_ASCII));
        chain.update(e.hash());
        entries++;
    }

    private static void put(ByteBuffer out, UUID id) {
        out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    int entries() {
        return entries;
    }

    /** Ends the batch. */
    byte[] end() {
        return chain.digest();
    }
}
