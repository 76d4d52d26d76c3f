package cn.qingzhuang.app.server;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import tools.jackson.databind.JsonNode;

/**
 * Looks at a body of JSON before its handler does. What holds a zero character is refused: no text does, and the database takes
 * none. Where something is missing that the handler counts on, that is noted, so that the handler's stumbling over it is told as the
 * sender's fault.
 */
@RestControllerAdvice
final class BodyGuard extends RequestBodyAdviceAdapter {
    private static final String INCOMPLETE = BodyGuard.class.getName();

    @Override
    public boolean supports(
            MethodParameter parameter, Type target, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public Object afterBodyRead(
            Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type target,
            Class<? extends HttpMessageConverter<?>> converter) {
        if (holdsZero(body)) {
            throw new HttpMessageNotReadableException("a zero character", message);
        }
        if (lacks(body)) {
            RequestContextHolder.currentRequestAttributes()
                    .setAttribute(INCOMPLETE, true, RequestAttributes.SCOPE_REQUEST);
        }
        return body;
    }

    /** Whether something was missing in the body of a request. */
    static boolean isIncomplete(HttpServletRequest request) {
        return request.getAttribute(INCOMPLETE) != null;
    }

    private static boolean holdsZero(@Nullable Object value) {
        if (value instanceof String text) {
            return text.indexOf('\0') >= 0;
        }
        if (value instanceof JsonNode node) {
            return node.toString().contains("\\u0000");
        }
        if (value instanceof Collection<?> all) {
            return all.stream().anyMatch(BodyGuard::holdsZero);
        }
        if (value instanceof Map<?, ?> map) {
            return holdsZero(map.keySet()) || holdsZero(map.values());
        }
        return value instanceof Record said && anyOf(said, (component, part) -> holdsZero(part));
    }

    private static boolean lacks(@Nullable Object value) {
        if (value instanceof Collection<?> all) {
            return all.stream().anyMatch(one -> one == null || lacks(one));
        }
        if (value instanceof Map<?, ?> map) {
            return lacks(map.values());
        }
        return value instanceof Record said && anyOf(said, BodyGuard::lacks);
    }

    private static boolean lacks(RecordComponent component, @Nullable Object value) {
        return value == null ? !component.getAnnotatedType().isAnnotationPresent(Nullable.class) : lacks(value);
    }

    /** A test of a component of a record with its value. */
    @FunctionalInterface
    private interface Test {
        boolean is(RecordComponent component, @Nullable Object value);
    }

    private static boolean anyOf(Record said, Test test) {
        try {
            for (RecordComponent component : said.getClass().getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                if (test.is(component, component.getAccessor().invoke(said))) {
                    return true;
                }
            }
            return false;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a record that cannot be read", e);
        }
    }
}
