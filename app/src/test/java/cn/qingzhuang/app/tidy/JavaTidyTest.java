package cn.qingzhuang.app.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JavaTidyTest {
    private static final int FILE_LINES_MAX = 600;
    private static final int METHOD_LINES_MAX = 60;
    private static final Pattern LOOSE_TODO = Pattern.compile("\\b(TODO(?!\\(#\\d+\\))|FIXME|XXX)\\b");
    private static final Pattern BAD_NAME = Pattern.compile("(\\w+(Util|Utils|Manager|Helper)|Base[A-Z]\\w*)\\.java");

    private static final List<String> longMethods = new ArrayList<>();
    private static final List<String> emptyCatches = new ArrayList<>();
    private static final List<String> runtimeExceptions = new ArrayList<>();
    private static final List<String> starImports = new ArrayList<>();

    @BeforeAll
    static void parseAll() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    null,
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(Repository.files(".java")));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Scanner(unit, positions).scan(unit, null);
            }
        }
    }

    @Test
    void keepsMethodsUnderTheHardLimit() {
        assertThat(longMethods).isEmpty();
    }

    @Test
    void keepsFilesUnderTheRatchet() {
        assertThat(Repository.files(".java").stream()
                        .filter(p -> Repository.text(p).lines().count() > FILE_LINES_MAX)
                        .map(Repository::name))
                .isEmpty();
    }

    @Test
    void leavesNoCatchEmpty() {
        assertThat(emptyCatches).isEmpty();
    }

    @Test
    void throwsNoBareRuntimeException() {
        assertThat(runtimeExceptions).isEmpty();
    }

    @Test
    void importsByName() {
        assertThat(starImports).isEmpty();
    }

    @Test
    void namesNothingUtilManagerOrBase() {
        assertThat(Repository.files(".java").stream()
                        .map(p -> p.getFileName().toString())
                        .filter(BAD_NAME.asMatchPredicate()))
                .isEmpty();
    }

    @Test
    void usesNoLombokAndNoMocks() {
        assertThat(Repository.files(".java").stream()
                        .filter(p -> Pattern.compile("import (static )?(lombok|org\\.mockito|org\\.easymock)")
                                .matcher(Repository.text(p))
                                .find())
                        .map(Repository::name))
                .isEmpty();
    }

    @Test
    void leavesNoTodoWithoutIssue() {
        assertThat(Repository.files(".java").stream()
                        .filter(p -> !p.endsWith("JavaTidyTest.java"))
                        .filter(p -> LOOSE_TODO.matcher(Repository.text(p)).find())
                        .map(Repository::name))
                .isEmpty();
    }

    @Test
    void describesEveryPackage() {
        assertThat(Repository.files(".java").stream()
                        .filter(p -> Repository.name(p).contains("src/main/java"))
                        .map(Path::getParent)
                        .distinct()
                        .filter(folder -> !isDescribed(folder.resolve("package-info.java")))
                        .map(Repository::name))
                .isEmpty();
    }

    private static boolean isDescribed(Path info) {
        return Files.isRegularFile(info)
                && Repository.text(info).contains("@NullMarked")
                && Repository.text(info).startsWith("/**");
    }

    private static final class Scanner extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        Scanner(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            // The body alone: a table of cases above a test is no code.
            long lines = method.getBody() == null
                    ? 0
                    : line(positions.getEndPosition(unit, method.getBody()))
                            - line(positions.getStartPosition(unit, method.getBody()))
                            + 1;
            if (lines > METHOD_LINES_MAX) {
                longMethods.add(file() + " " + method.getName() + " " + lines);
            }
            return super.visitMethod(method, nothing);
        }

        @Override
        public @Nullable Void visitCatch(CatchTree caught, @Nullable Void nothing) {
            if (caught.getBlock().getStatements().isEmpty()) {
                emptyCatches.add(file() + ":" + line(positions.getStartPosition(unit, caught)));
            }
            return super.visitCatch(caught, nothing);
        }

        @Override
        public @Nullable Void visitNewClass(NewClassTree made, @Nullable Void nothing) {
            if (made.getIdentifier().toString().equals("RuntimeException")) {
                runtimeExceptions.add(file() + ":" + line(positions.getStartPosition(unit, made)));
            }
            return super.visitNewClass(made, nothing);
        }

        @Override
        public @Nullable Void visitImport(ImportTree imported, @Nullable Void nothing) {
            if (imported.getQualifiedIdentifier().toString().endsWith(".*")) {
                starImports.add(file() + " " + imported.getQualifiedIdentifier());
            }
            return super.visitImport(imported, nothing);
        }

        private long line(long position) {
            return position < 0 ? 0 : unit.getLineMap().getLineNumber(position);
        }

        private String file() {
            return Repository.name(Path.of(unit.getSourceFile().toUri()));
        }
    }
}
