package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Accounts;
import cn.qingzhuang.app.access.Grants;
import cn.qingzhuang.app.access.Machines;
import cn.qingzhuang.app.access.Place;
import cn.qingzhuang.app.access.Post;
import cn.qingzhuang.app.access.Role;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.wiring.Facades;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** People who sign in to a home for tests, each made as a security administrator makes them. */
final class Entrance {
    static final String PASSWORD = "稻谷与山泉，一年又一年地来";
    private static final String HERE = "test";

    private final Facades facades;
    private final Viewer administrator;
    private int made;

    Entrance(Facades facades) {
        this.facades = facades;
        String secret = facades.signingIn().newSecret();
        String token = facades.signingIn().setUp(secret, "first-administrator", "安全员甲", PASSWORD);
        this.administrator = facades.signingIn().viewer(token).orElseThrow();
    }

    /** What somebody is somewhere. */
    record At(Role role, String unit, String department) {
        At(Role role, String unit) {
            this(role, unit, "");
        }
    }

    /** The token of somebody new, of one branch, with these posts. */
    String token(At... posts) {
        String name = "person-" + ++made;
        Accounts.Opened opened = account(name, posts);
        String once = facades.signingIn().signIn(name, opened.oneTimePassword(), HERE);
        return facades.signingIn().replacePassword(once, opened.oneTimePassword(), PASSWORD, HERE);
    }

    /** The token of somebody whose account was made and not used yet. */
    String token(String name) {
        Accounts.Account account = named(name);
        Accounts.Opened opened = facades.accounts().renew(administrator, account.id());
        String once = facades.signingIn().signIn(name, opened.oneTimePassword(), HERE);
        return facades.signingIn().replacePassword(once, opened.oneTimePassword(), PASSWORD, HERE);
    }

    private Accounts.Account named(String name) {
        return facades.accounts().list(administrator).stream()
                .filter(a -> a.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    void link(UUID account, String issuer, String subject) {
        facades.accounts().link(administrator, account, issuer, subject);
    }

    void close(UUID account) {
        facades.accounts().setClosed(administrator, account, true);
    }

    /** Takes all posts of an account away. */
    void takePosts(UUID account) {
        facades.accounts().list(administrator).stream()
                .filter(a -> a.id().equals(account))
                .flatMap(a -> a.posts().stream())
                .forEach(p -> facades.accounts().revoke(administrator, account, p.id()));
    }

    /** An account whose owner has not signed in yet, kept by the unit of its first post. */
    Accounts.Opened account(String name, At... posts) {
        Accounts.Opened opened = facades.accounts()
                .add(
                        administrator,
                        new Accounts.Wanted(name, "某人", posts[0].role().branch(), posts[0].unit()));
        for (At at : posts) {
            facades.accounts().grant(administrator, opened.id(), post(at));
        }
        return opened;
    }

    /** Gives an account another post and answers its id. */
    UUID grant(UUID account, At at) {
        Post post = post(at);
        facades.accounts().grant(administrator, account, post);
        return post.id();
    }

    /** Lets a department have the phones of a unit, masked, and answers the grant's id. */
    UUID grant(String unit) {
        return grant(unit, "镇民政办", EndpointScene.PURPOSE, true, "person_phone");
    }

    UUID grant(String unit, String department, String purpose, boolean isMasked, String... elements) {
        Grants.Wanted wanted = new Grants.Wanted(
                department,
                unit,
                List.of(elements),
                purpose,
                "《政务数据共享条例》（国务院令第809号）",
                isMasked,
                Optional.of(LocalDate.of(2020, 1, 1)),
                Optional.empty());
        return facades.grants().give(administrator, wanted);
    }

    void revoke(UUID grant) {
        facades.grants().revoke(administrator, grant);
    }

    /** Gives a machine a token of a post. */
    Machines.Given machine(UUID account, UUID post) {
        return facades.machines().give(administrator, account, post, "某系统");
    }

    /** Takes a token away. */
    void revokeToken(UUID token) {
        facades.machines().revoke(administrator, token);
    }

    /** Takes a post away. */
    void revoke(UUID account, UUID post) {
        facades.accounts().revoke(administrator, account, post);
    }

    /** Takes all posts away from somebody. */
    void revokeAll(Viewer viewer) {
        viewer.posts().forEach(post -> facades.accounts().revoke(administrator, viewer.account(), post.id()));
    }

    static Post post(At at) {
        return new Post(
                UUID.randomUUID(), at.role(), at.unit(), at.department(), LocalDate.of(2020, 1, 1), Optional.empty());
    }

    /** The cookie of somebody who may do all that concerns the data of a county. */
    static String cookie(Facades facades, int port, String county) {
        String token =
                new Entrance(facades).token(new At(Role.COORDINATOR, county), new At(Role.BURDEN_OFFICE, county));
        return cookie(port, token);
    }

    static String cookie(int port, String token) {
        return "qz-session-" + port + "=" + token;
    }

    static String everywhere() {
        return Place.EVERYWHERE;
    }
}
