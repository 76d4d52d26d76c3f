package cn.qingzhuang.engine.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sheets named by their trouble (src/test/resources/sheets/*.sheet, see {@link SheetOf}) and the layout that a clerk
 * sees in them, beside them. Run with -Dgolden=write to write the layouts anew, then read the difference.
 */
class LayoutGoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/sheets");

    static Stream<String> troubles() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".sheet"))
                    .map(f -> f.substring(0, f.length() - ".sheet".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void readsTheSheetAsAClerkDoes(String trouble) throws IOException {
        Layout layout = LayoutReader.read(SheetOf.lines(Files.readString(FOLDER.resolve(trouble + ".sheet"))));
        String printed = LayoutText.print(layout);
        Path golden = FOLDER.resolve(trouble + ".layout");
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(golden, printed);
        }
        assertThat(printed).isEqualTo(Files.readString(golden));
        assertThat(LayoutText.parse(printed)).isEqualTo(layout);
    }
}
