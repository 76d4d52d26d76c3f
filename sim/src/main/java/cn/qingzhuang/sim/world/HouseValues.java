package cn.qingzhuang.sim.world;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is true of a unit, a household or a dwelling; everything else is invented from the element's type. */
final class HouseValues {
    private final World world;
    private final Hash hash;
    private final Plausible plausible;

    HouseValues(World world, Plausible plausible) {
        this.world = world;
        this.hash = world.hash();
        this.plausible = plausible;
    }

    @Nullable
    Datum of(String subject, String element, ElementInfo info) {
        String village = world.villageOf(subject);
        Map<String, @Nullable Datum> place = place(village);
        if (place.containsKey(element)) {
            return place.get(element);
        }
        if (!world.isResident(subject)) {
            boolean isNumber = element.equals("household_no") || element.equals("hukou_book_no");
            return isNumber ? null : plausible.of(subject, info);
        }
        return resident(world.person(subject, "self"), subject, element, info);
    }

    private @Nullable Datum resident(Person p, String subject, String element, ElementInfo info) {
        Household h = world.householdOf(p);
        Map<String, @Nullable Datum> house = house(h);
        if (house.containsKey(element)) {
            return house.get(element);
        }
        boolean isOfDibao = element.startsWith("dibao_") || element.equals("relief_cert_no");
        boolean isOfPoor = element.startsWith("poverty_");
        if (isOfDibao && !h.isDibao() || isOfPoor && !h.isPoor()) {
            return null;
        }
        String owner = isOfDibao
                        || isOfPoor
                        || info.subject().equals("household")
                        || info.subject().equals("dwelling")
                ? h.id()
                : info.subject().equals("village") ? h.village() : subject;
        if (element.equals("dwelling_area_pc")) {
            Datum area = plausible.of(h.id(), world.elements().get("dwelling_area", ""));
            return area instanceof Datum.Amount a ? Datum.of(cents(a.number() / Math.max(1, h.size()))) : area;
        }
        return plausible.of(owner, info);
    }

    private Map<String, @Nullable Datum> place(String village) {
        String town = World.townOf(village);
        String townName = world.unitName(town);
        String name = world.unitName(village);
        return Values.attributes(
                "province",
                World.PROVINCE,
                "prefecture",
                World.PREFECTURE,
                "county",
                World.COUNTY_NAME,
                "town",
                townName,
                "town_code",
                town,
                "village",
                name,
                "village_code",
                village,
                "reporting_unit",
                name,
                "area_division",
                townName + name,
                "area_division_code",
                village,
                "poverty_village",
                name,
                "fill_unit",
                name + "村民委员会",
                "stat_year",
                World.AS_OF.getYear(),
                "stat_date",
                World.AS_OF,
                "fill_date",
                World.AS_OF,
                "postal_code",
                "9900%02d".formatted(Integer.parseInt(village.substring(6, 9)) % 100));
    }

    private Map<String, @Nullable Datum> house(Household h) {
        double year = (hash.below(900, "income", h.id()) + 60) * 120.0;
        int size = Math.max(1, h.size());
        String type = h.isPoor() ? "脱贫户" : h.isDibao() ? "低保户" : h.isTekun() ? "五保户" : "一般户";
        return Values.attributes(
                "household_no", h.number(),
                "hukou_book_no", h.number(),
                "household_size", h.size(),
                "villager_group", h.group() + "组",
                "natural_village", hash.pick(Plausible.WORDS, "hamlet", h.village(), h.group()) + "屯",
                "household_phone", h.head().phone(),
                "household_address", h.address(),
                "household_residence_address", h.head().residence(),
                "dwelling_address", h.address(),
                "poverty_registered", h.isPoor(),
                "household_type", type,
                "household_annual_income", year,
                "household_annual_income_pc", cents(year / size),
                "household_monthly_income", cents(year / 12),
                "household_monthly_income_pc", cents(year / 12 / size),
                "dibao_persons", h.isDibao() ? (Object) h.size() : null);
    }

    private static double cents(double x) {
        return Math.round(x * 100) / 100.0;
    }
}
