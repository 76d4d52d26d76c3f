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
        }
        return body;
    }
}
