package cn.qingzhuang.app.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of the checkout, without what builds leave behind. */
public final class Repository {
    /** Left by builds, and files whose trouble is the point of them. */
    private static final Set<String> NOT_OURS =
            Set.of("target", "node_modules", "dist", ".git", ".qz", ".idea", "bad-files");

    public static final Path ROOT = root();

    private Repository() {}

    private static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(at.resolve("qz"))) {
            at = java.util.Objects.requireNonNull(at.getParent(), "not inside a checkout");
        }
        return at;
    }

    /** Files whose name ends so, sorted. */
    static List<Path> files(String ending) {
        try (Stream<Path> walk = Files.find(
                ROOT,
                40,
                (path, attributes) -> attributes.isRegularFile()
                        && isOurs(path)
                        && path.toString().endsWith(ending))) {
            return walk.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(Path path) {
        for (Path part : ROOT.relativize(path)) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }

    static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(path.toString(), e);
        }
    }

    static String name(Path path) {
        return ROOT.relativize(path).toString();
    }
}
