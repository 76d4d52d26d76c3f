package cn.qingzhuang.app.access;

import cn.qingzhuang.app.access.store.AccessStore;
import cn.qingzhuang.app.access.store.AccountRow;
import cn.qingzhuang.app.access.store.OidcStore;
import cn.qingzhuang.app.access.store.PostRow;
import cn.qingzhuang.app.shared.AppProblems;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What a security administrator does with accounts and posts of his places, never with his own. What is not his looks as if it
 * were not there (Problem APP-018).
 */
public final class Accounts {
    private static final Duration ONE_TIME = Duration.ofDays(7);
    private static final int TITLE_MAX = 40;
    private static final int SUBJECT_MAX = 255;
    private static final int DEPARTMENT_MAX = 40;

    private final AccessStore store;
    private final OidcStore subjects;
    private final Secrets secrets;
    private final Access access = new Access();
    private final Clock clock;

    Accounts(AccessStore store, OidcStore subjects, Secrets secrets, Clock clock) {
        this.store = store;
        this.subjects = subjects;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** An account as its administrator sees it. */
    public record Account(
            UUID id,
            String name,
            String title,
            Branch branch,
            String unitCode,
            boolean isClosed,
            boolean mustReplace,
            Optional<String> subject,
            List<Post> posts) {}

    /** What is wanted of a new account; {@code unitCode}: who administers it. */
    public record Wanted(String name, String title, Branch branch, String unitCode) {}

    /** An account with the password by which its owner signs in once. */
    public record Opened(UUID id, String oneTimePassword) {}

    /** The accounts of the viewer's places, by name. */
    public List<Account> list(Viewer viewer) {
        return store.accounts().stream()
                .filter(a -> access.mayIn(viewer, Verb.ACCOUNT_MANAGE, a.unitCode()))
                .map(a -> new Account(
                        a.id(),
                        a.name(),
                        a.title(),
                        branch(a.branch()),
                        a.unitCode(),
                        a.isClosed(),
                        a.mustReplace(),
                        subjects.subjectOf(a.id()),
                        store.posts(a.id()).stream().map(Accounts::post).toList()))
                .toList();
    }

    /** The departments that have an officer for a unit today, by name: whoever is asked there is seen by somebody. */
    public List<String> departmentsFor(String unitCode) {
        return departments(p -> Place.isWithin(unitCode, p.unitCode()));
    }

    /** The departments that have an officer today for any unit where the viewer records grants, by name. */
    public List<String> departmentsGrantedBy(Viewer viewer) {
        return departments(p -> access.mayIn(viewer, Verb.GRANT_MANAGE, p.unitCode())
                || viewer.posts().stream()
                        .anyMatch(own -> own.role().verbs().contains(Verb.GRANT_MANAGE)
                                && Place.isWithin(own.unitCode(), p.unitCode())));
    }

    private List<String> departments(Predicate<Post> isHere) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), SigningIn.ZONE);
        return store.officers().stream()
                .map(Accounts::post)
                .filter(p -> p.isValidOn(today) && isHere.test(p))
                .map(Post::department)
                .distinct()
                .sorted()
                .toList();
    }

    /** Makes an account without posts; Problem ACCESS-010 when the name is taken or none. */
    public Opened add(Viewer viewer, Wanted wanted) {
        requireMine(viewer, wanted.unitCode());
        String password = Secrets.sayable(3);
        AccountRow account = new AccountRow(
                UUID.randomUUID(),
                requireName(wanted.name()),
                requireTitle(wanted.title()),
                wanted.branch().word(),
                wanted.unitCode(),
                Optional.of(secrets.keep(password)),
                true,
                Optional.of(until()),
                false);
        if (!store.add(account, clock.instant(), viewer.name())) {
            throw AccessProblems.badName();
        }
        return new Opened(account.id(), password);
    }

    /**
     * Says which subject of the identity server the account is, or none; its sessions end. Who signs in there needs no password here:
     * what he had is taken away. Problem ACCESS-028 when the subject is somebody else's.
     */
    public void link(Viewer viewer, UUID account, String issuer, String subject) {
        AccountRow row = require(viewer, account);
        String plain = subject.strip();
        if (plain.isEmpty()) {
            subjects.unlink(row.id());
        } else if (plain.length() > SUBJECT_MAX
                || !subjects.link(issuer, plain, row.id(), clock.instant(), viewer.name())) {
            throw AccessProblems.badSubject();
        } else {
            store.dropPassword(row.id());
        }
        store.endOf(row.id());
    }

    /** Gives a new one-time password and ends all sessions. */
    public Opened renew(Viewer viewer, UUID account) {
        AccountRow row = require(viewer, account);
        String password = Secrets.sayable(3);
        store.setPassword(row.id(), secrets.keep(password), Optional.of(until()));
        store.endOf(row.id());
        return new Opened(row.id(), password);
    }

    /** Closes an account at once, or opens it again. */
    public void setClosed(Viewer viewer, UUID account, boolean isClosed) {
        AccountRow row = require(viewer, account);
        store.setClosed(row.id(), isClosed);
        store.endOf(row.id());
    }

    /** Gives a post; Problem ACCESS-008 when it does not go with the account's branch, ACCESS-011 when it is not whole. */
    public void grant(Viewer viewer, UUID account, Post post) {
        AccountRow row = require(viewer, account);
        requireMine(viewer, post.unitCode());
        if (post.role().branch() != branch(row.branch())) {
            throw AccessProblems.separated();
        }
        if ((post.role() == Role.OFFICER) == post.department().isBlank()
                || post.department().length() > DEPARTMENT_MAX) {
            throw AccessProblems.badPost("部门经办人要写明部门，其他岗位不写");
        }
        if (post.validUntil().filter(last -> last.isBefore(post.validFrom())).isPresent()) {
            throw AccessProblems.badPost("到期日早于开始日");
        }
        store.grant(SigningIn.row(row.id(), post), clock.instant(), viewer.name());
    }

    /** Takes a post away at once: the sessions of the account end. */
    public void revoke(Viewer viewer, UUID account, UUID post) {
        AccountRow row = require(viewer, account);
        if (!store.revoke(row.id(), post, clock.instant(), viewer.name())) {
            throw AppProblems.notFound();
        }
        store.endOf(row.id());
    }

    private AccountRow require(Viewer viewer, UUID account) {
        AccountRow row = store.find(account)
                .filter(a -> access.mayIn(viewer, Verb.ACCOUNT_MANAGE, a.unitCode()))
                .orElseThrow(AppProblems::notFound);
        if (row.id().equals(viewer.account())) {
            throw AccessProblems.ownAccount();
        }
        return row;
    }

    private void requireMine(Viewer viewer, String unitCode) {
        if (!unitCode.matches("[0-9]{12}")) {
            throw AccessProblems.badPost("没有选单位");
        }
        if (!access.mayIn(viewer, Verb.ACCOUNT_MANAGE, unitCode)) {
            throw AppProblems.notFound();
        }
    }

    private Instant until() {
        return clock.instant().plus(ONE_TIME);
    }

    /** The day from which a post counts that is given without one. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), SigningIn.ZONE);
    }

    static Post post(PostRow row) {
        return new Post(
                row.id(),
                Role.of(row.role()).orElseThrow(),
                row.unitCode(),
                row.department(),
                row.validFrom(),
                row.validUntil());
    }

    private static Branch branch(String word) {
        return Branch.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** A sign-in name as it is compared: without differences of width, case and blanks around it. */
    static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    static String requireName(String name) {
        String plain = plain(name);
        if (!plain.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{1,31}")) {
            throw AccessProblems.badName();
        }
        return plain;
    }

    static String requireTitle(String title) {
        String stripped = title.strip();
        if (stripped.isEmpty() || stripped.length() > TITLE_MAX) {
            throw AccessProblems.badPost("没有写姓名，或姓名太长");
        }
        return stripped;
    }
}
