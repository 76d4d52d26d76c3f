package cn.qingzhuang.engine.meaning.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import org.junit.jupiter.api.Test;

class FacetsTest {
    private static final Lexicon LEXICON = Lexicon.read(new StringReader("""
            # class concept : words
            A phone : 电话 联系电话
            A address : 地址 址
            A name : 姓名
            Q resid : 现住 居住
            Q dibao : 低保
            R guardian : 监护人
            R head : 户主
            F flag : 是否
            L light : 所属 的
            """));

    @Test
    void cutsWhereTheWordsAreFewest() {
        assertThat(LEXICON.segment("监护人联系电话").stream().map(Lexicon.Token::text)).containsExactly("监护人", "联系电话");
    }

    @Test
    void tellsAttributeTopicAndOwnerApart() {
        Facets facets = Facets.of("监护人现住址", LEXICON);
        assertThat(facets.attribute()).isEqualTo("address");
        assertThat(facets.topics()).containsExactly("resid");
        assertThat(facets.roles()).containsExactly("guardian");
        assertThat(facets.remainder()).isEqualTo("现住址");
    }

    @Test
    void takesARoleWordAloneForAName() {
        assertThat(Facets.of("监护人", LEXICON).attribute()).isEqualTo("pname");
    }

    @Test
    void keepsCharactersThatNoWordExplains() {
        Facets facets = Facets.of("是否低保圪塝", LEXICON);
        assertThat(facets.isFlag()).isTrue();
        assertThat(facets.unknown()).isEqualTo("圪塝");
    }
}
