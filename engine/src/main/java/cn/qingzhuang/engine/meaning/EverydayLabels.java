package cn.qingzhuang.engine.meaning;

import java.util.Set;

/** Code lists whose labels are also everyday words, so that a label alone says little. */
final class EverydayLabels {
    /** Lists whose labels are everyday words (教育, 健康, 自有, 井水): only a named attribute or like neighbours make them values. */
    static final Set<String> NEEDS_CONTEXT = Set.of(
            "volunteer_kind",
            "person_inflow_reason",
            "person_occupation_type",
            "person_employment_form",
            "person_employer_nature",
            "person_religion",
            "person_health",
            "person_id_type",
            "person_nationality",
            "person_population_status",
            "relation_to_head",
            "guardian_relation",
            "dwelling_source",
            "dwelling_structure",
            "water_source",
            "internet_device",
            "poverty_cause",
            "poverty_risk",
            "relief_apply_type",
            "pay_mode",
            "pension_status",
            "residence_match",
            "person_special_group",
            "person_hukou_type",
            "person_hukou_nature",
            "dibao_change_type",
            "veteran_status",
            "party_checkin_status",
            "household_living_kind");

    private EverydayLabels() {}
}
