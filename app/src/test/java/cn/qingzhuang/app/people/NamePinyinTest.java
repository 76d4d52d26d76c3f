package cn.qingzhuang.app.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePinyinTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            王小明,       wang xiao ming,  wxm
            单雄信,       shan xiong xin,  sxx
            曾国藩,       zeng guo fan,    zgf
            吕布,         lv bu,           lb
            阿依古丽,     a yi gu li,      aygl
            ''          , '',              ''
            Tom李,        t o m li,        toml
            """)
    void saysNamesAsPeopleDo(String name, String syllables, String initials) {
        List<List<String>> said = NamePinyin.of(name);
        assertThat(String.join(" ", said.get(0))).isEqualTo(syllables);
        assertThat(NamePinyin.initials(said.get(0))).isEqualTo(initials);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"乐天,yue tian,le tian", "费玉清,fei yu qing,bi yu qing"})
    void saysASurnameOfTwoReadingsInBoth(String name, String first, String second) {
        assertThat(NamePinyin.of(name).stream().map(s -> String.join(" ", s))).containsExactly(first, second);
    }
}
