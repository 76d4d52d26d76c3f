package cn.qingzhuang.app.server;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseCookie;

/**
 * The cookie of a session. The port is in its name: a browser sends the cookies of one port of a machine to all of them, and a
 * demonstration beside a real server must not end its sessions.
 */
final class Cookies {
    private Cookies() {}

    private static String name(HttpServletRequest request) {
        return "qz-session-" + request.getLocalPort();
    }

    /** The token of the session, or "". */
    static String token(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
        String name = name(request);
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(name)) {
                return cookie.getValue();
            }
        }
        return "";
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
