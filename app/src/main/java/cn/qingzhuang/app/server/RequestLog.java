package cn.qingzhuang.app.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * One line of the log for each request to the interface, with an id that every other line of it has as well and that the
 * answer names. Of the address the pattern is told: what somebody looked for is nobody's business.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class RequestLog extends OncePerRequestFilter {
    static final String ID = "request.id";
    static final String HEADER = "X-Request-Id";
    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
    private static final String NO_PATTERN = "none";
    private static final int FAILED = 500;

    private final RequestTimes times;

    RequestLog(RequestTimes times) {
        this.times = times;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.startsWith("/api/") && !path.startsWith("/internal/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = UUID.randomUUID().toString();
        long from = System.nanoTime();
        MDC.put(ID, id);
        response.setHeader(HEADER, id);
        boolean isAnswered = false;
        try {
            chain.doFilter(request, response);
            isAnswered = true;
        } finally {
            Object matched = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            String pattern = matched == null ? NO_PATTERN : matched.toString();
            int status = isAnswered ? response.getStatus() : FAILED;
            long nanos = System.nanoTime() - from;
            LOG.atInfo()
                    .addKeyValue("http.request.method", method(request))
                    .addKeyValue("url.pattern", pattern)
                    .addKeyValue("http.response.status_code", status)
                    .addKeyValue("event.millis", TimeUnit.NANOSECONDS.toMillis(nanos))
                    .log("request");
            times.add(method(request), pattern, status, nanos);
            MDC.remove(ID);
        }
    }

    /** What a client names as its method may be anything. */
    private static String method(HttpServletRequest request) {
        String method = request.getMethod();
        return method.matches("GET|POST|PUT|DELETE|HEAD|OPTIONS|PATCH") ? method : "other";
    }
}
