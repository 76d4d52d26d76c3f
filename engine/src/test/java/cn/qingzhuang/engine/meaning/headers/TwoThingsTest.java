package cn.qingzhuang.engine.meaning.headers;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.engine.sheet.TableKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TwoThingsTest {
    private static Reading read(String header, String... cells) {
        HeaderForm form = new HeaderForm(
                "村民联系册",
                TableKind.ROSTER,
                List.of(
                        new HeaderForm.Column(List.of("姓名"), List.of(), List.of()),
                        new HeaderForm.Column(List.of("身份证号"), List.of(), List.of()),
                        new HeaderForm.Column(List.of(header), List.of(), List.of(cells))));
        return HeaderReader.standard().read(form, Map.of()).get(2);
    }

    @Test
    void takesAColumnOfTwoThingsForNeither() {
        assertThat(read("家庭住址及电话", "10011119999", "10011118888").confidence()).isLessThan(0.4);
    }

    @Test
    void takesAColumnOfOneThing() {
        assertThat(read("联系电话", "10011119999", "10011118888").confidence()).isGreaterThan(0.5);
    }
}
