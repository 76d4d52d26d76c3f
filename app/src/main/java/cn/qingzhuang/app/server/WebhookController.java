package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.feed.Retries;
import cn.qingzhuang.app.feed.Subscription;
import cn.qingzhuang.app.feed.Webhooks;
import cn.qingzhuang.app.wiring.Facades;
import java.security.SecureRandom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Where the changes of a subscription are sent to, and what could not be delivered. */
@RestController
@RequestMapping("/api/subscriptions/{id}/webhook")
final class WebhookController {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Facades facades;
    private final Asker asker;

    WebhookController(Facades facades, Asker asker) {
        this.facades = facades;
        this.asker = asker;
    }

    record Wanted(String target, @Nullable Boolean fromBeginning) {}

    record Switched(boolean on) {}

    private Subscription subscription(String id) {
        return SubscriptionController.require(facades, asker, id);
    }

    @Needs(Verb.CHANGE_READ)
    @GetMapping
    ObjectNode show(@PathVariable("id") String id) {
        Webhooks.Webhook hook = facades.webhooks().get(subscription(id));
        ObjectNode out = head(hook);
        ArrayNode undelivered = out.putArray("undelivered");
        hook.undelivered()
                .forEach(u -> undelivered
                        .addObject()
                        .put("id", u.id().toString())
                        .put("event", u.event())
                        .put("attempts", u.attempts())
                        .put("failure", u.failure())
                        .put("givenUpAt", u.givenUpAt().toString()));
        return out;
    }

    /** How a webhook stands, without what it could not deliver. */
    static ObjectNode head(Webhooks.Webhook hook) {
        ObjectNode out = JsonNodeFactory.instance
                .objectNode()
                .put("target", hook.target())
                .put("state", hook.state())
                .put("failing", hook.isFailing())
                .put("attempts", hook.attempts())
                .put("nextAt", hook.nextAt().toString())
                .put("failure", hook.failure())
                .put("lost", hook.undelivered().size())
                .put("behind", hook.behind().batches());
        hook.behind().since().ifPresent(at -> out.put("behindSince", at.toString()));
        hook.deliveredAt().ifPresent(at -> out.put("deliveredAt", at.toString()));
        return out;
    }

    /** The secret is told this once. */
    @Needs(Verb.CHANGE_READ)
    @PutMapping
    ObjectNode put(@PathVariable("id") String id, @RequestBody Wanted wanted) {
        String secret = facades.webhooks()
                .put(asker.viewer(), subscription(id), wanted.target(), Boolean.TRUE.equals(wanted.fromBeginning()));
        return JsonNodeFactory.instance.objectNode().put("secret", secret);
    }

    @Needs(Verb.CHANGE_READ)
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable("id") String id) {
        facades.webhooks().remove(subscription(id));
    }

    /** Pauses it or lets it go on. */
    @Needs(Verb.CHANGE_READ)
    @PutMapping("/on")
    ObjectNode set(@PathVariable("id") String id, @RequestBody Switched said) {
        facades.webhooks().set(asker.viewer(), subscription(id), said.on());
        return show(id);
    }

    /** Forgets all that could not be delivered. */
    @Needs(Verb.CHANGE_READ)
    @DeleteMapping("/undelivered")
    ObjectNode empty(@PathVariable("id") String id) {
        facades.webhooks().empty(subscription(id));
        return show(id);
    }

    /** Sends one again, now. */
    @Needs(Verb.CHANGE_READ)
    @PostMapping("/undelivered/{change}")
    ObjectNode again(@PathVariable("id") String id, @PathVariable("change") String change) {
        facades.webhookSender(new Retries(new SecureRandom()), PATIENCE).again(subscription(id), Downloads.id(change));
        return show(id);
    }
}
