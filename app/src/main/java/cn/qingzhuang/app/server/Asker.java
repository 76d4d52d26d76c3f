package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Access;
import cn.qingzhuang.app.access.Place;
import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.fill.SubjectFacts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Whoever sent the request that this thread answers, and where he may do what. What he may not see is refused in the words for
 * what does not exist.
 */
@Component
final class Asker {
    private static final String VIEWER = Asker.class.getName();

    private final Facades facades;
    private final Access access = new Access();

    Asker(Facades facades) {
        this.facades = facades;
    }

    static void set(HttpServletRequest request, Viewer viewer) {
        request.setAttribute(VIEWER, viewer);
    }

    Viewer viewer() {
        RequestAttributes request = RequestContextHolder.currentRequestAttributes();
        return (Viewer) Objects.requireNonNull(request.getAttribute(VIEWER, RequestAttributes.SCOPE_REQUEST));
    }

    /** The full code of a unit where the asker may do it; Problem APP-018 elsewhere, whether there is such a unit or not. */
    String unit(Verb verb, String unitCode) {
        String code;
        try {
            code = facades.ledger().requireUnit(unitCode);
        } catch (Problem noUnit) {
            String full = unitCode.strip()
                    + "0".repeat(Math.max(0, 12 - unitCode.strip().length()));
            throw access.mayIn(viewer(), verb, full) ? noUnit : AppProblems.notFound();
        }
        if (!access.mayIn(viewer(), verb, code)) {
            throw AppProblems.notFound();
        }
        return code;
    }

    boolean mayIn(Verb verb, String unitCode) {
        return access.mayIn(viewer(), verb, unitCode);
    }

    boolean may(Verb verb, Place place) {
        return access.may(viewer(), verb, place);
    }

    /** The id of something that lies at a place where the asker may do it; Problem APP-018 elsewhere. */
    UUID at(Verb verb, UUID id, Optional<Place> place) {
        if (place.filter(p -> access.may(viewer(), verb, p)).isEmpty()) {
            throw AppProblems.notFound();
        }
        return id;
    }

    /** The department for which the asker brings a template. */
    String departmentIn(String unitCode) {
        return access.departmentIn(viewer(), unitCode);
    }

    /**
     * A subject of a unit's county that lies where the asker may do it; Problem APP-018 where none does.
     *
     * @param unitCode as {@link #unit} gives it
     */
    SubjectFacts subject(Verb verb, String unitCode, String id) {
        return facades.ledger()
                .find(unitCode, Downloads.id(id).toString())
                .filter(s -> access.mayIn(viewer(), verb, s.unitCode()))
                .orElseThrow(AppProblems::notFound);
    }
}
