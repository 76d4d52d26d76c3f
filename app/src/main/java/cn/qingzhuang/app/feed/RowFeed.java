package cn.qingzhuang.app.feed;

import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.feed.store.RowPushStore;
import cn.qingzhuang.app.feed.store.RowPushStore.KeyRow;
import cn.qingzhuang.app.feed.store.RowPushStore.PushRow;
import cn.qingzhuang.app.imports.Imports;
import cn.qingzhuang.app.imports.OpenImport;
import cn.qingzhuang.engine.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Rows that other systems send, each time under a key of their own: what is sent again under it is answered with the same receipt
 * and taken once. They are kept and read as any file that is dropped.
 */
public final class RowFeed {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,100}");

    private final RowPushStore store;
    private final Imports imports;
    private final Function<OpenImport, String> receipts;
    private final Clock clock;

    /** @param receipts the receipt of an import, as it is answered and kept */
    public RowFeed(DataSource source, Imports imports, Function<OpenImport, String> receipts, Clock clock) {
        this.store = new RowPushStore(source);
        this.imports = imports;
        this.receipts = receipts;
        this.clock = clock;
    }

    /**
     * What is sent.
     *
     * @param unitCode whose rows they are
     * @param department of an officer's post, else empty
     */
    public record Push(
            String key,
            String unitCode,
            String department,
            String fileName,
            Optional<java.time.LocalDate> on,
            byte[] bytes) {}

    /**
     * Takes rows and answers the receipt. Problem FEED-020 when the key is none, FEED-021 when something else came under it, and
     * those of files that cannot be read; then the key is free again.
     */
    public String push(Viewer viewer, Push push) {
        if (!KEY.matcher(push.key()).matches()) {
            throw FeedProblems.badKey();
        }
        KeyRow key = new KeyRow(push.unitCode().substring(0, 6), viewer.account(), hashOf(push.key()));
        byte[] hash = hash(push);
        Optional<String> known = begin(key, hash, push);
        return known.orElseGet(() -> take(viewer, key, push));
    }

    private Optional<String> begin(KeyRow key, byte[] hash, Push push) {
        PushRow row = store.begin(key, hash, push.unitCode(), clock.instant());
        if (!MessageDigest.isEqual(row.hash(), hash)) {
            throw FeedProblems.otherBytes();
        }
        return row.receipt();
    }

    private String take(Viewer viewer, KeyRow key, Push push) {
        RowFile.Sent sent = new RowFile.Sent(push.fileName(), push.bytes(), push.department(), push.on());
        try {
            OpenImport taken = imports.startAs(viewer.title(), RowFile.nameOf(sent), RowFile.of(sent), push.unitCode());
            String receipt = receipts.apply(taken);
            store.end(key, receipt);
            return receipt;
        } catch (Problem refused) {
            store.forget(key);
            throw refused;
        }
    }

    /** Keys are kept as their hash: a sender may take a person's number for one. */
    private static String hashOf(String key) {
        return HexFormat.of().formatHex(sha256().digest(key.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] hash(Push push) {
        String head = push.unitCode() + "\n" + push.fileName() + "\n" + push.on() + "\n";
        MessageDigest out = sha256();
        out.update(head.getBytes(StandardCharsets.UTF_8));
        return out.digest(push.bytes());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** To be called after values were erased: takes these words out of receipts. */
    public void erased(String county, Set<String> words) {
        store.erase(county, words);
    }
}
