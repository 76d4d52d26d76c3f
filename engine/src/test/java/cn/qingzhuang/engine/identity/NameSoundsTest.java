package cn.qingzhuang.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.dictionary.py.Pinyin;
import com.hankcs.hanlp.dictionary.py.PinyinDictionary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NameSoundsTest {
    private static final Path FOLDER = Path.of("src/main/resources/identity");

    @Test
    void tellsNamesThatSoundAlike() {
        assertThat(NameSounds.isAlike("张丽华", "张莉华")).isTrue();
        assertThat(NameSounds.isAlike("章伟", "张炜")).isTrue();
        assertThat(NameSounds.isAlike("张丽", "张红")).isFalse();
        assertThat(NameSounds.isAlike("张丽", "张丽丽")).isFalse();
        assertThat(NameSounds.isAlike("買買提·艾力", "买买提·艾力")).isTrue();
    }

    @Test
    void takesTraditionalCharactersForTheSameName() {
        assertThat(NameSounds.isSame("張麗華", "张丽华")).isTrue();
        assertThat(NameSounds.isSame("张莉华", "张丽华")).isFalse();
    }

    /** With -Dqz.write=true the tables are made anew. */
    @Test
    void tablesAreThoseOfTheDictionaries() throws IOException {
        Map<String, StringBuilder> sounds = new TreeMap<>();
        Map<String, StringBuilder> simplified = new TreeMap<>();
        for (char c = '\u4e00'; c <= '\u9fff'; c++) {
            String text = String.valueOf(c);
            Pinyin sound = PinyinDictionary.convertToPinyin(text).get(0);
            if (sound != Pinyin.none5) {
                sounds.computeIfAbsent(sound.getPinyinWithoutTone(), k -> new StringBuilder())
                        .append(c);
            }
            String simple = HanLP.convertToSimplifiedChinese(text);
            if (simple.length() == 1 && !simple.equals(text)) {
                simplified.computeIfAbsent(simple, k -> new StringBuilder()).append(c);
            }
        }
        StringBuilder heard = new StringBuilder();
        sounds.values()
                .forEach(all ->
                        heard.append(all.charAt(0)).append(' ').append(all).append('\n'));
        StringBuilder written = new StringBuilder();
        simplified.forEach(
                (simple, all) -> written.append(simple).append(' ').append(all).append('\n'));
        if (Boolean.getBoolean("qz.write")) {
            Files.writeString(FOLDER.resolve("sounds.txt"), heard);
            Files.writeString(FOLDER.resolve("simplified.txt"), written);
        }
        assertThat(FOLDER.resolve("sounds.txt")).hasContent(heard.toString());
        assertThat(FOLDER.resolve("simplified.txt")).hasContent(written.toString());
    }
}
