package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Verb;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.node.ObjectNode;

/**
 * The description of all endpoints, made from the handlers themselves when it is asked for, for whoever has signed in.
 */
@RestController
@RequestMapping("/api/openapi")
final class OpenApiController {
    private final RequestMappingHandlerMapping handlers;

    OpenApiController(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers) {
        this.handlers = handlers;
    }

    @Needs(Verb.UNIT_READ)
    @GetMapping
    ObjectNode document() {
        return new OpenApiDocument().of(handlers.getHandlerMethods());
    }
}
