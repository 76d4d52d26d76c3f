package cn.qingzhuang.app.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Answers every question whether somebody may do something somewhere; nobody else decides it. */
public final class Access {
    /** Whether the viewer may do it with what lies there. */
    public boolean may(Viewer viewer, Verb verb, Place place) {
        return posts(viewer, verb).stream().anyMatch(p -> p.covers(place));
    }

    /**
     * Whether the viewer may do it in a unit: with what he brings there himself, and of what is there with what
     * {@link #may(Viewer, Verb, Place)} says.
     */
    public boolean mayIn(Viewer viewer, Verb verb, String unitCode) {
        return posts(viewer, verb).stream().anyMatch(p -> Place.isWithin(unitCode, p.unitCode()));
    }

    /** Whether there is any place where the viewer may do it. */
    public boolean maySomewhere(Viewer viewer, Verb verb) {
        return !posts(viewer, verb).isEmpty();
    }

    /** The department for which the viewer brings a template to a unit: of an officer's post, else none. */
    public String departmentIn(Viewer viewer, String unitCode) {
        List<Post> here = posts(viewer, Verb.FORM_FILL).stream()
                .filter(p -> Place.isWithin(unitCode, p.unitCode()))
                .toList();
        return here.stream().anyMatch(p -> p.department().isEmpty())
                ? ""
                : here.stream().map(Post::department).findFirst().orElse("");
    }

    /** The departments as whose officer the viewer may act in a unit. */
    public List<String> departmentsIn(Viewer viewer, String unitCode) {
        return posts(viewer, Verb.FORM_FILL).stream()
                .filter(p -> p.role() == Role.OFFICER && Place.isWithin(unitCode, p.unitCode()))
                .map(Post::department)
                .distinct()
                .toList();
    }

    /** The departments as whose officer the viewer may act anywhere. */
    public List<String> departments(Viewer viewer) {
        return posts(viewer, Verb.FORM_FILL).stream()
                .filter(p -> p.role() == Role.OFFICER)
                .map(Post::department)
                .distinct()
                .toList();
    }

    /** All that the viewer may do anywhere. */
    public Set<Verb> verbs(Viewer viewer) {
        Set<Verb> out = EnumSet.noneOf(Verb.class);
        viewer.posts().forEach(p -> out.addAll(p.role().verbs()));
        return out;
    }

    private static List<Post> posts(Viewer viewer, Verb verb) {
        return viewer.mustReplace()
                ? List.of()
                : viewer.posts().stream()
                        .filter(p -> p.role().verbs().contains(verb))
                        .toList();
    }
}
