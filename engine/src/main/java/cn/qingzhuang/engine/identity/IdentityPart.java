package cn.qingzhuang.engine.identity;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts of an identity, and which stored elements carry them. */
public enum IdentityPart {
    /** ID number of a person (18 characters), social credit code, household or house number, place code. */
    NUMBER,
    /** 户口簿号. */
    OTHER_NUMBER,
    /** Of the person, organisation, place, or of the household's head; without blanks. */
    NAME,
    /** The ID number of a household's head. */
    HEAD_NUMBER,
    BIRTH_DATE,
    SEX,
    PHONE,
    /** 村民小组. */
    GROUP,
    /** 与户主关系. */
    RELATION;

    private static final Map<String, IdentityPart> PERSON = Map.of(
            "person_id_no", NUMBER,
            "person_name", NAME,
            "person_birth_date", BIRTH_DATE,
            "person_sex", SEX,
            "person_phone", PHONE,
            "person_mobile", PHONE,
            "relation_to_head", RELATION);
    private static final Map<String, IdentityPart> HOUSEHOLD = Map.of(
            "household_no", NUMBER,
            "hukou_book_no", OTHER_NUMBER,
            "person_name@head", NAME,
            "person_id_no@head", HEAD_NUMBER,
            "villager_group", GROUP);
    private static final Map<String, IdentityPart> ORGANISATION = Map.of(
            "org_uscc", NUMBER,
            "org_name", NAME,
            "operator_name", NAME,
            "team_name", NAME,
            "party_org_name", NAME);
    private static final Map<String, IdentityPart> PLACE = Map.of(
            "place_code", NUMBER,
            "plot_no", NUMBER,
            "place_name", NAME,
            "project_name", NAME,
            "shelter_name", NAME,
            "place_address", NAME,
            "illegal_building_address", NAME);
    private static final Map<String, IdentityPart> DWELLING = Map.of(
            "dwelling_code", NUMBER,
            "dwelling_cert_no", OTHER_NUMBER,
            "dwelling_address", NAME);

    private static Map<String, IdentityPart> parts(SubjectType type) {
        return switch (type) {
            case PERSON -> PERSON;
            case HOUSEHOLD -> HOUSEHOLD;
            case ORGANISATION -> ORGANISATION;
            case PLACE -> PLACE;
            case DWELLING -> DWELLING;
            case EVENT, UNIT, OTHER -> Map.of();
        };
    }

    /** The part that a stored element of a subject carries. */
    public static Optional<IdentityPart> of(SubjectType type, ElementKey key) {
        return Optional.ofNullable(parts(type).get(key.toString()));
    }

    /** The stored elements of a type of subject that carry this part, by name. */
    public List<ElementKey> carriers(SubjectType type) {
        return parts(type).entrySet().stream()
                .filter(e -> e.getValue() == this)
                .map(e -> ElementKey.parse(e.getKey()))
                .sorted(Comparator.comparing(ElementKey::toString))
                .toList();
    }
}
