package cn.qingzhuang.app.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentTidyTest {
    private static final Pattern CODE = Pattern.compile(
            "\"((?:SHEET|MEANING|VALUE|LEDGER|FILL|APP|CATALOGUE|ACCESS|ERASURE|FEED|TABLE|ODATA)" + "-\\d{3})\"");
    private static final Pattern LISTED = Pattern.compile("^\\| ([A-Z]+-\\d{3}) \\|", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
    // Written in halves, so that this file does not hold what it looks for.
    private static final Pattern MACHINE_PATH = Pattern.compile("/(?:wor" + "k|roo" + "t|hom" + "e/[a-z]+)/[a-z.]");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    @Test
    void listsEveryProblemOnceAndNoOther() {
        Set<String> used = new TreeSet<>();
        for (Path file : Repository.files(".java")) {
            if (Repository.name(file).contains("src/main")) {
                all(CODE, Repository.text(file), used);
            }
        }
        List<String> listed = new ArrayList<>();
        all(LISTED, Repository.text(Repository.ROOT.resolve("docs/problems.md")), listed);
        assertThat(listed).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(listed)).isEqualTo(used);
    }

    @Test
    void hasNoDeadLink() {
        List<String> dead = new ArrayList<>();
        for (Path file : Repository.files(".md")) {
            Matcher link = LINK.matcher(Repository.text(file));
            while (link.find()) {
                String target = link.group(1);
                if (!target.contains("://")
                        && !target.startsWith("mailto:")
                        && !Files.exists(file.resolveSibling(target))) {
                    dead.add(Repository.name(file) + " -> " + target);
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void hasOneTitleInEachDocument() {
        assertThat(Repository.files(".md").stream()
                        .filter(p -> titles(Repository.text(p)) != 1)
                        .map(Repository::name))
                .isEmpty();
    }

    @Test
    void numbersEachDecisionOnce() {
        List<String> numbers = Repository.files(".md").stream()
                .filter(p -> Repository.name(p).startsWith("docs/decisions/"))
                .map(p -> p.getFileName().toString())
                .filter(name -> name.matches("\\d{4}-.*"))
                .map(name -> name.substring(0, 4))
                .toList();
        assertThat(numbers).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void namesNoPathOfAMachine() {
        List<String> found = new ArrayList<>();
        for (String ending : List.of(".java", ".md", ".xml", ".ts", ".vue", ".json", ".sql", ".csv", ".txt", ".mjs")) {
            for (Path file : Repository.files(ending)) {
                if (!file.endsWith("package-lock.json")
                        && MACHINE_PATH.matcher(Repository.text(file)).find()) {
                    found.add(Repository.name(file));
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void keepsScreenTextOutOfComponents() {
        List<String> found = new ArrayList<>();
        for (Path file : Repository.files(".vue")) {
            String code = Repository.text(file).replaceAll("(?s)<!--.*?-->|/\\*.*?\\*/|(?m)^\\s*//.*$", "");
            if (HAN.matcher(code).find()) {
                found.add(Repository.name(file));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void definesEachGlossaryTermOnce() {
        List<String> names = new ArrayList<>();
        all(
                Pattern.compile("^\\| [^|]+ \\| `?([A-Za-z][^|`]*?)`? \\|", Pattern.MULTILINE),
                Repository.text(Repository.ROOT.resolve("docs/glossary.md")),
                names);
        assertThat(names).isNotEmpty().doesNotHaveDuplicates();
    }

    private static long titles(String markdown) {
        boolean isCode = false;
        long titles = 0;
        for (String line : markdown.lines().toList()) {
            if (line.startsWith("```")) {
                isCode = !isCode;
            } else if (!isCode && line.startsWith("# ")) {
                titles++;
            }
        }
        return titles;
    }

    private static void all(Pattern pattern, String text, java.util.Collection<String> into) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            into.add(matcher.group(1));
        }
    }
}
