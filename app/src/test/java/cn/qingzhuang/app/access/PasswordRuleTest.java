package cn.qingzhuang.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRuleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Ab1!",
                "aaaaaaaaaaaaaaaaaaaa",
                "abababababababababab",
                "lowercaseonly",
                "Password2026!",
                "P@ssw0rd2026",
                "2026!Password",
                "Woaini1314520!",
                "Qwertyuiop123!",
                "1qaz2wsx3edc4rfv",
                "0123456789012345",
                "Abcdefghijkl123",
                "Ｐａｓｓｗｏｒｄ２０２６！",
                "wangxiaoming-2026A",
            })
    void refusesWhatIsTriedFirst(String password) {
        assertThatThrownBy(() -> PasswordRule.require(password, "wangxiaoming"))
                .as(password)
                .hasMessageContaining("这个密码不能用");
    }

    @ParameterizedTest
    @ValueSource(strings = {"稻谷与山泉，一年又一年地来", "Tk7#vmqe-Zr", "four yellow buckets by the well", "Grün-Regen-52x"})
    void takesOthers(String password) {
        PasswordRule.require(password, "wangxiaoming");
    }

    @Test
    void refusesEveryWordOfTheListAndWhatPeopleAddToIt() throws IOException {
        List<String> taken = words().stream()
                .filter(word -> isTaken(word) || isTaken(capital(word) + "2026!") || isTaken("123" + word + word + "!"))
                .toList();
        assertThat(words()).hasSizeGreaterThan(10_000);
        assertThat(taken.stream().filter(PasswordRuleTest::isTaken)).isEmpty();
        assertThat(taken.stream().filter(word -> word.matches("[a-z]{4,}") && isTaken(capital(word) + "2026!")))
                .isEmpty();
    }

    private static boolean isTaken(String password) {
        try {
            PasswordRule.require(password, "-");
            return true;
        } catch (cn.qingzhuang.engine.Problem refused) {
            return false;
        }
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static List<String> words() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PasswordRule.class.getResourceAsStream("/access/weak-passwords.txt")),
                StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }
}
