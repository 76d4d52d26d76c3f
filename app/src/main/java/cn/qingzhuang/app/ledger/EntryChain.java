package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.EntryRow;
import cn.qingzhuang.app.ledger.store.RetellingRow;
import cn.qingzhuang.app.ledger.store.RulingRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The hash of one batch: over the hash before it and the hash of every entry in order. An entry goes in with the salted
 * hash of its values, never with the values, so that these can be erased by law and the chain still verified.
 */
final class EntryChain {
    static final int SALT = 16;
    private static final int HASH = 32;
    private static final UUID NOBODY = new UUID(0, 0);
    private static final int FIXED = 16 + 16 + 5 * 4 + 8;

    private final MessageDigest chain = sha256();
    private final MessageDigest values = sha256();
    private ByteBuffer buffer = ByteBuffer.allocate(1 << 12);
    private int entries;

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** The row of an entry, already part of the chain. */
    EntryRow row(Entry entry, int batch, SubjectState subject, Uuid7 ids) {
        Source s = entry.source();
        EntryRow row = new EntryRow(
                s.entry(),
                subject.id(),
                batch,
                subject.type().ordinal(),
                s.kind().number(),
                s.sheet(),
                s.row(),
                s.validOn(),
                entry.unit(),
                ids.salt(SALT),
                entry.said().bits(),
                entry.said().texts(),
                entry.household(),
                null);
        add(row);
        return row;
    }

    void add(EntryRow e) {
        byte[] hash = e.hash() == null ? valueHash(e) : e.hash();
        byte[] unit = e.unit().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = start(FIXED + unit.length + HASH);
        put(out, e.id());
        put(out, e.subject());
        out.putInt(e.type())
                .putInt(e.kind())
                .putInt(e.batch())
                .putInt(e.sheet())
                .putInt(e.row());
        out.putLong(e.validOn().toEpochDay()).put(unit).put(hash);
        chain.update(out.array(), 0, out.position());
        entries++;
    }

    /** A ruling of an officer, after the entries of its batch. */
    void add(RulingRow ruling) {
        byte[] element =
                ruling.element() == null ? new byte[0] : ruling.element().getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = start(
                3 * 4 + 3 * 16 + 4 + element.length + 16 * ruling.entries().size());
        out.putInt(ruling.number()).putInt(ruling.kind()).putInt(ruling.undoes());
        put(out, ruling.subject());
        put(out, ruling.other() == null ? NOBODY : ruling.other());
        put(out, ruling.conflict() == null ? NOBODY : ruling.conflict());
        out.putInt(element.length).put(element);
        ruling.entries().forEach(entry -> put(out, entry));
        chain.update(out.array(), 0, out.position());
    }

    /** What is told anew of subjects; such a batch has no entries. */
    void add(RetellingRow row) {
        ByteBuffer head = start(3 * 4)
                .putInt(row.number())
                .putInt(row.kind())
                .putInt(row.elements().size());
        chain.update(head.array(), 0, head.position());
        for (String key : row.elements()) {
            byte[] text = key.getBytes(StandardCharsets.UTF_8);
            ByteBuffer out = start(4 + text.length).putInt(text.length).put(text);
            chain.update(out.array(), 0, out.position());
        }
        ByteBuffer subjects = start(16 * row.subjects().size());
        row.subjects().forEach(id -> put(subjects, id));
        chain.update(subjects.array(), 0, subjects.position());
    }

    /** As the database's entry_hash(). */
    private byte[] valueHash(EntryRow e) {
        byte[] salt = orNothing(e.salt());
        byte[] bits = orNothing(e.elements());
        byte[] facts = orNothing(e.facts());
        @Nullable UUID household = e.household();
        ByteBuffer out =
                start(salt.length + 16 + 4 + bits.length + facts.length).put(salt);
        if (household != null) {
            put(out, household);
        }
        out.putInt(bits.length).put(bits).put(facts);
        values.update(out.array(), 0, out.position());
        return values.digest();
    }

    private static byte[] orNothing(byte @Nullable [] bytes) {
        return bytes == null ? new byte[0] : bytes;
    }

    private ByteBuffer start(int room) {
        if (buffer.capacity() < room) {
            buffer = ByteBuffer.allocate(room * 2);
        }
        return buffer.clear();
    }

    private static void put(ByteBuffer out, UUID id) {
        out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    int entries() {
        return entries;
    }

    /** Ends the batch that follows the one of this hash. */
    byte[] end(byte[] previous) {
        byte[] all = chain.digest();
        chain.update(previous);
        return chain.digest(all);
    }
}
