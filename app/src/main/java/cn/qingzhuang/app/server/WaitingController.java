package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.feed.Webhooks;
import cn.qingzhuang.app.returns.ReturnRequest;
import cn.qingzhuang.app.wiring.Facades;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How many things wait for whoever has come, in all of his places, for the first page after signing in. */
@RestController
@RequestMapping("/api/waiting")
final class WaitingController {
    private final Facades facades;
    private final Asker asker;

    WaitingController(Facades facades, Asker asker) {
        this.facades = facades;
        this.asker = asker;
    }

    @Needs(Verb.RETURN_READ)
    @GetMapping
    ObjectNode count() {
        Viewer viewer = asker.viewer();
        List<ReturnRequest> open = asker.tops(Verb.RETURN_READ).stream()
                .flatMap(code -> facades.returns().list(viewer, code).stream())
                .filter(r -> r.outcome().isEmpty())
                .toList();
        long failing = asker.tops(Verb.CHANGE_READ).stream()
                .flatMap(code -> facades.subscriptions().list(viewer, code).stream())
                .map(facades.webhooks()::find)
                .flatMap(Optional::stream)
                .filter(Webhooks.Webhook::isFailing)
                .count();
        long requests = facades.ownerRequests().toMe(viewer).stream()
                .filter(r -> r.outcome().isEmpty())
                .count();
        return JsonNodeFactory.instance
                .objectNode()
                .put("requests", requests)
                .put("returns", open.size())
                .put("overdue", open.stream().filter(ReturnRequest::isOverdue).count())
                .put("webhooks", failing);
    }
}
