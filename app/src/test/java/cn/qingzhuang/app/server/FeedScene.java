package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Role;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.feed.Subscription;
import cn.qingzhuang.app.feed.Subscriptions;
import cn.qingzhuang.app.returns.ReturnFlow;
import cn.qingzhuang.app.wiring.Facades;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests to the endpoints of the feed, each for something that was made for it. */
final class FeedScene {
    private static final String HOST = "localhost:9";
    private static final String PURPOSE = "核对地区";
    private static final List<String> ELEMENTS = List.of("province");
    private static final String PLAIN = "text/plain";

    private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

    private FeedScene() {}

    static Optional<EndpointScene.Request> request(Facades facades, EndpointScene scene, String endpoint) {
        String path = endpoint.substring(endpoint.indexOf(' ') + 1);
        return switch (endpoint) {
            case "POST /api/tokens" -> Optional.of(token(scene, path));
            case "DELETE /api/tokens/{id}" -> Optional.of(plain(path.replace("{id}", given(scene))));
            case "GET /api/subscriptions" -> Optional.of(plain(path + "?unit=" + scene.unit()));
            case "POST /api/subscriptions" ->
                Optional.of(EndpointScene.json(
                        path, Map.of("unit", scene.unit(), "elements", ELEMENTS, "purpose", PURPOSE)));
            case "GET /api/changes" -> Optional.of(plain(path + "?subscription=" + subscription(facades, scene)));
            case "POST /api/rows" -> Optional.of(plain(path + "?unit=" + scene.unit()));
            case "GET /api/returns", "GET /api/returns/departments" ->
                Optional.of(plain(path + "?unit=" + scene.unit()));
            case "POST /api/returns" ->
                Optional.of(EndpointScene.json(
                        path,
                        Map.of(
                                "unit",
                                scene.unit(),
                                "department",
                                scene.department(),
                                "elements",
                                ELEMENTS,
                                "whom",
                                "全体村民",
                                "reason",
                                PURPOSE)));
            case "DELETE /api/returns/{id}" -> Optional.of(plain(path.replace("{id}", returned(facades, scene))));
            case "POST /api/returns/{id}/refusal" ->
                Optional.of(EndpointScene.json(path.replace("{id}", returned(facades, scene)), Map.of("reason", "")));
            case "POST /api/returns/{id}/answer" ->
                Optional.of(scene.multipart(path.replace("{id}", returned(facades, scene))));
            case "PUT /api/webhooks/hosts" -> Optional.of(EndpointScene.json(path, Map.of("host", "?")));
            case "DELETE /api/webhooks/hosts" -> Optional.of(plain(path + "?host=none"));
            default ->
                path.startsWith("/api/subscriptions/{id}")
                        ? Optional.of(webhook(facades, scene, endpoint, path))
                        : Optional.empty();
        };
    }

    private static EndpointScene.Request webhook(Facades facades, EndpointScene scene, String endpoint, String path) {
        String id = endpoint.startsWith("DELETE ") && !scene.isOfNothing()
                ? made(facades, scene)
                : subscription(facades, scene);
        String at = path.replace("{id}", id).replace("{change}", scene.isOfNothing() ? id : undelivered(facades, id));
        return switch (endpoint) {
            case "PUT /api/subscriptions/{id}/webhook" -> EndpointScene.json(at, Map.of("target", "ftp://none"));
            case "PUT /api/subscriptions/{id}/webhook/on" -> EndpointScene.json(at, Map.of("on", false));
            default -> plain(at);
        };
    }

    private static EndpointScene.Request plain(String path) {
        return new EndpointScene.Request(path, "", PLAIN);
    }

    private static EndpointScene.Request token(EndpointScene scene, String path) {
        UUID post = scene.isOfNothing() ? scene.account() : post(scene);
        return EndpointScene.json(
                path, Map.of("account", scene.account().toString(), "post", post.toString(), "name", "某系统"));
    }

    private static UUID post(EndpointScene scene) {
        return scene.entrance().grant(scene.account(), new Entrance.At(Role.CLERK, scene.unit()));
    }

    private static String given(EndpointScene scene) {
        return scene.isOfNothing()
                ? scene.account().toString()
                : scene.entrance().machine(scene.account(), post(scene)).id().toString();
    }

    /** Something that the department of the scene follows, with a webhook that is not on. */
    private static String subscription(Facades facades, EndpointScene scene) {
        return scene.isOfNothing()
                ? scene.person()
                : KNOWN.computeIfAbsent(scene.person(), person -> made(facades, scene));
    }

    private static String made(Facades facades, EndpointScene scene) {
        Viewer somebody = new Viewer(scene.account(), "somebody", "某人", List.of(), false);
        Subscription made = facades.subscriptions()
                .make(somebody, new Subscriptions.Wanted(scene.department(), scene.unit(), ELEMENTS, PURPOSE));
        facades.webhooks().allow(HOST, somebody);
        facades.webhooks().put(somebody, made, "http://" + HOST + "/", false);
        facades.webhooks().set(somebody, made, false);
        return made.id().toString();
    }

    private static String returned(Facades facades, EndpointScene scene) {
        if (scene.isOfNothing()) {
            return scene.person();
        }
        Viewer somebody = new Viewer(scene.account(), "somebody", "某人", List.of(), false);
        ReturnFlow.Asked asked = new ReturnFlow.Asked(scene.unit(), scene.department(), ELEMENTS, "全体村民", PURPOSE);
        return facades.returns().ask(somebody, asked).id().toString();
    }

    private static String undelivered(Facades facades, String subscription) {
        UUID id = UUID.randomUUID();
        JdbcClient.create(facades.database().source())
                .sql("insert into undelivered select county_code, ?, subscription_id, 'none', cursor, 1, '', now()"
                        + " from webhooks where subscription_id = ?")
                .params(id, UUID.fromString(subscription))
                .update();
        return id.toString();
    }
}
