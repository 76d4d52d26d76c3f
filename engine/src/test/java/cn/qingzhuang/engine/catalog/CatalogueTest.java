package cn.qingzhuang.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {
    private final Catalogue catalogue = Catalogue.standard();

    @Test
    void holdsEveryElementWithSubjectAndType() {
        assertThat(catalogue.elements()).hasSize(560);
        Element birth = catalogue.element("person_birth_date").orElseThrow();
        assertThat(birth.valueType()).isEqualTo(ValueType.DATE);
        assertThat(birth.subject()).isEqualTo(SubjectType.PERSON);
        assertThat(catalogue.element("guardian_name").orElseThrow().valueType()).isEqualTo(ValueType.NAME);
        assertThat(catalogue.element("no_such_element")).isEmpty();
    }

    @Test
    void laysDownOwnerSensitivityAndLegalBasisForEveryElement() {
        for (Element element : catalogue.elements()) {
            Governance laidDown = catalogue.governance(element.id()).orElseThrow();
            assertThat(laidDown.owner()).as(element.id()).isNotBlank();
            assertThat(laidDown.leadCollector()).as(element.id()).isNotBlank();
            assertThat(laidDown.legalBasis()).as(element.id()).isNotBlank();
            assertThat(laidDown.format()).as(element.id()).isNotBlank();
        }
        assertThat(catalogue.governance("person_id_no").orElseThrow().sensitivity())
                .isEqualTo(Sensitivity.HIGH);
        assertThat(catalogue.governance("mental_risk_level").orElseThrow().sensitivity())
                .isEqualTo(Sensitivity.RESTRICTED);
        assertThat(catalogue.governance("person_phone").orElseThrow().freshMonths())
                .contains(12);
        assertThat(catalogue.governance("person_birth_date").orElseThrow().freshMonths())
                .isEmpty();
    }

    @Test
    void everyLineComesBackFromItsTexts() {
        for (Element element : catalogue.elements()) {
            Definition line = catalogue.definition(element.id()).orElseThrow();
            DefinitionText.Parsed back = DefinitionText.parse(DefinitionText.of(line), catalogue);
            assertThat(back.troubles()).as(element.id()).isEmpty();
            assertThat(back.definition()).contains(line);
        }
    }

    @Test
    void everyCodeListComesBackFromItsLines() {
        for (CodeList list : catalogue.codeLists()) {
            CodeListText.Parsed back = CodeListText.parse(list.id(), list.standard(), CodeListText.of(list));
            assertThat(back.troubles()).as(list.id()).isEmpty();
            assertThat(back.list().orElseThrow().codes()).isEqualTo(list.codes());
        }
    }

    @Test
    void saysEveryReasonWhyALineIsNone() {
        Map<DefinitionText.Column, String> texts = Map.of(
                DefinitionText.Column.ID, "Blood",
                DefinitionText.Column.SUBJECT, "动物",
                DefinitionText.Column.FRESH_MONTHS, "0",
                DefinitionText.Column.VALID_FROM, "昨天");
        assertThat(DefinitionText.parse(texts, catalogue).troubles())
                .anyMatch(t -> t.startsWith("标识"))
                .anyMatch(t -> t.startsWith("对象"))
                .anyMatch(t -> t.startsWith("有效月数"))
                .anyMatch(t -> t.startsWith("启用日期"))
                .anyMatch(t -> t.startsWith("法律依据"));
    }

    @Test
    void addsSynonymsWithoutTouchingTheOriginal() {
        Catalogue more = catalogue.withSynonyms(Map.of("person_phone", List.of("电讯号码")));
        assertThat(more.element("person_phone").orElseThrow().synonyms()).contains("电讯号码", "电话");
        assertThat(catalogue.element("person_phone").orElseThrow().synonyms()).doesNotContain("电讯号码");
    }

    @ParameterizedTest
    @CsvSource({
        "person_ethnicity,汉,汉族",
        "person_ethnicity,01,汉族",
        "person_ethnicity,1,汉族",
        "person_ethnicity,１５,土家族",
        "person_political_status,党员,中共党员",
        "person_political_status,中共党员（含离退休）,中共党员",
        "person_education,2.初中,初中",
        "person_education,2初中,初中",
        "person_education,大学本科,本科",
        "person_education,70,初中",
        "person_marital_status,离异,离婚",
        "relation_to_head,长 子,长子",
        "relation_to_head,儿子,子",
        "disability_level,2级,二级",
        "disability_type,听力残疾,听力",
        "dwelling_grade,D,D级",
        "person_id_type,身份证,居民身份证",
        "medical_insurance_type,新农合,城乡居民医保",
        "share_type,城市型,城市型",
    })
    void readsTheWordingsOfACodeList(String element, String written, String label) {
        assertThat(catalogue.codesOf(element).orElseThrow().find(written))
                .map(CodeList.Code::label)
                .contains(label);
    }

    @Test
    void doesNotInventACode() {
        assertThat(catalogue.codesOf("person_sex").orElseThrow().find("3")).isEmpty();
        assertThat(catalogue.codesOf("person_ethnicity").orElseThrow().find("人"))
                .isEmpty();
    }

    @Test
    void aGroupCoversItsMembers() {
        CodeList education = catalogue.codesOf("person_education").orElseThrow();
        assertThat(education.family("本科")).contains("本科", "大学本科毕业").doesNotContain("大专");
        assertThat(education.family("初中毕业")).containsExactly("初中毕业");
    }

    @ParameterizedTest
    @CsvSource({
        "guardian_phone,'',person_phone@guardian",
        "guardian_phone,guardian,person_phone@guardian",
        "person_phone,guardian,person_phone@guardian",
        "head_name,head,person_name@head",
        "person_name,head,person_name@head",
        "grid_worker_name,grid_worker,person_name@grid_worker",
        "org_contact_phone,org_contact,person_phone@org_contact",
        "org_principal_id_no,principal,person_id_no@principal",
        "father_name,father,person_name@father",
        "inspector,'',person_name@inspector",
        "helper_unit,helper,helper_unit",
        "person_name,member,person_name",
        "person_name,self,person_name",
        "dibao_flag,'',dibao_flag",
        "household_phone,'',person_phone@head",
        "event_responsible_unit,'',event_responsible_unit",
        "person_sex,owner,person_sex@owner",
    })
    void keepsTwinsUnderOneKey(String element, String role, String key) {
        assertThat(Catalogue.storageKey(element, role)).hasToString(key);
    }

    @ParameterizedTest
    @CsvSource({
        "person_name,PERSON",
        "person_phone@guardian,PERSON",
        "person_name@head,HOUSEHOLD",
        "person_name@helper,HOUSEHOLD",
        "dwelling_area,HOUSEHOLD",
        "village,UNIT",
        "org_name,ORGANISATION",
        "person_name@principal,ORGANISATION",
        "event_content,EVENT",
        "person_name@complainant,EVENT",
        "place_name,PLACE",
        "stat_year,OTHER",
    })
    void saysAboutWhomAFactIsKept(String key, SubjectType subject) {
        assertThat(catalogue.subjectOf(ElementKey.parse(key))).isEqualTo(subject);
    }

    @Test
    void namesTheElementOfAStoredKey() {
        assertThat(catalogue
                        .elementOf(ElementKey.parse("person_phone@guardian"))
                        .orElseThrow()
                        .id())
                .isEqualTo("guardian_phone");
        assertThat(catalogue
                        .elementOf(ElementKey.parse("person_sex@owner"))
                        .orElseThrow()
                        .id())
                .isEqualTo("person_sex");
    }

    @Test
    void storedKeysAreStable() {
        for (Element element : catalogue.elements()) {
            ElementKey key = Catalogue.storageKey(element.id(), "");
            assertThat(Catalogue.storageKey(key.element(), key.role())).isEqualTo(key);
        }
    }
}
