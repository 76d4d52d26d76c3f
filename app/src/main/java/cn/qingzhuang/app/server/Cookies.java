package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.SigningIn;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * The cookie of a session. The port is in its name: a browser sends the cookies of one port of a machine to all of them, and a
 * demonstration beside a real server must not end its sessions.
 */
final class Cookies {
    private static final int AWAY_SECONDS = 600;

    private Cookies() {}

    private static String name(HttpServletRequest request) {
        return "qz-session-" + request.getLocalPort();
    }

    /** The token of the session, or "". */
    static String token(HttpServletRequest request) {
        return value(request, name(request));
    }

    /** By what a browser is known that comes back from the identity server, or "". */
    static String browser(HttpServletRequest request) {
        return value(request, awayName(request));
    }

    private static String awayName(HttpServletRequest request) {
        return "qz-away-" + request.getLocalPort();
    }

    /** The header for a browser that goes to the identity server: it comes back from another site, which Strict would not let in. */
    static String away(HttpServletRequest request, String browser) {
        return ResponseCookie.from(awayName(request), browser)
                .httpOnly(true)
                .sameSite("Lax")
                .secure(request.isSecure())
                .path("/api/access/oidc")
                .maxAge(browser.isEmpty() ? 0 : AWAY_SECONDS)
                .build()
                .toString();
    }

    private static String value(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(name)) {
                return cookie.getValue();
            }
        }
        return "";
    }

    /** From where a request comes. */
    static SigningIn.Client client(HttpServletRequest request) {
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        return new SigningIn.Client(request.getRemoteAddr(), agent == null ? "" : agent);
    }

    /** The header that keeps a token until the browser is closed; "" takes it away. */
    static String header(HttpServletRequest request, String token) {
        return ResponseCookie.from(name(request), token)
                .httpOnly(true)
                .sameSite("Strict")
                .secure(request.isSecure())
                .path("/")
                .maxAge(token.isEmpty() ? 0 : -1)
                .build()
                .toString();
    }
}
