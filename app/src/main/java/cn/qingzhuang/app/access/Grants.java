package cn.qingzhuang.app.access;

import cn.qingzhuang.app.access.store.GrantRow;
import cn.qingzhuang.app.access.store.GrantStore;
import cn.qingzhuang.app.shared.AppProblems;
import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * What may leave for whom: elements x places x purpose. The village and township see what is theirs in plain, a department what
 * the catalogue says it owns (一数一源), everything else by a grant that the security administrator recorded. Whatever gives
 * values to an officer or to a department's machine asks here.
 */
public final class Grants {
    private static final int WORDS_MAX = 100;
    private static final int BASIS_MAX = 300;
    private static final int NAME_MAX = 40;
    private static final int ELEMENTS_MAX = 500;

    private final GrantStore store;
    private final Function<String, Optional<Ownership>> owners;
    private final Access access = new Access();
    private final Clock clock;

    /** @param owners who owns a stored element; empty for what the catalogue does not know */
    public Grants(DataSource source, Function<String, Optional<Ownership>> owners, Clock clock) {
        this.store = new GrantStore(source);
        this.owners = owners;
        this.clock = clock;
    }

    /**
     * What the catalogue lays down for an element.
     *
     * @param isOpen about units, places and organisations: anybody who states a purpose may have it
     */
    public record Ownership(String owner, boolean isOpen) {}

    /**
     * How values of a unit leave for somebody who has signed in, by stored element, in the order asked. Problem ACCESS-020 when
     * no purpose is stated.
     *
     * @param unitCode 12 digits; of a township or county all below it
     */
    public Map<String, Release> entitled(Viewer viewer, String unitCode, Collection<String> elements, String purpose) {
        requirePurpose(purpose);
        if (access.mayIn(viewer, Verb.PERSON_READ, unitCode)) {
            return all(elements, Release.PLAIN);
        }
        Map<String, Release> out = all(elements, Release.REFUSED);
        for (String department : access.departmentsIn(viewer, unitCode)) {
            entitled(department, unitCode, elements, purpose)
                    .forEach((element, more) -> out.merge(element, more, (a, b) -> a.compareTo(b) <= 0 ? a : b));
        }
        return out;
    }

    /** The same for a department, whoever asks for it: a subscription, an extract. */
    public Map<String, Release> entitled(
            String department, String unitCode, Collection<String> elements, String purpose) {
        requirePurpose(purpose);
        String why = plain(purpose);
        List<Grant> here = store.of(department).stream()
                .map(Grants::grant)
                .filter(g -> g.isValidOn(today())
                        && Place.isWithin(unitCode, g.unitCode())
                        && plain(g.purpose()).equals(why))
                .toList();
        Map<String, Release> out = new LinkedHashMap<>();
        elements.forEach(element -> out.put(element, release(department, here, element)));
        return out;
    }

    private Release release(String department, List<Grant> here, String element) {
        Optional<Ownership> owned = owners.apply(element);
        if (owned.isEmpty()) {
            return Release.REFUSED;
        }
        if (owned.get().isOpen()
                || DepartmentNames.isOwner(department, owned.get().owner())) {
            return Release.PLAIN;
        }
        return here.stream()
                .filter(g -> g.elements().contains(element))
                .map(g -> g.isMasked() ? Release.MASKED : Release.PLAIN)
                .min(Release::compareTo)
                .orElse(Release.REFUSED);
    }

    private static Map<String, Release> all(Collection<String> elements, Release release) {
        Map<String, Release> out = new LinkedHashMap<>();
        elements.forEach(element -> out.put(element, release));
        return out;
    }

    /** Whether one of some departments is the owner that the catalogue names so. */
    public boolean owns(Collection<String> departments, String owner) {
        return departments.stream().anyMatch(d -> DepartmentNames.isOwner(d, owner));
    }

    /** Problem ACCESS-020 for a purpose that says nothing or too much. */
    public static void requirePurpose(String purpose) {
        if (purpose.isBlank() || purpose.strip().length() > WORDS_MAX) {
            throw AccessProblems.noPurpose();
        }
    }

    /** What is wanted of a grant. */
    public record Wanted(
            String department,
            String unitCode,
            List<String> elements,
            String purpose,
            String legalBasis,
            boolean isMasked,
            Optional<LocalDate> from,
            Optional<LocalDate> until) {}

    /** Records a grant; Problem ACCESS-021 when it is not whole, APP-018 for a unit that is not the viewer's. */
    public UUID give(Viewer viewer, Wanted wanted) {
        requireMine(viewer, wanted.unitCode());
        requireWhole(wanted);
        Grant grant = new Grant(
                UUID.randomUUID(),
                wanted.department().strip(),
                wanted.unitCode(),
                wanted.elements(),
                wanted.purpose().strip(),
                wanted.legalBasis().strip(),
                wanted.isMasked(),
                wanted.from().orElseGet(this::today),
                wanted.until());
        if (grant.validUntil().filter(last -> last.isBefore(grant.validFrom())).isPresent()) {
            throw AccessProblems.badGrant("到期日早于开始日");
        }
        store.add(row(grant), clock.instant(), viewer.name());
        return grant.id();
    }

    private void requireWhole(Wanted wanted) {
        if (wanted.department().isBlank() || wanted.department().strip().length() > NAME_MAX) {
            throw AccessProblems.badGrant("没有写部门，或部门名称太长");
        }
        requirePurpose(wanted.purpose());
        String basis = wanted.legalBasis().strip();
        if (!basis.matches("(?s).*(号|《.+》).*") || basis.length() > BASIS_MAX) {
            throw AccessProblems.badGrant("没有写依据的文号或法规名称，或写得太长");
        }
        if (wanted.elements().isEmpty() || wanted.elements().size() > ELEMENTS_MAX) {
            throw AccessProblems.badGrant("没有选数据元，或选得太多");
        }
        for (String element : wanted.elements()) {
            if (owners.apply(element).isEmpty()) {
                throw AccessProblems.badGrant("目录里没有数据元“" + element + "”");
            }
        }
    }

    /** Takes a grant back at once; Problem APP-018 when there is none of the viewer's places. */
    public void revoke(Viewer viewer, UUID id) {
        boolean isMine = store.find(id)
                .filter(g -> access.mayIn(viewer, Verb.GRANT_MANAGE, g.unitCode()))
                .isPresent();
        if (!isMine || !store.revoke(id, clock.instant(), viewer.name())) {
            throw AppProblems.notFound();
        }
    }

    /** All that was not taken back, of the viewer's places, by department. */
    public List<Grant> list(Viewer viewer) {
        return store.all().stream()
                .filter(g -> access.mayIn(viewer, Verb.GRANT_MANAGE, g.unitCode()))
                .map(Grants::grant)
                .toList();
    }

    /** What the viewer's departments may take at his places. */
    public List<Grant> ofViewer(Viewer viewer) {
        return access.departments(viewer).stream()
                .flatMap(d -> store.of(d).stream())
                .map(Grants::grant)
                .filter(g -> meets(viewer, g))
                .toList();
    }

    /** What other departments may take of elements that the viewer's departments own, these elements only. */
    public List<Grant> ofOthers(Viewer viewer) {
        List<String> own = access.departments(viewer);
        return store.all().stream()
                .map(Grants::grant)
                .filter(g -> !own.contains(g.department()) && meets(viewer, g))
                .map(g -> cut(g, own))
                .filter(g -> !g.elements().isEmpty())
                .toList();
    }

    private Grant cut(Grant grant, List<String> departments) {
        List<String> owned = grant.elements().stream()
                .filter(e -> owners.apply(e)
                        .filter(o -> departments.stream().anyMatch(d -> DepartmentNames.isOwner(d, o.owner())))
                        .isPresent())
                .toList();
        return new Grant(
                grant.id(),
                grant.department(),
                grant.unitCode(),
                owned,
                grant.purpose(),
                grant.legalBasis(),
                grant.isMasked(),
                grant.validFrom(),
                grant.validUntil());
    }

    /** Whether a grant and a post of the viewer have units in common. */
    private static boolean meets(Viewer viewer, Grant grant) {
        return viewer.posts().stream()
                .anyMatch(p -> Place.isWithin(p.unitCode(), grant.unitCode())
                        || Place.isWithin(grant.unitCode(), p.unitCode()));
    }

    private void requireMine(Viewer viewer, String unitCode) {
        if (!unitCode.matches("[0-9]{12}")) {
            throw AccessProblems.badGrant("没有选单位");
        }
        if (!access.mayIn(viewer, Verb.GRANT_MANAGE, unitCode)) {
            throw AppProblems.notFound();
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), SigningIn.ZONE);
    }

    /** Words as they are compared: without differences of width, case and blanks. */
    private static String plain(String words) {
        return Normalizer.normalize(words, Normalizer.Form.NFKC)
                .replaceAll("\\s", "")
                .toLowerCase(Locale.ROOT);
    }

    private static Grant grant(GrantRow row) {
        return new Grant(
                row.id(),
                row.department(),
                row.unitCode(),
                row.elements(),
                row.purpose(),
                row.legalBasis(),
                row.isMasked(),
                row.validFrom(),
                row.validUntil());
    }

    private static GrantRow row(Grant grant) {
        return new GrantRow(
                grant.id(),
                grant.department(),
                grant.unitCode(),
                grant.elements(),
                grant.purpose(),
                grant.legalBasis(),
                grant.isMasked(),
                grant.validFrom(),
                grant.validUntil());
    }

    /** To be called after values were erased: takes these words out of purposes and bases. */
    public void erased(Set<String> words) {
        store.erase(words);
    }
}
