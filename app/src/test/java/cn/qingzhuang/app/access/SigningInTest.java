package cn.qingzhuang.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingzhuang.app.shared.TestDatabase;
import cn.qingzhuang.engine.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

@SuppressWarnings("NullAway.Init")
class SigningInTest {
    private static final String GOOD = "稻谷与山泉，一年又一年地来";
    private static final String BETTER = "油菜花开的时候，谁都不着急";
    private static final String VILLAGE = "990201101201";
    private static final String HERE = "10.0.0.1";

    private final Wound clock = new Wound();
    private DataSource source;
    private SigningIn signingIn;
    private Accounts accounts;
    private Viewer administrator;

    /** A clock that tests wind on. */
    private static final class Wound extends Clock {
        private Instant now = Instant.parse("2026-06-01T04:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }
    }

    @BeforeEach
    void setUp() {
        source = TestDatabase.fresh();
        signingIn = new SigningIn(source, clock);
        accounts = signingIn.accounts();
        administrator = who(signingIn.setUp(signingIn.newSecret(), "Admin.甲", "安全员", GOOD));
    }

    private Viewer who(String token) {
        return signingIn.viewer(token).orElseThrow();
    }

    private Accounts.Opened clerk(String name) {
        Accounts.Opened opened = accounts.add(administrator, new Accounts.Wanted(name, "小李", Branch.BUSINESS, VILLAGE));
        accounts.grant(administrator, opened.id(), post(Role.CLERK, ""));
        return opened;
    }

    private static Post post(Role role, String department) {
        return new Post(UUID.randomUUID(), role, VILLAGE, department, LocalDate.of(2026, 1, 1), Optional.empty());
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo(code));
    }

    @Test
    void hasNoAccountBeforeTheSecretOfTheConsoleIsUsed() {
        SigningIn empty = new SigningIn(TestDatabase.fresh(), clock);
        assertThat(empty.needsSettingUp()).isTrue();
        refused("ACCESS-001", () -> empty.signIn("admin", "admin", HERE));
        refused("ACCESS-007", () -> empty.setUp("", "admin", "某人", GOOD));
        String earlier = empty.newSecret();
        String secret = empty.newSecret();
        refused("ACCESS-007", () -> empty.setUp(earlier, "admin", "某人", GOOD));
        refused("ACCESS-005", () -> empty.setUp(secret, "admin", "某人", "Password2026!"));
        empty.setUp(secret, "admin", "某人", GOOD);
        assertThat(empty.needsSettingUp()).isFalse();
        refused("ACCESS-007", () -> empty.setUp(secret, "admin2", "某人", GOOD));
    }

    @Test
    void aOneTimePasswordIsReplacedBeforeAnythingElse() {
        Accounts.Opened opened = clerk("li");
        String once = signingIn.signIn("ＬＩ ", opened.oneTimePassword(), HERE);
        assertThat(who(once).mustReplace()).isTrue();
        assertThat(new Access().maySomewhere(who(once), Verb.PERSON_READ)).isFalse();
        refused("ACCESS-001", () -> signingIn.replacePassword(once, "wrong", BETTER, HERE));
        String token = signingIn.replacePassword(once, opened.oneTimePassword(), BETTER, HERE);
        assertThat(new Access().maySomewhere(who(token), Verb.PERSON_READ)).isTrue();
        assertThat(signingIn.viewer(once)).isEmpty();
        refused("ACCESS-001", () -> signingIn.signIn("li", opened.oneTimePassword(), HERE));
    }

    @Test
    void aOneTimePasswordEndsByItself() {
        Accounts.Opened opened = clerk("li");
        clock.pass(Duration.ofDays(8));
        refused("ACCESS-001", () -> signingIn.signIn("li", opened.oneTimePassword(), HERE));
    }

    @Test
    void endsASessionThatNobodyUses() {
        String token = signingIn.signIn("admin.甲", GOOD, HERE);
        clock.pass(Duration.ofMinutes(14));
        assertThat(signingIn.viewer(token)).isPresent();
        clock.pass(Duration.ofMinutes(14));
        assertThat(signingIn.viewer(token)).isPresent();
        clock.pass(Duration.ofMinutes(16));
        assertThat(signingIn.viewer(token)).isEmpty();
    }

    @Test
    void endsASessionOfADayHoweverMuchItIsUsed() {
        String token = signingIn.signIn("admin.甲", GOOD, HERE);
        for (int i = 0; i < 72; i++) {
            assertThat(signingIn.viewer(token)).isPresent();
            clock.pass(Duration.ofMinutes(10));
        }
        assertThat(signingIn.viewer(token)).isEmpty();
    }

    @Test
    void locksANameFromWhereItFailedAndNobodyElse() {
        for (int i = 0; i < 5; i++) {
            refused("ACCESS-001", () -> signingIn.signIn("admin.甲", "wrong", "10.6.6.6"));
        }
        refused("ACCESS-002", () -> signingIn.signIn("admin.甲", GOOD, "10.6.6.6"));
        assertThat(signingIn.signIn("admin.甲", GOOD, HERE)).isNotEmpty();
        clock.pass(Duration.ofMinutes(31));
        assertThat(signingIn.signIn("admin.甲", GOOD, "10.6.6.6")).isNotEmpty();
    }

    @Test
    void locksASourceThatTriesManyNames() {
        for (int i = 0; i < 30; i++) {
            String name = "nobody" + i;
            refused("ACCESS-001", () -> signingIn.signIn(name, "wrong", "10.6.6.6"));
        }
        refused("ACCESS-002", () -> signingIn.signIn("another", "wrong", "10.6.6.6"));
        refused("ACCESS-001", () -> signingIn.signIn("another", "wrong", HERE));
    }

    @Test
    void aPostTakenAwayOrPastEndsWhatItAllowed() {
        Accounts.Opened opened = clerk("li");
        String token = signingIn.replacePassword(
                signingIn.signIn("li", opened.oneTimePassword(), HERE), opened.oneTimePassword(), BETTER, HERE);
        accounts.revoke(administrator, opened.id(), who(token).posts().get(0).id());
        assertThat(signingIn.viewer(token)).isEmpty();
        assertThat(who(signingIn.signIn("li", BETTER, HERE)).posts()).isEmpty();
        LocalDate last = LocalDate.of(2026, 6, 1);
        accounts.grant(
                administrator,
                opened.id(),
                new Post(UUID.randomUUID(), Role.CLERK, VILLAGE, "", last, Optional.of(last)));
        assertThat(who(signingIn.signIn("li", BETTER, HERE)).posts()).hasSize(1);
        clock.pass(Duration.ofDays(1));
        assertThat(who(signingIn.signIn("li", BETTER, HERE)).posts()).isEmpty();
    }

    @Test
    void aClosedAccountIsOutAtOnce() {
        Accounts.Opened opened = clerk("li");
        String token = signingIn.signIn("li", opened.oneTimePassword(), HERE);
        accounts.setClosed(administrator, opened.id(), true);
        assertThat(signingIn.viewer(token)).isEmpty();
        refused("ACCESS-001", () -> signingIn.signIn("li", opened.oneTimePassword(), HERE));
    }

    @Test
    void keepsTheThreePowersApart() {
        for (Branch branch : Branch.values()) {
            Accounts.Opened opened = accounts.add(
                    administrator, new Accounts.Wanted("of-" + branch.word(), "某人", branch, Place.EVERYWHERE));
            for (Role role : Role.values()) {
                Post post = post(role, role == Role.OFFICER ? "县民政局" : "");
                if (role.branch() == branch) {
                    accounts.grant(administrator, opened.id(), post);
                } else {
                    refused("ACCESS-008", () -> accounts.grant(administrator, opened.id(), post));
                    assertThatThrownBy(() -> insert(opened.id(), branch, role))
                            .as("the database refuses %s in a %s account", role, branch)
                            .isInstanceOf(DataIntegrityViolationException.class);
                    assertThatThrownBy(() -> insert(opened.id(), role.branch(), role))
                            .isInstanceOf(DataIntegrityViolationException.class);
                }
            }
        }
    }

    private void insert(UUID account, Branch branch, Role role) {
        JdbcClient.create(source)
                .sql("""
                        insert into posts (id, account_id, branch, role, unit_code, department, valid_from, granted_at,
                                           granted_by)
                        values (gen_random_uuid(), ?, ?, ?, '990201101201', ?, '2026-01-01', now(), 'x')""")
                .params(account, branch.word(), role.word(), role == Role.OFFICER ? "县民政局" : "")
                .update();
    }

    @Test
    void nobodyChangesHisOwnAccount() {
        refused("ACCESS-009", () -> accounts.renew(administrator, administrator.account()));
        refused("ACCESS-009", () -> accounts.setClosed(administrator, administrator.account(), true));
        refused(
                "ACCESS-009",
                () -> accounts.grant(administrator, administrator.account(), post(Role.SECURITY_ADMINISTRATOR, "")));
    }

    @Test
    void anAdministratorOfAPlaceSeesAndGivesNothingOutsideIt() {
        Accounts.Opened opened =
                accounts.add(administrator, new Accounts.Wanted("local", "县安全员", Branch.SECURITY, Place.EVERYWHERE));
        Post post = new Post(
                UUID.randomUUID(),
                Role.SECURITY_ADMINISTRATOR,
                "990201000000",
                "",
                LocalDate.of(2026, 1, 1),
                Optional.empty());
        accounts.grant(administrator, opened.id(), post);
        String once = signingIn.signIn("local", opened.oneTimePassword(), HERE);
        Viewer local = who(signingIn.replacePassword(once, opened.oneTimePassword(), BETTER, HERE));
        Accounts.Opened inside = clerk("li");
        assertThat(accounts.list(local)).extracting(Accounts.Account::name).containsExactly("li");
        refused("APP-018", () -> accounts.renew(local, administrator.account()));
        refused("APP-018", () -> accounts.renew(local, UUID.randomUUID()));
        refused(
                "APP-018",
                () -> accounts.grant(
                        local,
                        inside.id(),
                        new Post(
                                UUID.randomUUID(),
                                Role.CLERK,
                                "990301101201",
                                "",
                                LocalDate.of(2026, 1, 1),
                                Optional.empty())));
        refused(
                "APP-018",
                () -> accounts.add(local, new Accounts.Wanted("x1", "某人", Branch.BUSINESS, Place.EVERYWHERE)));
    }

    @Test
    void refusesNamesThatAreTakenOrNone() {
        clerk("li");
        refused("ACCESS-010", () -> clerk("ＬＩ"));
        refused("ACCESS-010", () -> clerk("a b"));
        refused("ACCESS-010", () -> clerk("x".repeat(40)));
    }

    @Test
    void aDemonstrationIsNoneWhereRealPeopleSignIn() {
        SigningIn.Invented invented = new SigningIn.Invented("demo-clerk", "小李", Role.CLERK, VILLAGE, "");
        refused("ACCESS-012", () -> signingIn.demonstrate(invented));
        SigningIn shown = new SigningIn(TestDatabase.fresh(), clock);
        String token = shown.demonstrate(invented);
        assertThat(shown.viewer(token)).isPresent();
        refused("ACCESS-001", () -> shown.signIn("demo-clerk", "", HERE));
        SigningIn.Invented keeper =
                new SigningIn.Invented("demo-security", "小周", Role.SECURITY_ADMINISTRATOR, Place.EVERYWHERE, "");
        Viewer security = shown.viewer(shown.demonstrate(keeper)).orElseThrow();
        UUID clerk = shown.viewer(token).orElseThrow().account();
        shown.accounts().renew(security, clerk); // whoever plays with it does not end the demonstration
        String again = shown.demonstrate(invented);
        assertThat(shown.viewer(again)).isPresent();
        shown.endDemonstration();
        assertThat(shown.viewer(again)).isEmpty();
        assertThat(shown.viewer(token)).isEmpty();
    }

    @Test
    void aClockThatJumpsAndComesBackNeitherKeepsSessionsNorLocksForYears() {
        Instant right = clock.now;
        clock.now = right.plus(Duration.ofDays(900));
        String late = signingIn.signIn("admin.甲", GOOD, HERE);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> signingIn.signIn("admin.甲", "wrong", HERE)).isInstanceOf(Problem.class);
        }
        refused("ACCESS-002", () -> signingIn.signIn("admin.甲", GOOD, HERE));
        clock.now = right;
        assertThat(signingIn.viewer(late)).as("begun in days to come").isEmpty();
        String token = signingIn.signIn("admin.甲", GOOD, HERE);
        clock.now = right.minus(Duration.ofMinutes(5)); // as clocks are set
        assertThat(signingIn.viewer(token)).isPresent();
    }

    @Test
    void storesNeitherTokensNorPasswords() {
        String token = signingIn.signIn("admin.甲", GOOD, HERE);
        JdbcClient client = JdbcClient.create(source);
        String all = client.sql("select string_agg(a::text, '') || (select string_agg(s::text, '') from sessions s)"
                        + " from accounts a")
                .query(String.class)
                .single();
        assertThat(all).contains("$argon2id$").doesNotContain(token).doesNotContain(GOOD);
    }
}
