package cn.qingzhuang.engine.meaning.headers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeaderTest {
    @Test
    void leavesOutBlanksBreaksAndRequiredMarks() {
        assertThat(Header.of("*姓　名\n：").core()).isEqualTo("姓名");
    }

    @Test
    void splitsOffUnits() {
        Header header = Header.of("其中：1．住房面积（㎡）");
        assertThat(header.core()).isEqualTo("住房面积");
        assertThat(header.unit()).isEqualTo("m2");
        assertThat(header.isOfWhich()).isTrue();
        assertThat(header.isNumbered()).isTrue();
    }

    @Test
    void splitsOffAnnouncedCodeLists() {
        assertThat(Header.of("性别（1男 2女）").options()).containsExactly("男", "女");
        assertThat(Header.of("是否低保（是/否）").options()).containsExactly("是", "否");
        assertThat(Header.of("婚姻状况1未婚2已婚3离异").core()).isEqualTo("婚姻状况");
    }

    @Test
    void keepsGlossesOfNames() {
        Header header = Header.of("村（居）委会");
        assertThat(header.core()).isEqualTo("村委会");
        assertThat(header.key()).isEqualTo("村居委会");
        assertThat(header.glosses()).containsExactly("居");
    }

    @Test
    void numbersRepeatedPeople() {
        Header header = Header.of("监护人２联系电话");
        assertThat(header.core()).isEqualTo("监护人联系电话");
        assertThat(header.ordinal()).isEqualTo(2);
    }

    @Test
    void keepsNumbersThatAreNoNumbering() {
        assertThat(Header.of("60-69岁").core()).isEqualTo("6069岁");
        assertThat(Header.of("2孩").core()).isEqualTo("2孩");
    }
}
