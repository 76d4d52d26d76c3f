package cn.qingzhuang.engine.meaning;

import java.util.Set;

/** Code lists whose labels are also everyday words, so that a label alone says little. */
final class EverydayLabels {
    /** Lists whose labels are everyday words (教育, 健康, 自有, 井水): only a named attribute or like neighbours make them values. */
    private static final Set<String> NEEDS_CONTEXT = Set.of(
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
            "household_living_kind",
            "household_hukou_nature");

    /** Labels of other lists that say anything at all where they stand alone: 困难退役军人 are no 困难党员. */
    private static final Set<String> WORDS = Set.of("困难", "流动", "直管", "志愿者", "在职", "农村", "城镇", "城市");

    private EverydayLabels() {}

    /** Whether the word alone leaves open that the value is meant. */
    static boolean needsContext(String word, AggregateWord.Value value) {
        return NEEDS_CONTEXT.contains(value.key().element()) || WORDS.contains(word);
    }
}
