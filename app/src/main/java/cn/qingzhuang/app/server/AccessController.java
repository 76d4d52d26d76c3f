package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Access;
import cn.qingzhuang.app.access.AccessProblems;
import cn.qingzhuang.app.access.SigningIn;
import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.wiring.Facades;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Signing in and out, who one is, the password; all that answers without a session. */
@RestController
final class AccessController {
    private final Facades facades;
    private final Demonstration demonstration;

    AccessController(Facades facades, Demonstration demonstration) {
        this.facades = facades;
        this.demonstration = demonstration;
    }

    record Names(String name, String password) {}

    record First(String secret, String name, String title, String password) {}

    record Replacement(String before, String password) {}

    record Shown(String name) {}

    @Open
    @GetMapping("/api/health")
    ObjectNode health() {
        return JsonNodeFactory.instance.objectNode().put("ok", true);
    }

    @Open
    @GetMapping("/api/access")
    ObjectNode who(HttpServletRequest request) {
        return told(facades.signingIn().viewer(Cookies.token(request), Cookies.client(request)));
    }

    @Open
    @PostMapping("/api/access/first")
    ResponseEntity<ObjectNode> setUp(@RequestBody First first, HttpServletRequest request) {
        requireAll(first.secret(), first.name(), first.title(), first.password());
        return begun(facades.signingIn().setUp(first.secret(), first.name(), first.title(), first.password()), request);
    }

    @Open
    @PostMapping("/api/access/session")
    ResponseEntity<ObjectNode> signIn(@RequestBody Names names, HttpServletRequest request) {
        requireAll(names.name(), names.password());
        return begun(facades.signingIn().signIn(names.name(), names.password(), request.getRemoteAddr()), request);
    }

    @Open
    @DeleteMapping("/api/access/session")
    ResponseEntity<ObjectNode> signOut(HttpServletRequest request) {
        facades.signingIn().signOut(Cookies.token(request));
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, Cookies.header(request, ""))
                .body(told(Optional.empty()));
    }

    @Open
    @PutMapping("/api/access/password")
    ResponseEntity<ObjectNode> replace(@RequestBody Replacement said, HttpServletRequest request) {
        requireAll(said.before(), said.password());
        if (facades.signingIn()
                .viewer(Cookies.token(request), Cookies.client(request))
                .isEmpty()) {
            throw AccessProblems.notSignedIn();
        }
        String token = facades.signingIn()
                .replacePassword(Cookies.token(request), said.before(), said.password(), request.getRemoteAddr());
        return begun(token, request);
    }

    /** One click of a demonstration; elsewhere there is no such thing. */
    @Open
    @PostMapping("/api/access/demonstration")
    ResponseEntity<ObjectNode> demonstrate(@RequestBody Shown shown, HttpServletRequest request) {
        SigningIn.Invented person = demonstration.people().stream()
                .filter(p -> p.name().equals(shown.name()))
                .findFirst()
                .orElseThrow(AppProblems::notFound);
        return begun(facades.signingIn().demonstrate(person), request);
    }

    /** What a request leaves out is null, whatever the records say. */
    private static void requireAll(@Nullable String... said) {
        if (Arrays.stream(said).anyMatch(Objects::isNull)) {
            throw AppProblems.malformedRequest();
        }
    }

    private ResponseEntity<ObjectNode> begun(String token, HttpServletRequest request) {
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, Cookies.header(request, token))
                .body(told(facades.signingIn().viewer(token, Cookies.client(request))));
    }

    private ObjectNode told(Optional<Viewer> viewer) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        SigningIn signingIn = facades.signingIn();
        node.put("first", demonstration.people().isEmpty() && signingIn.isSecretOpen());
        facades.oidcSettings().ifPresent(s -> node.put("oidc", s.title()));
        node.put("demo", !demonstration.people().isEmpty());
        ArrayNode people = node.putArray("people");
        demonstration
                .people()
                .forEach(p -> people.addObject()
                        .put("name", p.name())
                        .put("title", p.title())
                        .put("role", p.role().word()));
        viewer.ifPresent(v -> {
            ObjectNode who = node.putObject("viewer");
            who.put("name", v.name()).put("title", v.title()).put("mustReplace", v.mustReplace());
            ArrayNode verbs = who.putArray("verbs");
            if (!v.mustReplace()) {
                new Access().verbs(v).stream().map(Verb::word).forEach(verbs::add);
            }
            ArrayNode posts = who.putArray("posts");
            v.posts().forEach(p -> posts.add(AccountController.post(p)));
        });
        return node;
    }
}
