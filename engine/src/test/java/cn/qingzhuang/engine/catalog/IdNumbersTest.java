package cn.qingzhuang.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class IdNumbersTest {
    @Test
    void checksTheExamplesOfTheStandard() {
        assertThat(IdNumbers.hasRightCheckDigit("11010519491231002X")).isTrue();
        assertThat(IdNumbers.hasRightCheckDigit("440524188001010014")).isTrue();
        assertThat(IdNumbers.hasRightCheckDigit("110105194912310021")).isFalse();
    }

    @Test
    void tellsBirthDateSexAndDivision() {
        assertThat(IdNumbers.birthDate("11010519491231002X")).contains(LocalDate.of(1949, 12, 31));
        assertThat(IdNumbers.birthDate("110105491231002")).contains(LocalDate.of(1949, 12, 31));
        assertThat(IdNumbers.birthDate("110105194902310021")).isEmpty();
        assertThat(IdNumbers.sex("11010519491231002X")).contains("女");
        assertThat(IdNumbers.sex("110105491231003")).contains("男");
        assertThat(IdNumbers.division("11010519491231002X")).contains("110105");
        assertThat(IdNumbers.birthDate("E12345678")).isEmpty();
    }

    @Test
    void lengthensAnOldNumber() {
        assertThat(IdNumbers.toLong("110105491231002")).isEqualTo("11010519491231002X");
    }
}
