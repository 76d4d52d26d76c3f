package cn.qingzhuang.app.access;

import cn.qingzhuang.app.access.store.AccessStore;
import cn.qingzhuang.app.access.store.AccountRow;
import cn.qingzhuang.app.access.store.TokenStore;
import cn.qingzhuang.app.access.store.TokenStore.TokenRow;
import cn.qingzhuang.app.shared.AppProblems;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Tokens by which machines sign in as a post of an account. A token ends at once when it is taken away, when its post is or no
 * longer counts, and when the account is closed.
 */
public final class Machines {
    /** How tokens begin, so that one that was published by mistake is recognised. */
    private static final String MARK = "qzt_";

    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);
    private static final int TOKEN_MAX = 100;
    private static final int NAME_MAX = 40;

    private final TokenStore tokens;
    private final AccessStore store;
    private final Access access = new Access();
    private final Clock clock;

    public Machines(DataSource source, Clock clock) {
        this.tokens = new TokenStore(source);
        this.store = new AccessStore(source);
        this.clock = clock;
    }

    /** A token as its administrator sees it. */
    public record Token(
            UUID id, UUID account, UUID post, String name, Instant madeAt, String madeBy, Optional<Instant> seenAt) {}

    /** A new token; its text is told this once. */
    public record Given(UUID id, String token) {}

    /** Whose token it is, with the one post it stands for; empty when it is none or has ended. */
    public Optional<Viewer> viewer(String token) {
        if (!token.startsWith(MARK) || token.length() > TOKEN_MAX) {
            return Optional.empty();
        }
        Optional<TokenRow> found = tokens.ofHash(Secrets.hash(token));
        Instant now = clock.instant();
        Optional<Viewer> out = found.flatMap(row -> store.find(row.account())
                .filter(account -> !account.isClosed())
                .flatMap(account -> viewer(account, row)));
        if (out.isPresent()
                && found.get()
                        .seenAt()
                        .filter(at -> at.plus(SEEN_EVERY).isAfter(now))
                        .isEmpty()) {
            tokens.see(found.get().id(), now);
        }
        return out;
    }

    private Optional<Viewer> viewer(AccountRow account, TokenRow token) {
        return posts(account.id()).stream()
                .filter(p -> p.id().equals(token.post())
                        && p.isValidOn(LocalDate.ofInstant(clock.instant(), SigningIn.ZONE)))
                .findFirst()
                .map(post -> new Viewer(
                        account.id(),
                        account.name(),
                        account.title() + "（" + token.name() + "）",
                        List.of(post),
                        false));
    }

    private List<Post> posts(UUID account) {
        return store.posts(account).stream().map(Accounts::post).toList();
    }

    /** The tokens of the viewer's places, oldest first. */
    public List<Token> list(Viewer viewer) {
        return tokens.all().stream()
                .filter(row -> isMine(viewer, row.account()))
                .map(row -> new Token(
                        row.id(), row.account(), row.post(), row.name(), row.madeAt(), row.madeBy(), row.seenAt()))
                .toList();
    }

    private boolean isMine(Viewer viewer, UUID account) {
        return !account.equals(viewer.account())
                && store.find(account)
                        .filter(a -> access.mayIn(viewer, Verb.ACCOUNT_MANAGE, a.unitCode()))
                        .isPresent();
    }

    /**
     * Gives a token of a post; Problem APP-018 when there is no such post of the viewer's places, ACCESS-030 when it is none of
     * the data's, or has no name.
     */
    public Given give(Viewer viewer, UUID account, UUID post, String name) {
        Post of = Optional.of(account)
                .filter(a -> isMine(viewer, a))
                .flatMap(a -> posts(a).stream().filter(p -> p.id().equals(post)).findFirst())
                .orElseThrow(AppProblems::notFound);
        if (of.role().branch() != Branch.BUSINESS
                || name.isBlank()
                || name.strip().length() > NAME_MAX) {
            throw AccessProblems.badToken();
        }
        String token = MARK + Secrets.token();
        TokenRow row = new TokenRow(
                UUID.randomUUID(), post, account, name.strip(), clock.instant(), viewer.name(), Optional.empty());
        tokens.add(row, Secrets.hash(token));
        return new Given(row.id(), token);
    }

    /** Takes a token away at once; Problem APP-018 when there is none of the viewer's places. */
    public void revoke(Viewer viewer, UUID token) {
        TokenRow row =
                tokens.find(token).filter(t -> isMine(viewer, t.account())).orElseThrow(AppProblems::notFound);
        tokens.revoke(row.id(), clock.instant(), viewer.name());
    }

    /** Somebody as he may act today without being there: for what was ordered to be sent. Empty once the account is closed. */
    public Optional<Viewer> absent(UUID account) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), SigningIn.ZONE);
        return store.find(account)
                .filter(a -> !a.isClosed())
                .map(a -> new Viewer(
                        a.id(),
                        a.name(),
                        a.title(),
                        posts(a.id()).stream().filter(p -> p.isValidOn(today)).toList(),
                        false));
    }
}
