package cn.qingzhuang.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorldTest {
    private final World world = new World(Elements.standard(), 1, World.Size.VILLAGE);
    private final Values values = new Values(world);

    @Test
    void everyIdNumberIsValidUniqueAndOfAnInventedCounty() {
        List<String> ids = world.everybody().stream().map(Person::idNumber).toList();
        assertThat(ids).doesNotHaveDuplicates().allMatch(IdNumbers::isValid).allMatch(id -> id.startsWith("999001"));
    }

    @Test
    void knowsTheExamplesOfTheStandard() {
        assertThat(IdNumbers.isValid("11010519491231002X")).isTrue();
        assertThat(IdNumbers.isValid("440524188001010014")).isTrue();
        assertThat(IdNumbers.isValid("110105194912310021")).isFalse();
    }

    @Test
    void birthDateAndSexAgreeWithTheIdNumber() {
        assertThat(world.everybody()).allSatisfy(p -> {
            assertThat(p.birth().format(DateTimeFormatter.BASIC_ISO_DATE))
                    .isEqualTo(p.idNumber().substring(6, 14));
            assertThat((p.idNumber().charAt(16) - '0') % 2 == 1).isEqualTo(p.isMale());
        });
    }

    @Test
    void sameSeedGivesSameWorldAndAnotherSeedAnother() {
        assertThat(new World(Elements.standard(), 1, World.Size.VILLAGE).everybody())
                .isEqualTo(world.everybody());
        assertThat(new World(Elements.standard(), 2, World.Size.VILLAGE).everybody())
                .isNotEqualTo(world.everybody());
    }

    @Test
    void aFactIsTheSameFromEveryForm() {
        Household h = world.householdsOf(world.villages().get(0)).stream()
                .filter(x -> x.members().size() > 2)
                .findFirst()
                .orElseThrow();
        Person child = h.members().get(2);
        assertThat(text(child.id(), "head_name", "")).isEqualTo(h.head().name());
        assertThat(text(h.id(), "head_id_no", "")).isEqualTo(h.head().idNumber());
        assertThat(text(h.id(), "person_id_no", "head")).isEqualTo(h.head().idNumber());
        assertThat(text(child.id(), "person_phone", "guardian")).isEqualTo(text(child.id(), "guardian_phone", ""));
        assertThat(text(child.id(), "dwelling_area", "")).isEqualTo(text(h.id(), "dwelling_area", ""));
    }

    @Test
    void aTownshipHasSixteenVillages() {
        World township = new World(Elements.standard(), 1, World.Size.TOWNSHIP);
        assertThat(township.populatedVillages()).hasSize(16);
        assertThat(township.everybody()).hasSizeBetween(28_000, 29_000);
        assertThat(township.everybody().stream().map(Person::idNumber)).doesNotHaveDuplicates();
    }

    private String text(String subject, String element, String role) {
        return values.of(subject, element, role, "").map(Datum::canonical).orElse("");
    }
}
