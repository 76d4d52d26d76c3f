package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Machines;
import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.wiring.Facades;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tokens of machines, for the security administrator. */
@RestController
@RequestMapping("/api/tokens")
final class TokenController {
    private final Facades facades;
    private final Asker asker;

    TokenController(Facades facades, Asker asker) {
        this.facades = facades;
        this.asker = asker;
    }

    record Wanted(String account, String post, String name) {}

    @Needs(Verb.ACCOUNT_MANAGE)
    @GetMapping
    ArrayNode list() {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        for (Machines.Token token : facades.machines().list(asker.viewer())) {
            ObjectNode node = out.addObject()
                    .put("id", token.id().toString())
                    .put("account", token.account().toString())
                    .put("post", token.post().toString())
                    .put("name", token.name())
                    .put("madeAt", token.madeAt().toString())
                    .put("madeBy", token.madeBy());
            token.seenAt().ifPresent(at -> node.put("seenAt", at.toString()));
        }
        return out;
    }

    /** The text of the token is told this once. */
    @Needs(Verb.ACCOUNT_MANAGE)
    @PostMapping
    ObjectNode give(@RequestBody Wanted wanted) {
        Machines.Given given = facades.machines()
                .give(asker.viewer(), Downloads.id(wanted.account()), Downloads.id(wanted.post()), wanted.name());
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", given.id().toString())
                .put("token", given.token());
    }

    @Needs(Verb.ACCOUNT_MANAGE)
    @DeleteMapping("/{id}")
    ArrayNode revoke(@PathVariable("id") String id) {
        facades.machines().revoke(asker.viewer(), Downloads.id(id));
        return list();
    }
}
