package cn.qingzhuang.app.ledger;

import cn.qingzhuang.app.ledger.store.LinkRow;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far somebody has followed the chain of a county. It names the hash of the last batch, so that a chain that was restored
 * from a backup and went on otherwise is noticed.
 *
 * @param place of the last batch that is known whole, 0 at the beginning
 * @param hash the first eight hexadecimal digits of that batch's hash
 * @param inner how far within the next batch
 */
record ChangeCursor(String county, int place, String hash, Optional<Inner> inner) {
    private static final String NO_HASH = "00000000";
    private static final Pattern TEXT =
            Pattern.compile("([0-9]{6})-([0-9]{1,9})-([0-9a-f]{8})(?:-([ew])([0-9]{1,9})-([0-9a-f]{32}))?");

    /**
     * Within a batch: some of its own entries are known, or all of them and some of those of the reading it replaced.
     *
     * @param isOfReplaced which of the two
     * @param done how many
     * @param last the last of them
     */
    record Inner(boolean isOfReplaced, int done, Optional<UUID> last) {}

    static ChangeCursor start(String county) {
        return new ChangeCursor(county, 0, NO_HASH, Optional.empty());
    }

    static ChangeCursor behind(String county, LinkRow batch) {
        return new ChangeCursor(county, batch.place(), digits(batch.hash()), Optional.empty());
    }

    /** Whether nothing whole is known yet. */
    boolean isAtStart() {
        return place == 0 && hash.equals(NO_HASH);
    }

    static String digits(byte[] hash) {
        return HexFormat.of().formatHex(hash, 0, 4);
    }

    /** The place of the last batch that is known whole. */
    ChangeCursor whole() {
        return new ChangeCursor(county, place, hash, Optional.empty());
    }

    ChangeCursor within(boolean isOfReplaced, int done, @Nullable UUID last) {
        return new ChangeCursor(
                county, place, hash, Optional.of(new Inner(isOfReplaced, done, Optional.ofNullable(last))));
    }

    /** The cursor that a text is; empty when it is none. */
    static Optional<ChangeCursor> parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        Optional<Inner> inner = m.group(4) == null
                ? Optional.empty()
                : Optional.of(new Inner(m.group(4).equals("w"), Integer.parseInt(m.group(5)), last(m.group(6))));
        return Optional.of(new ChangeCursor(m.group(1), Integer.parseInt(m.group(2)), m.group(3), inner));
    }

    private static Optional<UUID> last(String digits) {
        UUID id = new UUID(Long.parseUnsignedLong(digits, 0, 16, 16), Long.parseUnsignedLong(digits, 16, 32, 16));
        return id.equals(Entry.NO_HOUSEHOLD) ? Optional.empty() : Optional.of(id);
    }

    String text() {
        return county + "-" + place + "-" + hash + inner.map(ChangeCursor::text).orElse("");
    }

    private static String text(Inner inner) {
        UUID last = inner.last().orElse(Entry.NO_HOUSEHOLD);
        return "-" + (inner.isOfReplaced() ? "w" : "e") + inner.done() + "-"
                + last.toString().replace("-", "");
    }
}
