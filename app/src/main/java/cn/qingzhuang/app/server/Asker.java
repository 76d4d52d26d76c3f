package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Access;
import cn.qingzhuang.app.access.AccessProblems;
import cn.qingzhuang.app.access.Place;
import cn.qingzhuang.app.access.Release;
import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.access.Viewer;
import cn.qingzhuang.app.ledger.Unit;
import cn.qingzhuang.app.looks.Look;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.fill.SubjectFacts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Whoever sent the request that this thread answers, and where he may do what. What he may not see is refused in the words for
 * what does not exist.
 */
@Component
final class Asker {
    private static final String VIEWER = Asker.class.getName();
    private static final String UNIT = VIEWER + ".unit";
    private static final String PURPOSE = VIEWER + ".purpose";
    private static final String HIDDEN = VIEWER + ".hidden";
    private static final String LOOKS = "_looks";
    private static final int COUNTY = 6;

    private final Facades facades;
    private final Access access = new Access();

    Asker(Facades facades) {
        this.facades = facades;
    }

    static void set(HttpServletRequest request, Viewer viewer) {
        request.setAttribute(VIEWER, viewer);
    }

    /** Whether somebody signed in sent the request. */
    boolean isKnown() {
        return RequestContextHolder.currentRequestAttributes().getAttribute(VIEWER, RequestAttributes.SCOPE_REQUEST)
                != null;
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
        keep(UNIT, code);
        return code;
    }

    /** The highest units where the asker may do it, none above a county: together all of his places that the ledger has. */
    List<String> tops(Verb verb) {
        return facades.ledger().units().stream()
                .filter(u -> u.level() >= COUNTY && access.mayIn(viewer(), verb, u.code()))
                .filter(u -> u.level() == COUNTY || !access.mayIn(viewer(), verb, u.parent()))
                .map(Unit::code)
                .toList();
    }

    /** A unit where the asker may do it; without one all of his places, as {@link #tops} tells them. */
    List<String> unitOrTops(Verb verb, @Nullable String unitCode) {
        return unitCode == null ? tops(verb) : List.of(unit(verb, unitCode));
    }

    private static void keep(String name, String value) {
        RequestContextHolder.currentRequestAttributes().setAttribute(name, value, RequestAttributes.SCOPE_REQUEST);
    }

    private static String kept(String name, String otherwise) {
        Object value =
                RequestContextHolder.currentRequestAttributes().getAttribute(name, RequestAttributes.SCOPE_REQUEST);
        return value == null ? otherwise : value.toString();
    }

    /** Why it is asked, in words, where the address does not say it. */
    void purpose(String why) {
        keep(PURPOSE, why);
    }

    /** What is answered tells of people who are not told apart: their ids go no further than the log. */
    void hideSubjects() {
        keep(HIDDEN, HIDDEN);
    }

    boolean hidesSubjects() {
        return !kept(HIDDEN, "").isEmpty();
    }

    /** Logs what the asker is about to be shown; Problem ACCESS-013 when that cannot be written. */
    void looked(Seen seen) {
        if (!seen.isNobody()) {
            log(seen.elements(), seen.subjects());
        }
    }

    /** Logs what the asker is about to be shown where the answer is no JSON of ours. */
    void looked(List<String> elements, List<UUID> subjects) {
        if (!subjects.isEmpty()) {
            log(elements, subjects);
        }
    }

    /** Logs that the asker is about to be shown rows of a file as it came, also where nobody is known of whom they tell. */
    void lookedAtFile(Seen seen) {
        log(seen.elements(), seen.subjects());
    }

    /** Logs that the asker looks at the log, of somebody or of everybody. */
    void lookedAtLog(List<UUID> subjects) {
        log(List.of(LOOKS), subjects);
    }

    private void log(List<String> elements, List<UUID> subjects) {
        Viewer viewer = viewer();
        String pattern = kept(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "");
        String method = ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes())
                .getRequest()
                .getMethod();
        facades.looks()
                .record(new Look(
                        viewer.name(),
                        viewer.title(),
                        method + " " + pattern,
                        kept(PURPOSE, Purposes.of(pattern)),
                        kept(UNIT, Place.EVERYWHERE),
                        elements,
                        subjects));
    }

    /** Who asks now: empty where the session has ended since the request came, or was taken away. */
    private Optional<Viewer> again() {
        HttpServletRequest request =
                ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
        return new Credentials(facades).viewer(request);
    }

    /** Whether it still may be done in a unit, as rights are now. */
    boolean stillMayIn(Verb verb, String unitCode) {
        return again().filter(v -> access.mayIn(v, verb, unitCode)).isPresent();
    }

    /** Whether the same may still be had of a unit for a purpose, as rights and grants are now. */
    boolean stillEntitled(String unitCode, Map<String, Release> releases, String purpose) {
        return again().filter(v -> facades.grants()
                        .entitled(v, unitCode, releases.keySet(), purpose)
                        .equals(releases))
                .isPresent();
    }

    boolean mayIn(Verb verb, String unitCode) {
        return access.mayIn(viewer(), verb, unitCode);
    }

    /** Problem ACCESS-004 where there is no place where the asker may do it. */
    void requireSomewhere(Verb verb) {
        if (!access.maySomewhere(viewer(), verb)) {
            throw AccessProblems.notForThisRole();
        }
    }

    boolean may(Verb verb, Place place) {
        return access.may(viewer(), verb, place);
    }

    /** The id of something that lies at a place where the asker may do it; Problem APP-018 elsewhere. */
    UUID at(Verb verb, UUID id, Optional<Place> place) {
        Place known = place.filter(p -> access.may(viewer(), verb, p)).orElseThrow(AppProblems::notFound);
        keep(UNIT, known.unitCode());
        return id;
    }

    /** Problem APP-018 where somebody may not do it with what lies there: asked anew while an answer is on its way. */
    void requireAt(Viewer viewer, Verb verb, Place place) {
        if (!access.may(viewer, verb, place)) {
            throw AppProblems.notFound();
        }
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
