package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.wiring.Facades;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Who sent a request: a person by the session's cookie, a machine by its token. */
@Component
final class Credentials {
    private static final String BEARER = "Bearer ";

    private final Facades facades;

    Credentials(Facades facades) {
        this.facades = facades;
    }

    /** As of now; empty when nobody who may sign in did. */
    Optional<Viewer> viewer(HttpServletRequest request) {
        return isMachine(request)
                ? facades.machines()
                        .viewer(header(request).substring(BEARER.length()).strip())
                : facades.signingIn().viewer(Cookies.token(request), Cookies.client(request));
    }

    static boolean isMachine(HttpServletRequest request) {
        return header(request).startsWith(BEARER);
    }

    private static String header(HttpServletRequest request) {
        @Nullable String given = request.getHeader(HttpHeaders.AUTHORIZATION);
        return given == null ? "" : given;
    }
}
