package cn.qingzhuang.engine.meaning.headers;

import cn.qingzhuang.engine.catalog.Element;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Owners: how the role words of the lexicon, the roles of the catalogue and elements that spell a role out
 * ({@code guardian_phone}) correspond.
 */
final class Roles {
    /** The subject of the row itself. */
    static final String SELF = "";

    private static final Map<String, String> OF_CONCEPT = Map.of(
            "legal", "legal_rep",
            "ocontact", "org_contact",
            "gridw", "grid_worker",
            "guide", "instructor",
            "pmanager", "place_manager");
    private static final Map<String, String> PREFIX_OF_ROLE = Map.ofEntries(
            Map.entry("head", "head_"),
            Map.entry("guardian", "guardian_"),
            Map.entry("father", "father_"),
            Map.entry("mother", "mother_"),
            Map.entry("helper", "helper_"),
            Map.entry("owner", "owner_"),
            Map.entry("occupant", "occupant_"),
            Map.entry("landlord", "landlord_"),
            Map.entry("complainant", "complainant_"),
            Map.entry("principal", "org_principal_"),
            Map.entry("legal_rep", "org_legal_rep_"),
            Map.entry("org_contact", "org_contact_"),
            Map.entry("grid_worker", "grid_worker_"),
            Map.entry("instructor", "party_guide_"),
            Map.entry("visitee", "visitee_"),
            Map.entry("place_manager", "place_manager_"));
    /** Roles whose elements the labelled forms carry without a role. */
    private static final Set<String> UNMARKED = Set.of("landlord", "place_manager");
    /** Attributes that people have, so that a block of neighbouring columns may share their owner. */
    private static final Set<String> PERSONAL = Set.of(
            "pname",
            "idno",
            "idtype",
            "phone",
            "mobile",
            "landline",
            "sex",
            "age",
            "birth",
            "ethnicity",
            "nationality",
            "native",
            "marital",
            "education",
            "political",
            "religion",
            "occupation",
            "post",
            "jobtitle",
            "specialty",
            "address",
            "health",
            "relation",
            "org");

    /** What a form is about in which such a person stands without being named. */
    private static final Map<String, String> TOPIC = Map.ofEntries(
            Map.entry("complainant", "petition"),
            Map.entry("visitee", "visit"),
            Map.entry("visitor", "visit"),
            Map.entry("inspector", "inspect"),
            Map.entry("helper", "help"),
            Map.entry("patroller", "patrol"),
            Map.entry("donor", "aid"),
            Map.entry("host", "meeting"),
            Map.entry("recorder", "meeting"),
            Map.entry("keeper", "asset"),
            Map.entry("principal", "enterprise"),
            Map.entry("landlord", "rent"),
            Map.entry("occupant", "rent"),
            Map.entry("owner", "dwelling"),
            Map.entry("applicant", "apply"));

    private Roles() {}

    /** The topic of forms about such people, or empty. */
    static String topicOf(String role) {
        return TOPIC.getOrDefault(role, "");
    }

    static String ofConcept(String concept) {
        return OF_CONCEPT.getOrDefault(concept, concept);
    }

    /** The role an element carries in labels, "" for none. */
    static String spelledOut(String elementId) {
        for (Map.Entry<String, String> e : PREFIX_OF_ROLE.entrySet()) {
            if (elementId.startsWith(e.getValue()) && !UNMARKED.contains(e.getKey())) {
                return e.getKey();
            }
        }
        return SELF;
    }

    static boolean isPersonal(Facets facets) {
        return facets.attributes().stream().anyMatch(PERSONAL::contains);
    }

    /** The element that spells out a person's attribute with a role: person_phone, guardian gives guardian_phone. */
    static Optional<String> spelledOut(Element personElement, String role) {
        String prefix = PREFIX_OF_ROLE.get(role);
        return prefix == null || !personElement.id().startsWith("person_")
                ? Optional.empty()
                : Optional.of(prefix + personElement.id().substring("person_".length()));
    }
}
