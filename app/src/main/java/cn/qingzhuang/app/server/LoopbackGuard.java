package cn.qingzhuang.app.server;

import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.shared.ProblemJson;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in only what comes from the server's own pages: by loopback, and where the server was started for another address, by
 * that address.
 *
 * <p>A page of another site open in the same browser could reach the server under its own name that now points here (Host)
 * or across sites (Origin). Both are refused.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class LoopbackGuard extends OncePerRequestFilter {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

    private final Server.Listening listening;

    LoopbackGuard(Server.Listening listening) {
        this.listening = listening;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String origin = request.getHeader("Origin");
        boolean isCrossSite = "cross-site".equals(request.getHeader("Sec-Fetch-Site"));
        if (!isOwn(request.getServerName())
                || (origin != null && !isOwn(origin, request.getServerPort()))
                || (isCrossSite && !"GET".equals(request.getMethod()))) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            response.setContentType("application/problem+json;charset=UTF-8");
            response.getWriter()
                    .write(ProblemJson.details(AppProblems.foreignPage(), HttpServletResponse.SC_FORBIDDEN)
                            .toString());
            return;
        }
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'");
        chain.doFilter(request, response);
    }

    private boolean isOwn(String host) {
        return LOOPBACK.contains(host)
                || listening.host().filter(host::equalsIgnoreCase).isPresent();
    }

    private boolean isOwn(@Nullable String origin, int port) {
        try {
            URI uri = new URI(String.valueOf(origin));
            return uri.getHost() != null && isOwn(uri.getHost()) && (uri.getPort() == port || uri.getPort() < 0);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
