package cn.qingzhuang.engine.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which elements of the catalogue spell out a role ({@code guardian_phone} is the phone of the guardian), and about
 * whom a fact is kept. Worked out from the prefixes of element ids; only what does not follow the pattern is listed.
 */
final class Roles {
    /** Prefix of an element id, the role it spells out, and the subject that has such a person. */
    private record Prefix(String prefix, String role, SubjectType keptWith) {}

    private static final List<Prefix> PREFIXES = List.of(
            new Prefix("head", "head", SubjectType.HOUSEHOLD),
            new Prefix("guardian", "guardian", SubjectType.PERSON),
            new Prefix("father", "father", SubjectType.PERSON),
            new Prefix("mother", "mother", SubjectType.PERSON),
            new Prefix("spouse", "spouse", SubjectType.PERSON),
            new Prefix("contact_person", "contact", SubjectType.PERSON),
            new Prefix("caregiver", "caregiver", SubjectType.PERSON),
            new Prefix("donor", "donor", SubjectType.PERSON),
            new Prefix("helper", "helper", SubjectType.HOUSEHOLD),
            new Prefix("grid_worker", "grid_worker", SubjectType.HOUSEHOLD),
            new Prefix("owner", "owner", SubjectType.HOUSEHOLD),
            new Prefix("occupant", "occupant", SubjectType.HOUSEHOLD),
            new Prefix("landlord", "landlord", SubjectType.HOUSEHOLD),
            new Prefix("building_leader", "building_leader", SubjectType.HOUSEHOLD),
            new Prefix("org_principal", "principal", SubjectType.ORGANISATION),
            new Prefix("org_legal_rep", "legal_rep", SubjectType.ORGANISATION),
            new Prefix("org_contact", "org_contact", SubjectType.ORGANISATION),
            new Prefix("org_security", "org_security", SubjectType.ORGANISATION),
            new Prefix("operator", "operator", SubjectType.ORGANISATION),
            new Prefix("party_secretary", "secretary", SubjectType.ORGANISATION),
            new Prefix("party_guide", "instructor", SubjectType.ORGANISATION),
            new Prefix("place_manager", "place_manager", SubjectType.PLACE),
            new Prefix("hazard_monitor", "hazard_monitor", SubjectType.PLACE),
            new Prefix("warn_person", "warn_person", SubjectType.PLACE),
            new Prefix("transfer_person", "transfer_person", SubjectType.PLACE),
            new Prefix("shelter_person", "shelter_person", SubjectType.PLACE),
            new Prefix("river_chief", "river_chief", SubjectType.PLACE),
            new Prefix("asset_keeper", "keeper", SubjectType.OTHER),
            new Prefix("complainant", "complainant", SubjectType.EVENT),
            new Prefix("visitee", "visitee", SubjectType.EVENT),
            new Prefix("visitor", "visitor", SubjectType.EVENT),
            new Prefix("inspector", "inspector", SubjectType.EVENT),
            new Prefix("meeting_host", "host", SubjectType.EVENT),
            new Prefix("meeting_recorder", "recorder", SubjectType.EVENT),
            new Prefix("event_collector", "collector", SubjectType.EVENT),
            new Prefix("event_responsible", "responsible", SubjectType.EVENT),
            new Prefix("patrol_person", "patroller", SubjectType.EVENT),
            new Prefix("filler", "filler", SubjectType.EVENT),
            new Prefix("handler", "handler", SubjectType.EVENT),
            new Prefix("reviewer", "reviewer", SubjectType.EVENT),
            new Prefix("verify_person", "verifier", SubjectType.EVENT),
            new Prefix("creator", "creator", SubjectType.EVENT));

    /** The rest of a role element's id, and the personal element it stands for. A prefix alone is the name. */
    private static final Map<String, String> ATTRIBUTES = Map.ofEntries(
            Map.entry("", "person_name"),
            Map.entry("name", "person_name"),
            Map.entry("phone", "person_phone"),
            Map.entry("id_no", "person_id_no"),
            Map.entry("sex", "person_sex"),
            Map.entry("age", "person_age"),
            Map.entry("birth_date", "person_birth_date"),
            Map.entry("address", "person_residence_address"),
            Map.entry("post", "person_post"),
            Map.entry("work_place", "person_migrant_place"));

    /**
     * Twins that follow no prefix. Applicant and beneficiary are the person of the row (the catalogue says so); phone and
     * present address of a household are its head's. The other addresses of household and person are kept apart: which
     * of the two an office means by 家庭住址 differs, and a wrong address is worse than a question.
     */
    private static final Map<String, ElementKey> TWINS = Map.of(
            "applicant_name", ElementKey.of("person_name"),
            "beneficiary_name", ElementKey.of("person_name"),
            "beneficiary_id_no", ElementKey.of("person_id_no"),
            "household_phone", new ElementKey("person_phone", "head"),
            "household_residence_address", new ElementKey("person_residence_address", "head"));

    /** Not a person's attribute although the prefix says so. */
    private static final Set<String> NOT_SPLIT = Set.of("event_responsible_unit", "operator_type", "operator_name");

    private static final Set<String> SELF = Set.of("", "self", "member", "obligor", "applicant", "beneficiary");

    /** Elements whose subject in the catalogue (a place, an organisation) is not the one they are kept with. */
    private static final Map<String, SubjectType> KEPT_WITH = keptWith();

    private static final Map<String, ElementKey> SPLIT = new HashMap<>();
    private static final Map<ElementKey, String> SPELLED = new HashMap<>();
    private static final Map<String, SubjectType> BY_ROLE = new HashMap<>();

    static {
        for (Prefix prefix : PREFIXES) {
            BY_ROLE.put(prefix.role(), prefix.keptWith());
            ATTRIBUTES.forEach((rest, personal) -> {
                String id = rest.isEmpty() ? prefix.prefix() : prefix.prefix() + "_" + rest;
                ElementKey key = new ElementKey(personal, prefix.role());
                if (!NOT_SPLIT.contains(id)) {
                    SPLIT.put(id, key);
                }
                SPELLED.merge(key, id, (a, b) -> a.length() > b.length() ? a : b);
            });
        }
        BY_ROLE.put("instructor", SubjectType.ORGANISATION);
    }

    private Roles() {}

    static ElementKey storageKey(String element, String role) {
        ElementKey twin = TWINS.get(element);
        if (twin != null) {
            return twin;
        }
        ElementKey split = SPLIT.get(element);
        if (split != null) {
            return split;
        }
        boolean isOwnRole = SELF.contains(role) || isRoleOfElement(element, role);
        return isOwnRole ? ElementKey.of(element) : new ElementKey(element, role);
    }

    /** The id in which the catalogue spells the role out, whether or not it has such an element. */
    static Optional<String> spelledOut(ElementKey key) {
        return key.role().isEmpty() ? Optional.empty() : Optional.ofNullable(SPELLED.get(key));
    }

    static boolean isNameOfPerson(String element) {
        ElementKey key = storageKey(element, "");
        return key.element().equals("person_name");
    }

    static SubjectType subjectOf(ElementKey key, Optional<Element> element) {
        ElementKey stored = storageKey(key.element(), key.role());
        SubjectType byRole = BY_ROLE.get(stored.role());
        if (byRole != null) {
            return byRole;
        }
        SubjectType special = KEPT_WITH.get(stored.element());
        if (special != null) {
            return special;
        }
        SubjectType subject = element.map(Element::subject).orElse(SubjectType.OTHER);
        return subject == SubjectType.DWELLING ? SubjectType.HOUSEHOLD : subject;
    }

    /** {@code helper_unit} with role helper says the role twice: the helper's unit is no third party's. */
    private static boolean isRoleOfElement(String element, String role) {
        return PREFIXES.stream()
                .anyMatch(prefix -> prefix.role().equals(role) && element.startsWith(prefix.prefix() + "_"));
    }

    private static Map<String, SubjectType> keptWith() {
        Map<String, SubjectType> out = new HashMap<>();
        for (String id : List.of(
                "province",
                "prefecture",
                "county",
                "town",
                "town_code",
                "village",
                "village_code",
                "area_division",
                "area_division_code",
                "reporting_unit",
                "fill_unit")) {
            out.put(id, SubjectType.UNIT);
        }
        for (String id : List.of(
                "natural_village",
                "villager_group",
                "residential_estate",
                "postal_code",
                "grid_code",
                "grid_org",
                "helper_unit",
                "help_enterprise",
                "help_situation",
                "net_income_total")) {
            out.put(id, SubjectType.HOUSEHOLD);
        }
        for (String id : List.of("mental_hospital", "pay_unit", "party_branch", "training_time")) {
            out.put(id, SubjectType.PERSON);
        }
        for (String id :
                List.of("inspect_org", "inspect_unit", "event_responsible_unit", "task_lead_unit", "doc_from")) {
            out.put(id, SubjectType.EVENT);
        }
        out.put("team_name", SubjectType.ORGANISATION);
        return Map.copyOf(out);
    }
}
