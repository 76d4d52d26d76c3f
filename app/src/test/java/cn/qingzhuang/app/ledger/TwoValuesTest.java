package cn.qingzhuang.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.ledger.TwoValues.Outcome;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.IdNumbers;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of reliability 4.4, each of its lines a test. */
class TwoValuesTest {
    private static final String RIGHT = "99900119500312423" + IdNumbers.checkDigit("99900119500312423");
    private static final String WRONG = "99900119500312424" + IdNumbers.checkDigit("99900119500312423");
    private static final LocalDate DAY = LocalDate.of(2026, 6, 30);
    private static final Map<String, Integer> STORED = stored(
            "person_phone",
            "person_education",
            "person_id_no",
            "person_name",
            "disability_level",
            "person_age",
            "person_name@head",
            "person_death_date");
    private static final ElementNumbers NUMBERS = new ElementNumbers(Catalogue.standard(), STORED);
    private int entries;

    private static Map<String, Integer> stored(String... elements) {
        Map<String, Integer> out = new HashMap<>();
        for (String element : elements) {
            out.put(element, out.size() + 1);
        }
        return out;
    }

    private static Numbered element(String key) {
        return NUMBERS.find(ElementKey.parse(key)).orElseThrow();
    }

    private Fact said(String value, Authority authority, LocalDate day) {
        return said(value, EntryKind.IMPORT, authority, day);
    }

    private Fact said(String value, EntryKind kind, Authority authority, LocalDate day) {
        UUID entry = new UUID(0, ++entries);
        return new Fact(value, new Source(entry, kind, 1, 0, 2, day, day), false, authority);
    }

    private static TwoValues.Verdict verdict(String element, Fact known, Fact said) {
        return TwoValues.of(element(element), known, said, false);
    }

    /** A person of whom entries say things, one after the other. */
    private SubjectState state(SubjectType type, Object... elementsAndFacts) {
        SubjectState out = new SubjectState(new UUID(1, 1), type, "999001101201");
        for (int i = 0; i < elementsAndFacts.length; i += 2) {
            apply(out, (String) elementsAndFacts[i], (Fact) elementsAndFacts[i + 1]);
        }
        return out;
    }

    private static List<SubjectState.Difference> apply(SubjectState state, String element, Fact said) {
        ValueList values = new ValueList();
        values.put(element(element), said.value());
        Authorities weights =
                Authorities.of(new FileOrigin("", said.authority()), NUMBERS); // way: the same for all elements
        return state.apply(new Entry(said.source(), "999001101201", values, weights, null));
    }

    private static Fact current(SubjectState state, String element) {
        Fact fact = state.facts().get(element(element).number());
        assertThat(fact).isNotNull();
        return java.util.Objects.requireNonNull(fact);
    }

    @Test
    void differentFieldsAreBothApplied() {
        SubjectState state = state(
                SubjectType.PERSON,
                "person_phone",
                said("10012345678", Authority.IMPORT, DAY),
                "person_education",
                said("小学", Authority.IMPORT, DAY));
        assertThat(current(state, "person_phone").isDisputed()).isFalse();
        assertThat(current(state, "person_education").isDisputed()).isFalse();
    }

    @Test
    void theSameValueConfirmsAndRenewsFreshnessWhoeverSaysIt() {
        SubjectState state = state(
                SubjectType.PERSON,
                "person_phone",
                said("10012345678", EntryKind.ANSWER, Authority.VISIT, DAY),
                "person_phone",
                said("10012345678", Authority.IMPORT, DAY.plusMonths(3)));
        Fact phone = current(state, "person_phone");
        assertThat(phone.source().kind()).isEqualTo(EntryKind.ANSWER);
        assertThat(phone.source().validOn()).isEqualTo(DAY.plusMonths(3));
        assertThat(phone.authority()).isEqualTo(Authority.VISIT);
        assertThat(phone.isDisputed()).isFalse();
        apply(state, "person_phone", said("10012345678", Authority.OWNER, DAY.minusYears(1)));
        assertThat(current(state, "person_phone").source().validOn()).isEqualTo(DAY.plusMonths(3));
        assertThat(current(state, "person_phone").authority()).isEqualTo(Authority.OWNER);
    }

    @ParameterizedTest(name = "{0} known, {1} says otherwise later: {2}, reviewed {3}")
    @CsvSource({
        "IMPORT,   OWNER,    REPLACES, false",
        "VISIT,    OWNER,    REPLACES, false",
        "LEAD,     OWNER,    REPLACES, true",
        "VISIT,    LEAD,     REPLACES, true",
        "REPORTED, VISIT,    REPLACES, true",
        "IMPORT,   REPORTED, REPLACES, true",
        "OWNER,    IMPORT,   STAYS,    false",
        "OWNER,    LEAD,     STAYS,    true",
        "LEAD,     REPORTED, STAYS,    false",
        "VISIT,    IMPORT,   STAYS,    false",
        "REPORTED, IMPORT,   STAYS,    true"
    })
    void theHigherAuthorityIsCurrent(Authority known, Authority later, Outcome outcome, boolean isReviewed) {
        var verdict = verdict("person_education", said("小学", known, DAY), said("初中", later, DAY.plusDays(1)));
        assertThat(verdict).isEqualTo(new TwoValues.Verdict(outcome, isReviewed, isReviewed));
    }

    @ParameterizedTest
    @CsvSource({"disability_level,一级,二级", "person_name,王五,赵六", "person_name@head,王五,赵六"})
    void aKeyOrSensitiveFieldIsReviewedHoweverFarTheRanksAre(String element, String a, String b) {
        var verdict = verdict(element, said(a, Authority.IMPORT, DAY), said(b, Authority.OWNER, DAY));
        assertThat(verdict).isEqualTo(new TwoValues.Verdict(Outcome.REPLACES, true, true));
    }

    @Test
    void ofTheSameAuthorityTheNewerObservationIsCurrentAndFlagged() {
        Fact known = said("小学", Authority.IMPORT, DAY);
        assertThat(verdict("person_education", known, said("初中", Authority.IMPORT, DAY.plusDays(1))))
                .isEqualTo(new TwoValues.Verdict(Outcome.REPLACES, true, true));
        assertThat(verdict("person_education", known, said("初中", Authority.IMPORT, DAY.minusDays(1))))
                .isEqualTo(new TwoValues.Verdict(Outcome.STAYS, true, true));
    }

    @Test
    void whoItIsChangesForNoFileOfTheSameAuthority() {
        Fact known = said("王五", Authority.IMPORT, DAY);
        assertThat(verdict("person_name", known, said("赵六", Authority.IMPORT, DAY.plusDays(1)))
                        .outcome())
                .isEqualTo(Outcome.STAYS);
    }

    @Test
    void aNumberWithAWrongCheckDigitIsAClaimAndNeverCurrentBesideARightOne() {
        Fact right = said(RIGHT, Authority.IMPORT, DAY);
        Fact wrong = said(WRONG, Authority.IMPORT, DAY.plusDays(1));
        assertThat(verdict("person_id_no", right, wrong)).isEqualTo(new TwoValues.Verdict(Outcome.STAYS, false, true));
        assertThat(verdict("person_id_no", wrong, right))
                .isEqualTo(new TwoValues.Verdict(Outcome.REPLACES, true, true));
        Fact decided = said(wrong.value(), EntryKind.CORRECTION, Authority.VISIT, DAY);
        assertThat(verdict("person_id_no", decided, right).outcome()).isEqualTo(Outcome.STAYS);
    }

    @Test
    void aSecondHeadOfAHouseholdIsAClaim() {
        Fact known = said("王五", Authority.IMPORT, DAY);
        assertThat(verdict("person_name@head", known, said("赵六", Authority.IMPORT, DAY.plusYears(1))))
                .isEqualTo(new TwoValues.Verdict(Outcome.STAYS, true, true));
    }

    @Test
    void nothingSaidAfterADeathChangesTheDead() {
        SubjectState state = state(
                SubjectType.PERSON,
                "person_phone",
                said("10012345678", Authority.IMPORT, DAY.minusYears(1)),
                "person_death_date",
                said("2026-01-10", Authority.IMPORT, DAY));
        List<SubjectState.Difference> told =
                apply(state, "person_phone", said("10087654321", Authority.IMPORT, DAY.plusDays(1)));
        assertThat(current(state, "person_phone").value()).isEqualTo("10012345678");
        assertThat(told).hasSize(1);
        apply(state, "person_phone", said("10087654321", Authority.IMPORT, LocalDate.of(2026, 1, 9)));
        assertThat(current(state, "person_phone").value()).isEqualTo("10087654321");
    }

    @Test
    void aPersonWhoDecidesSettlesItAtTheRankOfWhatWasSeen() {
        SubjectState state = state(
                SubjectType.PERSON,
                "person_education",
                said("小学", Authority.OWNER, DAY),
                "person_education",
                said("初中", EntryKind.CORRECTION, Authority.IMPORT, DAY.plusDays(1)));
        Fact decided = current(state, "person_education");
        assertThat(decided.value()).isEqualTo("初中");
        assertThat(decided.isDisputed()).isFalse();
        assertThat(decided.authority()).isEqualTo(Authority.OWNER);
        apply(state, "person_education", said("高中", Authority.LEAD, DAY.plusDays(2)));
        assertThat(current(state, "person_education").value()).isEqualTo("初中");
    }

    @Test
    void aDoubtFlagsTheValueUntilSomebodyDecides() {
        Fact known = said("小学", Authority.IMPORT, DAY);
        assertThat(verdict("person_education", known, said("小学", EntryKind.DISPUTE, Authority.VISIT, DAY)))
                .isEqualTo(new TwoValues.Verdict(Outcome.DOUBTS, true, true));
    }

    @Test
    void whatChangesByItselfIsNeverInDispute() {
        assertThat(verdict("person_age", said("70", Authority.IMPORT, DAY), said("71", Authority.IMPORT, DAY)))
                .isEqualTo(new TwoValues.Verdict(Outcome.REPLACES, false, false));
    }

    /** Files of distinct days in any order of arrival make the same current value, except of who somebody is. */
    @Test
    void theCurrentValueDoesNotDependOnTheOrderOfArrival() {
        Random random = new Random(44);
        for (int script = 0; script < 2_000; script++) {
            List<Fact> words = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Authority authority = Authority.of(random.nextInt(5));
                words.add(said("值" + i, authority, DAY.plusDays(i * 7L + random.nextInt(7))));
            }
            String before = fold(words);
            Collections.shuffle(words, random);
            assertThat(fold(words)).as("%s", words).isEqualTo(before);
        }
    }

    private static String fold(List<Fact> words) {
        SubjectState state = new SubjectState(new UUID(1, 1), SubjectType.PERSON, "999001101201");
        words.forEach(word -> apply(state, "person_education", word));
        return current(state, "person_education").value();
    }

    @Test
    void sourceAuthorityAndDisputeSurviveTheDatabase() {
        SubjectState state = state(
                SubjectType.PERSON,
                "person_education",
                said("小学", Authority.OWNER, DAY),
                "person_phone",
                said("10012345678", Authority.LEAD, DAY),
                "person_phone",
                said("10087654321", Authority.OWNER, DAY));
        SubjectState again = SubjectState.of(state.row("", NUMBERS));
        for (String element : List.of("person_education", "person_phone")) {
            assertThat(current(again, element)).isEqualTo(current(state, element));
        }
        assertThat(current(again, "person_phone").isDisputed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "清平县民政局,民政,true",
        "县卫健局,卫生健康,true",
        "清平县农业农村局,农业农村（乡村振兴）,true",
        "下店派出所,公安,true",
        "县残联,残联,true",
        "县教育局,民政,false",
        "县教育局,填报单位,false",
        "'',民政,false"
    })
    void knowsADepartmentByItsNameAndShortName(String issuer, String department, boolean isFrom) {
        assertThat(new FileOrigin(issuer, Authority.IMPORT).isFrom(department)).isEqualTo(isFrom);
    }

    @Test
    void readsWhenceAFileComesFromItsParticularsAndHowFromItsTitle() {
        assertThat(FileOrigin.of(
                        Sheets.aRoster("person_name").filledBy("清平县民政局").build().mappings()))
                .isEqualTo(new FileOrigin("清平县民政局", Authority.IMPORT));
        assertThat(FileOrigin.of(Sheets.aRoster("person_name")
                        .filledBy("下店村村民委员会")
                        .titled("独居老人入户走访登记表")
                        .build()
                        .mappings()))
                .isEqualTo(new FileOrigin("", Authority.VISIT));
        assertThat(FileOrigin.of(Sheets.aRoster("person_name")
                                .titled("清平县民政局临时救助申请花名册")
                                .build()
                                .mappings())
                        .way())
                .isEqualTo(Authority.REPORTED);
    }
}
