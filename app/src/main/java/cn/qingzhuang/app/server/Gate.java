package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Access;
import cn.qingzhuang.app.access.AccessProblems;
import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.shared.AppProblems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Before every handler: who asks, and whether there is any place where he may. A handler that says neither {@link Needs} nor
 * {@link Open} answers nobody. Before it nothing of the request was read, so what is refused tells nothing of what exists.
 */
@Component
final class Gate implements HandlerInterceptor {
    private final Credentials credentials;
    private final MachineLimits limits;
    private final Server.Token token;

    Gate(Credentials credentials, MachineLimits limits, Server.Token token) {
        this.credentials = credentials;
        this.limits = limits;
        this.token = token;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws ServletRequestBindingException {
        if (!(handler instanceof HandlerMethod method)
                || !method.getBeanType().getName().startsWith(Gate.class.getPackageName())) {
            return true; // a page, or the error page
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (String.valueOf(request.getQueryString()).contains("%00")) {
            throw new ServletRequestBindingException("a zero character");
        }
        if (method.hasMethodAnnotation(Open.class)) {
            return true;
        }
        @Nullable Needs needs = method.getMethodAnnotation(Needs.class);
        if (needs == null) {
            throw AppProblems.notFound();
        }
        if (needs.value() == Verb.OPERATION_READ && token.isGiven(request)) {
            return true;
        }
        Viewer viewer = credentials.viewer(request).orElseThrow(AccessProblems::notSignedIn);
        if (viewer.mustReplace()) {
            throw AccessProblems.mustReplace();
        }
        boolean isShut = Credentials.isMachine(request) && !needs.isForMachines();
        if (isShut || !new Access().maySomewhere(viewer, needs.value())) {
            throw AccessProblems.notForThisRole();
        }
        if (Credentials.isMachine(request)) {
            requireWithinLimits(viewer, needs.value(), response);
        }
        Asker.set(request, viewer);
        return true;
    }

    private void requireWithinLimits(Viewer viewer, Verb verb, HttpServletResponse response) {
        long seconds = verb == Verb.ROW_PUSH ? limits.pushed(viewer.account()) : limits.asked(viewer.account());
        if (seconds > 0) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
            throw AccessProblems.tooOften(seconds);
        }
    }
}
