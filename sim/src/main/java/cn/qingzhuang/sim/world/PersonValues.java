package cn.qingzhuang.sim.world;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is true of a person. */
final class PersonValues {
    private static final Set<String> LAND = Set.of(
            "land_contract_area", "land_transfer_out", "land_farm_for_in", "land_no_subsidy", "land_subsidy_area");
    private final World world;
    private final Hash hash;
    private final Plausible plausible;
    private String lastPerson = "";
    private Map<String, @Nullable Datum> lastKnown = Map.of();

    PersonValues(World world, Plausible plausible) {
        this.world = world;
        this.hash = world.hash();
        this.plausible = plausible;
    }

    @Nullable
    Datum of(Person p, String attribute, ElementInfo info) {
        Map<String, @Nullable Datum> known = known(p);
        if (known.containsKey(attribute)) {
            return known.get(attribute);
        }
        if (LAND.contains(attribute)) {
            return land(p, attribute);
        }
        if (!applies(p, attribute)) {
            return null;
        }
        if (attribute.equals("disability_cert_no") && p.disability() != null) {
            int grade = "一级二级三级四级".indexOf(p.disability()) / 2 + 1;
            return Datum.of(p.idNumber() + "4" + grade);
        }
        return plausible.of(p.id(), info);
    }

    /** What is known of the person; kept for the last person asked, because sheets are filled row by row. */
    private Map<String, @Nullable Datum> known(Person p) {
        if (!p.id().equals(lastPerson)) {
            lastPerson = p.id();
            lastKnown = own(p);
            lastKnown.putAll(standing(p));
        }
        return lastKnown;
    }

    private Map<String, @Nullable Datum> own(Person p) {
        Household h = world.householdOf(p);
        Person phoneOwner = p.equals(h.head()) ? h.members().get(h.members().size() - 1) : h.head();
        return Values.attributes(
                "name", p.name(),
                "id_no", p.idNumber(),
                "sex", p.isMale() ? "男" : "女",
                "birth_date", p.birth(),
                "age", p.age(),
                "ethnicity", p.ethnicity(),
                "phone", p.phone(),
                "mobile", p.phone(),
                "education", p.education(),
                "marital_status", p.marriage(),
                "political_status", p.politics(),
                "politics", p.politics(),
                "employer", p.employer(),
                "work_place", p.employer(),
                "hukou_address", h.address(),
                "residence_address", p.residence(),
                "home_address", p.residence(),
                "address", p.residence(),
                "hukou_area", world.address(h.village()),
                "residence_area", World.PROVINCE + World.PREFECTURE + World.COUNTY_NAME,
                "hukou_area_code", h.village().substring(0, 6),
                "residence_area_code", World.COUNTY.substring(0, 6),
                "nationality", "中国",
                "id_type", "居民身份证",
                "relation_to_head", p.relation(),
                "family_phone", phoneOwner.phone());
    }

    private Map<String, @Nullable Datum> standing(Person p) {
        Household h = world.householdOf(p);
        int age = p.age();
        boolean isWorking = age >= 16;
        long income = (hash.below(90, "income", p.id()) + 6) * 50L;
        return Values.attributes(
                "alive",
                !p.isDead(),
                "hukou_local",
                true,
                "native_place",
                World.PROVINCE + World.PREFECTURE,
                "death_date",
                p.isDead() ? deathDay(p) : null,
                "disability_flag",
                p.disability() != null,
                "disability_level",
                p.disability(),
                "dibao_flag",
                h.isDibao(),
                "tekun_flag",
                h.isTekun(),
                "health",
                p.disability() != null ? "残疾" : health(p),
                "residence_match",
                p.residence().equals(h.address()) ? "人户一致" : "户在人不在",
                "population_status",
                p.isDead() ? "注销" : "户籍",
                "migrant_now",
                world.isMigrantWorker(p),
                "in_school_flag",
                age >= 6 && age < 22,
                "party_member_flag",
                p.isPartyMember(),
                "living_alone",
                h.members().size() == 1,
                "hukou_nature",
                hash.pick(List.of("农业", "农业", "非农业"), "nature", h.id()),
                "former_name",
                hash.below(30, "former", p.id()) == 0 ? hash.pick(Names.MALE, "old", p.id()) : null,
                "relief_object_type",
                h.isDibao() ? "低保对象" : h.isTekun() ? "特困人员" : "一般人员",
                "special_group",
                specialGroup(p, h),
                "elderly_age_band",
                age < 60 ? null : "%d-%d".formatted(age / 10 * 10, age / 10 * 10 + 9),
                "left_behind_type",
                leftBehind(p),
                "school_stage",
                stage(age),
                "monthly_income",
                isWorking ? (double) income : null,
                "annual_income",
                isWorking ? (double) income * 12 : null);
    }

    private LocalDate deathDay(Person p) {
        return LocalDate.of(2024, 1 + hash.below(12, "death", p.id()), 1 + hash.below(28, "day", p.id()));
    }

    private String health(Person p) {
        return hash.pick(List.of("健康", "健康", "健康", "有慢性病"), "health", p.id());
    }

    private static String specialGroup(Person p, Household h) {
        return p.disability() != null
                ? "残疾人"
                : h.isDibao() ? "低保对象" : h.isTekun() ? "特困人员" : p.age() >= 80 ? "高龄老人" : "一般人员";
    }

    private static @Nullable String leftBehind(Person p) {
        return p.age() < 16 ? "留守儿童" : p.age() >= 60 ? "留守老人" : p.isMale() ? null : "留守妇女";
    }

    private static @Nullable String stage(int age) {
        if (age < 3 || age >= 19) {
            return null;
        }
        return age < 6 ? "学前" : age < 12 ? "小学" : age < 15 ? "初中" : "高中";
    }

    private Datum land(Person p, String attribute) {
        double contract = tenths("land", 120, p) + 4;
        double out = tenths("out", 40, p);
        double in = tenths("in", 30, p);
        double none = tenths("none", 10, p);
        double area = switch (attribute) {
            case "land_contract_area" -> contract;
            case "land_transfer_out" -> out;
            case "land_farm_for_in" -> in;
            case "land_no_subsidy" -> none;
            default -> contract - out + in - none;
        };
        return Datum.of(Math.round(area * 100) / 100.0);
    }

    private double tenths(String what, int bound, Person p) {
        return hash.below(bound, what, p.householdId()) / 10.0;
    }

    private boolean applies(Person p, String attribute) {
        int age = p.age();
        if (attribute.startsWith("disability")) {
            return p.disability() != null;
        }
        if (attribute.startsWith("school_") || attribute.startsWith("student_")) {
            return age >= 6 && age < 22;
        }
        if (attribute.startsWith("migrant")) {
            return world.isMigrantWorker(p);
        }
        if (attribute.matches("(veteran|discharge|enlist|wound|military_unit).*")) {
            return world.isVeteran(p);
        }
        if (attribute.startsWith("party_")) {
            return p.isPartyMember();
        }
        if (attribute.startsWith("tekun")) {
            return world.householdOf(p).isTekun();
        }
        return !attribute.matches("(occupation|employ|labor|monthly_income).*") || age >= 16;
    }
}
