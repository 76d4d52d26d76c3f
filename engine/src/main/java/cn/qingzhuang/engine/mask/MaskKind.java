package cn.qingzhuang.engine.mask;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.catalog.ValueType;
import java.util.Optional;
import java.util.Set;

/** What a value is to a mask. */
enum MaskKind {
    /** 姓名. */
    NAME(true, false),
    /** 公民身份号码. */
    ID_NUMBER(true, false),
    /** 电话. */
    PHONE(true, false),
    /** Bank accounts and the numbers of certificates. */
    NUMBER_OF(true, false),
    BIRTH_DATE(false, true),
    AGE(false, true),
    ADDRESS(false, true),
    /** What groups people where nobody is named: sex, people, native place, school, post, village and what lies above it. */
    TRAIT(false, true),
    /** Any other day. */
    DAY(false, false),
    /** Codes, amounts, texts: only that there is something. */
    OTHER(false, false);

    private static final Set<String> TRAITS = Set.of(
            "person_sex",
            "person_ethnicity",
            "person_nation",
            "person_native_place",
            "person_graduate_school",
            "person_occupation",
            "person_employer",
            "person_post",
            "person_employer_and_post",
            "person_job_title",
            "school_name",
            "school_grade",
            "school_class",
            "military_unit",
            "poverty_village",
            "postal_code");
    /** Below the village: as telling as an address, of which it is a part. */
    private static final Set<String> BELOW_VILLAGE = Set.of(
            "natural_village",
            "villager_group",
            "residential_estate",
            "grid_code",
            "grid_org",
            "plot_no",
            "building_name",
            "building_no",
            "room_no",
            "dwelling_code",
            "homestead_site",
            "longitude",
            "latitude",
            "map_location");

    private final boolean isIdentifying;
    private final boolean isTelling;

    MaskKind(boolean isIdentifying, boolean isTelling) {
        this.isIdentifying = isIdentifying;
        this.isTelling = isTelling;
    }

    /** Whether it names somebody by itself. */
    boolean isIdentifying() {
        return isIdentifying;
    }

    /** Whether it names somebody together with others of its kind. */
    boolean isTelling() {
        return isTelling;
    }

    static MaskKind of(Catalogue catalogue, String stored) {
        ElementKey key = ElementKey.parse(stored);
        Optional<Element> element = catalogue.element(key.element()).or(() -> catalogue.elementOf(key));
        String id = key.element();
        if (id.endsWith("birth_date")) {
            return BIRTH_DATE;
        }
        if (id.endsWith("_age")) {
            return AGE;
        }
        if (TRAITS.contains(id) || catalogue.subjectOf(key) == SubjectType.UNIT) {
            return TRAIT;
        }
        if (BELOW_VILLAGE.contains(id)) {
            return ADDRESS;
        }
        if (isName(id)) {
            return NAME;
        }
        ValueType type = element.map(Element::valueType).orElse(ValueType.TEXT);
        return switch (type) {
            case NAME -> NAME;
            case ID18 -> ID_NUMBER;
            case PHONE -> PHONE;
            case ADDRESS -> ADDRESS;
            case DATE, DATETIME, YEAR_MONTH -> DAY;
            case STRING -> id.endsWith("_no") || id.endsWith("_account") ? NUMBER_OF : OTHER;
            case TEXT, CODE, BOOLEAN, YEAR, INTEGER, DECIMAL, MONEY, PERCENT, GEOMETRY, FILE ->
                id.endsWith("_no") || id.endsWith("_account") ? NUMBER_OF : OTHER;
        };
    }

    private static boolean isName(String id) {
        return id.endsWith("person_name") || id.endsWith("former_name") || id.equals("account_holder");
    }
}
