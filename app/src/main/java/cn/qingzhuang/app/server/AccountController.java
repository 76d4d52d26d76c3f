package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Accounts;
import cn.qingzhuang.app.access.Branch;
import cn.qingzhuang.app.access.OidcSettings;
import cn.qingzhuang.app.access.Place;
import cn.qingzhuang.app.access.Post;
import cn.qingzhuang.app.access.Role;
import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.wiring.Facades;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Accounts, posts and scopes, for the security administrator. */
@RestController
@RequestMapping("/api/accounts")
final class AccountController {
    private final Facades facades;
    private final Asker asker;

    AccountController(Facades facades, Asker asker) {
        this.facades = facades;
        this.asker = asker;
    }

    record Wanted(String name, String title, String branch, String unit) {}

    record Closed(boolean closed) {}

    record Linked(@Nullable String subject) {}

    record Granted(
            String role,
            String unit,
            @Nullable String department,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    @Needs(Verb.ACCOUNT_MANAGE)
    @GetMapping
    ArrayNode list() {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        for (Accounts.Account account : facades.accounts().list(asker.viewer())) {
            ObjectNode node = out.addObject()
                    .put("id", account.id().toString())
                    .put("name", account.name())
                    .put("title", account.title())
                    .put("branch", account.branch().word())
                    .put("unit", account.unitCode())
                    .put("closed", account.isClosed())
                    .put("mustReplace", account.mustReplace())
                    .put("subject", account.subject().orElse(""))
                    .put("own", account.id().equals(asker.viewer().account()));
            ArrayNode posts = node.putArray("posts");
            account.posts().forEach(p -> posts.add(post(p)));
        }
        return out;
    }

    @Needs(Verb.ACCOUNT_MANAGE)
    @PostMapping
    ObjectNode add(@RequestBody Wanted wanted) {
        Branch branch = Arrays.stream(Branch.values())
                .filter(b -> b.word().equals(wanted.branch()))
                .findFirst()
                .orElseThrow(AppProblems::malformedRequest);
        String unit = unit(wanted.unit());
        return opened(facades.accounts()
                .add(asker.viewer(), new Accounts.Wanted(wanted.name(), wanted.title(), branch, unit)));
    }

    /** A new one-time password. */
    @Needs(Verb.ACCOUNT_MANAGE)
    @PostMapping("/{id}/password")
    ObjectNode renew(@PathVariable("id") String id) {
        return opened(facades.accounts().renew(asker.viewer(), Downloads.id(id)));
    }

    /** Which subject of the identity server it is; none where nothing is said. */
    @Needs(Verb.ACCOUNT_MANAGE)
    @PutMapping("/{id}/subject")
    ArrayNode link(@PathVariable("id") String id, @RequestBody Linked said) {
        String issuer = facades.oidcSettings().map(OidcSettings::issuer).orElse("");
        facades.accounts().link(asker.viewer(), Downloads.id(id), issuer, said.subject() == null ? "" : said.subject());
        return list();
    }

    @Needs(Verb.ACCOUNT_MANAGE)
    @PutMapping("/{id}/closed")
    ArrayNode close(@PathVariable("id") String id, @RequestBody Closed said) {
        facades.accounts().setClosed(asker.viewer(), Downloads.id(id), said.closed());
        return list();
    }

    @Needs(Verb.ACCOUNT_MANAGE)
    @PostMapping("/{id}/posts")
    ArrayNode grant(@PathVariable("id") String id, @RequestBody Granted said) {
        Post post = new Post(
                UUID.randomUUID(),
                Role.of(said.role()).orElseThrow(AppProblems::malformedRequest),
                unit(said.unit()),
                said.department() == null ? "" : said.department().strip(),
                said.from() == null ? facades.accounts().today() : said.from(),
                Optional.ofNullable(said.until()));
        facades.accounts().grant(asker.viewer(), Downloads.id(id), post);
        return list();
    }

    @Needs(Verb.ACCOUNT_MANAGE)
    @DeleteMapping("/{id}/posts/{post}")
    ArrayNode revoke(@PathVariable("id") String id, @PathVariable("post") String post) {
        facades.accounts().revoke(asker.viewer(), Downloads.id(id), Downloads.id(post));
        return list();
    }

    private String unit(String code) {
        return code.equals(Place.EVERYWHERE) ? code : asker.unit(Verb.ACCOUNT_MANAGE, code);
    }

    private static ObjectNode opened(Accounts.Opened opened) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", opened.id().toString())
                .put("password", opened.oneTimePassword());
    }

    static ObjectNode post(Post post) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", post.id().toString())
                .put("role", post.role().word())
                .put("unit", post.unitCode())
                .put("department", post.department())
                .put("from", post.validFrom().toString())
                .put("until", post.validUntil().map(LocalDate::toString).orElse(null));
    }
}
