package cn.qingzhuang.app.server;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Logs what an answer shows of somebody before its bytes leave; what cannot be logged is refused. */
@RestControllerAdvice
final class LookAdvice implements ResponseBodyAdvice<Object> {
    private final Asker asker;

    LookAdvice(Asker asker) {
        this.asker = asker;
    }

    @Override
    public boolean supports(MethodParameter handler, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter handler,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body instanceof JsonNode answer && asker.isKnown()) {
            asker.looked(Seen.in(answer));
            if (asker.hidesSubjects()) {
                hideSubjects(answer);
            }
        }
        return body;
    }

    /** An id that stays the same from answer to answer would join what one hides to what another shows. */
    private static void hideSubjects(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("subject");
        }
        node.forEach(LookAdvice::hideSubjects);
    }
}
