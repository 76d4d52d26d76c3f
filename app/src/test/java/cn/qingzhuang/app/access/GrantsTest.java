package cn.qingzhuang.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingzhuang.app.shared.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init")
class GrantsTest {
    private static final String TOWN = "990201101000";
    private static final String VILLAGE = "990201101201";
    private static final String OTHER_TOWN = "990201102000";
    private static final String WHY = "核查高龄津贴";
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
    private static final Map<String, Grants.Ownership> OWNERS = Map.of(
            "phone", new Grants.Ownership("公安", false),
            "pension", new Grants.Ownership("民政", false),
            "village_area", new Grants.Ownership("自然资源", true));
    private static final List<String> ALL = List.of("phone", "pension", "village_area", "no_element");

    private final Viewer administrator = viewer(Role.SECURITY_ADMINISTRATOR, TOWN, "");
    private Grants grants;

    @BeforeEach
    void open() {
        Clock clock = Clock.fixed(Instant.parse("2026-06-01T04:00:00Z"), ZoneOffset.UTC);
        grants = new Grants(TestDatabase.fresh(), e -> Optional.ofNullable(OWNERS.get(e)), clock);
    }

    private static Viewer viewer(Role role, String unit, String department) {
        Post post = new Post(UUID.randomUUID(), role, unit, department, TODAY, Optional.empty());
        return new Viewer(UUID.randomUUID(), "somebody", "某人", List.of(post), false);
    }

    private static Grants.Wanted wanted(String unit, boolean isMasked, LocalDate from, LocalDate until) {
        return new Grants.Wanted(
                "县民政局", unit, List.of("phone"), WHY, "国务院令第809号", isMasked, Optional.of(from), Optional.of(until));
    }

    private Release phone(String unit, String why) {
        return Objects.requireNonNull(
                grants.entitled("县民政局", unit, List.of("phone"), why).get("phone"));
    }

    @Test
    void thePlaceItselfSeesWhatIsThereAndNobodyElseDoes() {
        assertThat(grants.entitled(viewer(Role.CLERK, VILLAGE, ""), VILLAGE, ALL, WHY))
                .allSatisfy((element, release) -> assertThat(release).isEqualTo(Release.PLAIN));
        assertThat(grants.entitled(viewer(Role.CLERK, VILLAGE, ""), TOWN, ALL, WHY)
                        .values())
                .containsOnly(Release.REFUSED);
        assertThat(grants.entitled(administrator, VILLAGE, ALL, WHY).values()).containsOnly(Release.REFUSED);
    }

    @Test
    void aDepartmentHasWhatItOwnsAndWhatIsAboutPlaces() {
        Viewer officer = viewer(Role.OFFICER, TOWN, "县民政局");
        assertThat(grants.entitled(officer, VILLAGE, ALL, WHY))
                .isEqualTo(Map.of(
                        "phone", Release.REFUSED,
                        "pension", Release.PLAIN,
                        "village_area", Release.PLAIN,
                        "no_element", Release.REFUSED));
        assertThat(grants.entitled(officer, "990201000000", ALL, WHY).values()).containsOnly(Release.REFUSED);
    }

    @Test
    void aGrantHoldsForItsUnitsItsPurposeAndItsDaysUntilItIsTakenBack() {
        UUID masked = grants.give(administrator, wanted(TOWN, true, TODAY, TODAY));
        assertThat(phone(VILLAGE, WHY)).isEqualTo(Release.MASKED);
        assertThat(phone(TOWN, " 核查 高龄津贴")).isEqualTo(Release.MASKED);
        assertThat(phone("990201000000", WHY)).isEqualTo(Release.REFUSED);
        assertThat(phone(VILLAGE, "办理别的事")).isEqualTo(Release.REFUSED);
        UUID plain = grants.give(administrator, wanted(VILLAGE, false, TODAY, TODAY));
        assertThat(phone(VILLAGE, WHY)).isEqualTo(Release.PLAIN);
        assertThat(phone(TOWN, WHY)).isEqualTo(Release.MASKED);
        grants.revoke(administrator, plain);
        grants.revoke(administrator, masked);
        assertThat(phone(VILLAGE, WHY)).isEqualTo(Release.REFUSED);
        grants.give(administrator, wanted(TOWN, false, TODAY.plusDays(1), TODAY.plusDays(9)));
        grants.give(administrator, wanted(TOWN, false, TODAY.minusDays(9), TODAY.minusDays(1)));
        assertThat(phone(VILLAGE, WHY)).isEqualTo(Release.REFUSED);
    }

    @Test
    void nothingIsGivenWithoutAPurpose() {
        for (String blank : List.of("", " \t", "长".repeat(101))) {
            assertThatThrownBy(() -> phone(VILLAGE, blank)).hasMessageContaining("用途");
            assertThatThrownBy(() -> grants.entitled(viewer(Role.CLERK, VILLAGE, ""), VILLAGE, ALL, blank))
                    .hasMessageContaining("用途");
        }
    }

    @Test
    void whatIsNotWholeOrNotTheAdministratorsPlaceIsRefused() {
        Grants.Wanted good = wanted(TOWN, true, TODAY, TODAY);
        assertThatThrownBy(() -> grants.give(administrator, wanted(OTHER_TOWN, true, TODAY, TODAY)))
                .hasMessageContaining("没有找到");
        assertThatThrownBy(() -> grants.give(administrator, wanted(TOWN, true, TODAY, TODAY.minusDays(1))))
                .hasMessageContaining("到期日");
        Grants.Wanted baseless = new Grants.Wanted(
                good.department(), TOWN, good.elements(), WHY, "领导同意", true, good.from(), good.until());
        assertThatThrownBy(() -> grants.give(administrator, baseless)).hasMessageContaining("文号");
        Grants.Wanted unknown = new Grants.Wanted(
                good.department(), TOWN, List.of("x"), WHY, good.legalBasis(), true, good.from(), good.until());
        assertThatThrownBy(() -> grants.give(administrator, unknown)).hasMessageContaining("目录里没有");
        UUID given = grants.give(administrator, good);
        Viewer elsewhere = viewer(Role.SECURITY_ADMINISTRATOR, OTHER_TOWN, "");
        assertThat(grants.list(elsewhere)).isEmpty();
        assertThatThrownBy(() -> grants.revoke(elsewhere, given)).hasMessageContaining("没有找到");
        assertThatThrownBy(() -> grants.revoke(viewer(Role.OFFICER, TOWN, "县民政局"), given))
                .hasMessageContaining("没有找到");
    }

    @Test
    void theOwnerSeesWhatOthersMayTakeOfItsElements() {
        UUID given = grants.give(administrator, wanted(TOWN, true, TODAY, TODAY));
        Viewer police = viewer(Role.OFFICER, VILLAGE, "县公安局");
        assertThat(grants.ofOthers(police)).extracting(Grant::id).containsExactly(given);
        assertThat(grants.ofViewer(police)).isEmpty();
        assertThat(grants.ofViewer(viewer(Role.OFFICER, TOWN, "县民政局"))).hasSize(1);
        assertThat(grants.ofOthers(viewer(Role.OFFICER, TOWN, "县残联"))).isEmpty();
        assertThat(grants.ofOthers(viewer(Role.OFFICER, OTHER_TOWN, "县公安局"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "县民政局, 民政, true",
        "镇民政办, 民政, true",
        "县残联, 残联, true",
        "市场监管局, 市场监管, true",
        "县市场监督管理局, 市场监管, true",
        "县卫健局, 卫生健康, true",
        "区人力资源和社会保障局, 人力资源社会保障, true",
        "县委政法委, 政法（社会治理）, true",
        "县乡村振兴局, 农业农村（乡村振兴）, true",
        "县委组织部, 组织部门, true",
        "县民政局, 公安, false",
        "县民政局, 民政公安, false",
        "县政局, 民政, false",
        "局, 局, true",
        "县公安, 安, false"
    })
    void anOwnerIsToldByTheWholeName(String department, String owner, boolean is) {
        assertThat(DepartmentNames.isOwner(department, owner)).isEqualTo(is);
    }
}
