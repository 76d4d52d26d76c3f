package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.wiring.Facades;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The hosts that changes may be sent to, for the system administrator. */
@RestController
@RequestMapping("/api/webhooks/hosts")
final class WebhookHostController {
    private final Facades facades;
    private final Asker asker;

    WebhookHostController(Facades facades, Asker asker) {
        this.facades = facades;
        this.asker = asker;
    }

    record Said(String host) {}

    @Needs(Verb.OPERATION_MANAGE)
    @GetMapping
    ArrayNode list() {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        facades.webhooks().hosts().forEach(out::add);
        return out;
    }

    @Needs(Verb.OPERATION_MANAGE)
    @PutMapping
    ArrayNode allow(@RequestBody Said said) {
        facades.webhooks().allow(said.host(), asker.viewer());
        return list();
    }

    @Needs(Verb.OPERATION_MANAGE)
    @DeleteMapping
    ArrayNode disallow(@RequestParam("host") String host) {
        facades.webhooks().disallow(host);
        return list();
    }
}
