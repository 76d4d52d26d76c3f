package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.OidcSignIn;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Signing in at another identity server: the browser goes there and comes back. Where none is set there is no such thing. */
@RestController
final class OidcController {
    private static final String NOT_LINKED = "ACCESS-027";

    private final Facades facades;

    OidcController(Facades facades) {
        this.facades = facades;
    }

    @Open
    @GetMapping("/api/access/oidc")
    ResponseEntity<Void> leave(HttpServletRequest request) {
        OidcSignIn.Leaving leaving = oidc().begin();
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.SET_COOKIE, Cookies.away(request, leaving.browser()))
                .location(leaving.address())
                .build();
    }

    /** What went wrong is told on the page of signing in. */
    @Open
    @GetMapping("/api/access/oidc/back")
    ResponseEntity<Void> back(
            @RequestParam(name = "code", defaultValue = "") String code,
            @RequestParam(name = "state", defaultValue = "") String state,
            HttpServletRequest request) {
        OidcSignIn oidc = oidc();
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(HttpStatus.SEE_OTHER).header(HttpHeaders.SET_COOKIE, Cookies.away(request, ""));
        try {
            OidcSignIn.Ended ended = oidc.end(code, state, Cookies.browser(request));
            ended.token().ifPresent(token -> answer.header(HttpHeaders.SET_COOKIE, Cookies.header(request, token)));
            return answer.location(URI.create(ended.token().isPresent() ? "/" : refused(NOT_LINKED, ended.subject())))
                    .build();
        } catch (Problem problem) {
            return answer.location(URI.create(refused(problem.code(), ""))).build();
        }
    }

    /** The page knows the words for a code: none of its own come in by an address. */
    private static String refused(String code, String subject) {
        return "/?refused=" + code + "&subject=" + URLEncoder.encode(subject, StandardCharsets.UTF_8);
    }

    private OidcSignIn oidc() {
        return facades.oidc().orElseThrow(AppProblems::notFound);
    }
}
