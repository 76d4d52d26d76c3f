package cn.qingzhuang.app.access;

import cn.qingzhuang.app.access.store.AccessStore;
import cn.qingzhuang.app.access.store.AccountRow;
import cn.qingzhuang.app.access.store.OidcStore;
import cn.qingzhuang.app.access.store.PostRow;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Sessions: begun with a password, ended by leaving, by quarter of an hour without a request, or when an account or a post is
 * taken away. All state is in the database. What fails is counted by name and source, so that nobody locks others out from
 * elsewhere.
 */
public final class SigningIn {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Duration IDLE_MAX = Duration.ofMinutes(15);
    private static final Duration SESSION_MAX = Duration.ofHours(12);
    private static final Duration SEEN_EVERY = Duration.ofSeconds(20);
    private static final Duration LOCKED = Duration.ofMinutes(30);
    private static final int FAILURES_OF_NAME = 5;
    private static final int FAILURES_OF_SOURCE = 30;
    private static final int TOKEN_MAX = 100;
    private static final String SETTING_UP = "首次设立";
    private static final String DEMONSTRATION = "演示";

    private final DataSource source;
    private final AccessStore store;
    private final Secrets secrets = new Secrets();
    private final Clock clock;

    public SigningIn(DataSource source, Clock clock) {
        this.source = source;
        this.store = new AccessStore(source);
        this.clock = clock;
    }

    /** The administration of the same accounts. */
    public Accounts accounts() {
        return new Accounts(store, new OidcStore(source), secrets, clock);
    }

    /** Whether nobody can administer accounts yet: until somebody does, nobody signs in. */
    public boolean needsSettingUp() {
        return !store.hasOpen(Branch.SECURITY.word());
    }

    /** Whether a one-time secret waits to be used. */
    public boolean isSecretOpen() {
        return store.hasSecret();
    }

    /** A one-time secret by which whoever reads the console makes a security administrator; an earlier one ends. */
    public String newSecret() {
        String secret = Secrets.sayable(5);
        store.setSecret(Secrets.hash(secret), clock.instant());
        return secret;
    }

    /** Makes a security administrator of the whole installation; Problems ACCESS-005, ACCESS-007, ACCESS-010. */
    public String setUp(String secret, String name, String title, String password) {
        String known = Accounts.requireName(name);
        PasswordRule.require(password, known);
        if (store.named(known).isPresent()) {
            throw AccessProblems.badName();
        }
        if (!store.takeSecret(Secrets.hash(secret.strip()))) {
            throw AccessProblems.wrongSecret();
        }
        UUID id = UUID.randomUUID();
        Optional<String> kept = Optional.of(secrets.keep(password));
        String branch = Branch.SECURITY.word();
        AccountRow account = new AccountRow(
                id,
                known,
                Accounts.requireTitle(title),
                branch,
                Place.EVERYWHERE,
                kept,
                false,
                Optional.empty(),
                false);
        if (!store.add(account, clock.instant(), SETTING_UP)) {
            throw AccessProblems.badName();
        }
        Post post = new Post(
                UUID.randomUUID(), Role.SECURITY_ADMINISTRATOR, Place.EVERYWHERE, "", today(), Optional.empty());
        store.grant(row(id, post), clock.instant(), SETTING_UP);
        return begin(id, false);
    }

    /**
     * Begins a session and answers its token; Problem ACCESS-001 when the name or the password is wrong, ACCESS-002 after
     * too many failures of this name or of any from this source.
     */
    public String signIn(String name, String password, String source) {
        return begin(requirePassword(name, password, source).id(), false);
    }

    private AccountRow requirePassword(String name, String password, String source) {
        String known = Accounts.plain(name);
        byte[] nameHash = Secrets.hash(known);
        Instant now = clock.instant();
        AccessStore.Failures failures = store.failures(nameHash, source, now.minus(LOCKED), now.plus(LOCKED));
        if (failures.ofName() >= FAILURES_OF_NAME || failures.ofSource() >= FAILURES_OF_SOURCE) {
            throw AccessProblems.locked(LOCKED.toMinutes());
        }
        Optional<AccountRow> account = store.named(known)
                .filter(a -> !a.isClosed()
                        && a.passwordUntil()
                                .filter(until -> until.isBefore(now))
                                .isEmpty());
        if (!secrets.isRight(password, account.flatMap(AccountRow::password))) {
            store.fail(nameHash, source, now);
            throw AccessProblems.wrongPassword();
        }
        store.forget(nameHash, source, now.minus(LOCKED));
        return account.orElseThrow(AccessProblems::wrongPassword);
    }

    /** Begins a session of somebody whom another identity server knows; empty for a closed account. */
    Optional<String> beginFor(UUID account) {
        return store.find(account).filter(a -> !a.isClosed()).map(a -> begin(a.id(), false));
    }

    private String begin(UUID account, boolean isDemonstration) {
        String token = Secrets.token();
        store.sweep(clock.instant().minus(IDLE_MAX), false);
        store.begin(Secrets.hash(token), account, isDemonstration, clock.instant());
        return token;
    }

    /**
     * From where a request comes.
     *
     * @param address of the machine, or of the proxy before it
     * @param agent what the browser calls itself
     */
    public record Client(String address, String agent) {
        private static final int NET = 4;

        /** Of an IPv6 address the half that names the net: the other half changes by the day. */
        private byte[] hash() {
            String[] parts = address.split(":", -1);
            String net = parts.length > NET ? String.join(":", Arrays.copyOf(parts, NET)) : address;
            return Secrets.hash(net + "\n" + agent);
        }
    }

    /**
     * As {@link #viewer(String)} for a request from somewhere. A session belongs to whoever used it first: from elsewhere it is
     * stolen, and ends for both.
     */
    public Optional<Viewer> viewer(String token, Client client) {
        Optional<AccessStore.SessionRow> session = session(token);
        byte[] hash = Secrets.hash(token);
        if (session.isPresent() && session.get().clientHash().isEmpty()) {
            store.bind(hash, client.hash());
            session = store.session(hash);
        }
        boolean isElsewhere = session.flatMap(AccessStore.SessionRow::clientHash)
                .filter(known -> !MessageDigest.isEqual(known, client.hash()))
                .isPresent();
        if (isElsewhere) {
            store.end(hash);
            System.getLogger(SigningIn.class.getName())
                    .log(System.Logger.Level.WARNING, "session used from elsewhere, ended");
            return Optional.empty();
        }
        return session.flatMap(this::viewer);
    }

    /** Whose session it is; empty when it is none or has ended. Using it keeps it. */
    public Optional<Viewer> viewer(String token) {
        return session(token).flatMap(this::viewer);
    }

    private Optional<AccessStore.SessionRow> session(String token) {
        if (token.isEmpty() || token.length() > TOKEN_MAX) {
            return Optional.empty();
        }
        byte[] hash = Secrets.hash(token);
        Instant now = clock.instant();
        Optional<AccessStore.SessionRow> session = store.session(hash)
                .filter(s -> s.seenAt().plus(IDLE_MAX).isAfter(now)
                        && s.startedAt().plus(SESSION_MAX).isAfter(now)
                        && s.startedAt().minus(IDLE_MAX).isBefore(now)); // else begun by a clock that was wrong
        if (session.filter(s -> s.seenAt().plus(SEEN_EVERY).isBefore(now)).isPresent()) {
            store.see(hash, now);
        }
        return session;
    }

    private Optional<Viewer> viewer(AccessStore.SessionRow session) {
        return store.find(session.account()).filter(a -> !a.isClosed()).map(this::viewer);
    }

    /** Somebody by his sign-in name, for what stands for him while he is away; empty when there is none or the account is closed. */
    public Optional<Viewer> named(String name) {
        return store.named(name).filter(a -> !a.isClosed()).map(this::viewer);
    }

    private Viewer viewer(AccountRow account) {
        List<Post> posts = store.posts(account.id()).stream()
                .map(Accounts::post)
                .filter(p -> p.isValidOn(today()))
                .toList();
        return new Viewer(account.id(), account.name(), account.title(), posts, account.mustReplace());
    }

    public void signOut(String token) {
        store.end(Secrets.hash(token));
    }

    /**
     * Replaces the password of whoever holds the session, ends all its sessions and begins a new one; Problem ACCESS-003
     * without a session, ACCESS-001 or ACCESS-002 when the password before is wrong, ACCESS-005 when the new one is too easy.
     */
    public String replacePassword(String token, String before, String password, String source) {
        Viewer viewer = viewer(token).orElseThrow(AccessProblems::notSignedIn);
        requirePassword(viewer.name(), before, source);
        PasswordRule.require(password, viewer.name());
        if (password.equals(before)) {
            throw AccessProblems.weakPassword("与原来的相同");
        }
        store.setPassword(viewer.account(), secrets.keep(password), Optional.empty());
        store.endOf(viewer.account());
        return begin(viewer.account(), false);
    }

    /** Ends what a demonstration left behind: its people have no passwords, and now no sessions. */
    public void endDemonstration() {
        store.sweep(Instant.EPOCH, true);
    }

    /** Somebody invented who is signed in with one click. */
    public record Invented(String name, String title, Role role, String unitCode, String department) {}

    /** Problem ACCESS-012 when real people sign in here: the first of them is made with the secret of the console. */
    public void requireDemonstration() {
        if (store.hasMadeBy(SETTING_UP)) {
            throw AccessProblems.notADemonstration();
        }
    }

    /** Begins a session of somebody invented, who is made when missing; Problem ACCESS-012 when real people sign in here. */
    public String demonstrate(Invented person) {
        requireDemonstration();
        Optional<AccountRow> there = store.named(person.name());
        UUID id = there.map(AccountRow::id).orElseGet(UUID::randomUUID);
        if (there.isEmpty()) {
            store.add(
                    new AccountRow(
                            id,
                            person.name(),
                            person.title(),
                            person.role().branch().word(),
                            Place.EVERYWHERE,
                            Optional.empty(),
                            false,
                            Optional.empty(),
                            false),
                    clock.instant(),
                    DEMONSTRATION);
            Post post = new Post(
                    UUID.randomUUID(),
                    person.role(),
                    person.unitCode(),
                    person.department(),
                    today(),
                    Optional.empty());
            store.grant(row(id, post), clock.instant(), DEMONSTRATION);
        }
        return begin(id, true);
    }

    static PostRow row(UUID account, Post post) {
        return new PostRow(
                post.id(),
                account,
                post.role().branch().word(),
                post.role().word(),
                post.unitCode(),
                post.department(),
                post.validFrom(),
                post.validUntil());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }
}
