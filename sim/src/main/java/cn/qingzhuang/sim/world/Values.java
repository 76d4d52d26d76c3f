package cn.qingzhuang.sim.world;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one underlying value of (subject, element, role): the same in every form, so that forms agree with one another.
 *
 * <p>An element may carry its role in its id (guardian_phone) or beside it (person_phone as guardian): both are the same
 * person's phone.
 */
public final class Values {
    private static final List<String> RELATED = List.of(
            "guardian",
            "contact_person",
            "father",
            "mother",
            "spouse",
            "owner",
            "occupant",
            "landlord",
            "grid_worker",
            "helper",
            "org_principal",
            "org_legal_rep",
            "org_contact",
            "org_security",
            "warn_person",
            "transfer_person",
            "shelter_person",
            "hazard_monitor",
            "party_guide",
            "party_secretary",
            "place_manager",
            "complainant",
            "visitee",
            "donor",
            "filler",
            "reviewer",
            "handler",
            "verify_person",
            "operator",
            "building_leader",
            "patrol_person",
            "river_chief",
            "inspector",
            "meeting_host",
            "creator",
            "approve_person",
            "payee",
            "deceased");
    private static final Set<String> RELATED_ATTRIBUTES = Set.of(
            "name",
            "phone",
            "id_no",
            "sex",
            "birth_date",
            "address",
            "age",
            "education",
            "ethnicity",
            "politics",
            "employer",
            "work_place",
            "relation");
    private static final Set<String> OF_THE_VILLAGE =
            Set.of("grid_worker", "filler", "handler", "reviewer", "verify_person", "party_secretary");
    private static final Map<String, String> ROLE_PREFIX = Map.of(
            "guardian", "guardian",
            "helper", "helper",
            "father", "father",
            "mother", "mother",
            "spouse", "spouse",
            "owner", "owner",
            "contact", "contact_person",
            "grid_worker", "grid_worker",
            "head", "head");

    private final World world;
    private final Elements elements;
    private final PersonValues personValues;
    private final HouseValues houseValues;

    public Values(World world) {
        this.world = world;
        this.elements = world.elements();
        Plausible plausible = new Plausible(world);
        this.personValues = new PersonValues(world, plausible);
        this.houseValues = new HouseValues(world, plausible);
    }

    /** Empty where the element does not apply to the subject. The header guesses a type for unknown elements. */
    public Optional<Datum> of(String subject, String element, String role, String header) {
        return Optional.ofNullable(find(subject, element, role, header));
    }

    private @Nullable Datum find(String subject, String element, String role, String header) {
        ElementInfo info = elements.get(element, header);
        if (element.startsWith("head_")) {
            return personValues.of(head(subject), element.substring("head_".length()), info);
        }
        if (element.equals("applicant_name")
                || element.equals("beneficiary_name")
                || element.equals("account_holder")) {
            return Datum.of(world.person(subject, role).name());
        }
        if (element.equals("beneficiary_id_no")) {
            return Datum.of(world.person(subject, role).idNumber());
        }
        for (String prefix : RELATED) {
            String attribute = attributeOf(element, prefix);
            if (attribute != null) {
                return related(subject, prefix, attribute, info);
            }
        }
        if (elements.isPersonal(element)) {
            return personal(subject, element, role, info);
        }
        return houseValues.of(subject, element, info);
    }

    private Person head(String subject) {
        return world.householdOf(world.person(subject, "head")).head();
    }

    private @Nullable Datum personal(String subject, String element, String role, ElementInfo info) {
        if (world.isVillage(subject) && !role.equals("member")) {
            return houseValues.of(subject, element, info);
        }
        String attribute = element.startsWith("person_") ? element.substring("person_".length()) : element;
        String prefix = ROLE_PREFIX.get(role);
        if (prefix != null && world.isResident(subject)) {
            return prefix.equals("head")
                    ? personValues.of(head(subject), attribute, info)
                    : related(subject, prefix, attribute, info);
        }
        Person p = world.person(subject, role.isEmpty() ? "self" : role);
        Optional<Household> household = world.findHousehold(subject);
        if (role.equals("member") && household.isPresent()) {
            List<Person> members = household.get().members();
            p = members.get(Math.min(1, members.size() - 1));
        }
        return personValues.of(p, attribute, info);
    }

    private static @Nullable String attributeOf(String element, String prefix) {
        if (element.equals(prefix)) {
            return "name";
        }
        if (!element.startsWith(prefix + "_")) {
            return null;
        }
        String attribute = element.substring(prefix.length() + 1);
        return RELATED_ATTRIBUTES.contains(attribute) ? attribute : null;
    }

    private @Nullable Datum related(String subject, String prefix, String attribute, ElementInfo info) {
        Person me = world.isResident(subject) ? world.person(subject, "self") : null;
        Person other = other(subject, me, prefix);
        if (other == null) {
            return null;
        }
        if (attribute.equals("relation") || attribute.equals("relation_to_head") && prefix.equals("guardian")) {
            return Datum.of(me == null ? "父亲" : relation(me, other));
        }
        return personValues.of(other, attribute, info);
    }

    private @Nullable Person other(String subject, @Nullable Person me, String prefix) {
        Hash hash = world.hash();
        if (me != null) {
            switch (prefix) {
                case "guardian":
                    return world.guardian(me);
                case "contact_person":
                    return world.householdOf(me).members().stream()
                            .filter(m -> !m.equals(me) && !m.isDead())
                            .findFirst()
                            .orElseGet(() -> hash.pick(world.everybody(), "contact", me.id()));
                case "father":
                    return world.parent(me, true);
                case "mother":
                    return world.parent(me, false);
                case "spouse":
                    return world.spouse(me);
                case "owner":
                    return world.householdOf(me).head();
                default:
                    break;
            }
        }
        if (OF_THE_VILLAGE.contains(prefix)) {
            String village = world.villageOf(subject);
            List<Household> here = world.householdsOf(village);
            return here.isEmpty()
                    ? hash.pick(world.everybody(), prefix, village)
                    : hash.pick(here, prefix, village).head();
        }
        String key = me == null ? subject : prefix.equals("helper") ? me.householdId() : me.id();
        return hash.pick(world.everybody(), prefix, key);
    }

    private static String relation(Person me, Person other) {
        if (other.relation().equals("父亲") || other.relation().equals("母亲")) {
            return other.relation();
        }
        return switch (me.relation()) {
            case "子", "女" -> other.isMale() ? "父亲" : "母亲";
            case "孙子", "孙女" -> other.isMale() ? "祖父" : "祖母";
            default -> "亲属";
        };
    }

    /** Attributes by name; kept small so that a reader sees what is invented from what. */
    static Map<String, @Nullable Datum> attributes(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Datum> out = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            out.put(Objects.requireNonNull(namesAndValues[i]).toString(), datum(namesAndValues[i + 1]));
        }
        return out;
    }

    private static @Nullable Datum datum(@Nullable Object value) {
        if (value == null || value instanceof Datum) {
            return (Datum) value;
        }
        if (value instanceof String s) {
            return Datum.of(s);
        }
        if (value instanceof Boolean b) {
            return Datum.of(b.booleanValue());
        }
        if (value instanceof Integer i) {
            return Datum.of(i.longValue());
        }
        if (value instanceof Double d) {
            return Datum.of(d.doubleValue());
        }
        return Datum.of((java.time.LocalDate) value);
    }
}
