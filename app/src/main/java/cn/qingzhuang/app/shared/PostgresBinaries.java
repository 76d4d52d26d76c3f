package cn.qingzhuang.app.shared;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, unpacked once from the jar and kept under their checksum, for all homes of a user. */
final class PostgresBinaries {
    private static final int BUFFER = 1 << 16;

    private PostgresBinaries() {}

    /** The installed folder; unpacks it on first use (about 3 s). */
    static Path require(Map<String, String> environment) {
        String resource = resource();
        URL url = PostgresBinaries.class.getResource("/" + resource);
        if (url == null) {
            throw AppProblems.noBinaries(platform());
        }
        Path cache = cache(environment);
        try {
            Path installed = cache.resolve("postgres-" + key(url));
            if (!Files.isExecutable(installed.resolve("bin/postgres"))) {
                install(url, installed);
            }
            return installed;
        } catch (IOException e) {
            throw AppProblems.homeUnusable(cache);
        }
    }

    private static Path cache(Map<String, String> environment) {
        String named = environment.get("QZ_CACHE");
        if (named != null && !named.isBlank()) {
            return Path.of(named).toAbsolutePath();
        }
        // Root's own cache lies behind /root, where the database user cannot go.
        return Launch.isRoot()
                ? Path.of("/var/cache/qingzhuang")
                : Path.of(System.getProperty("user.home"), ".cache", "qingzhuang");
    }

    private static String key(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        if (connection instanceof JarURLConnection jar) {
            try (var file = jar.getJarFile()) {
                var entry = jar.getJarEntry();
                return String.format(Locale.ROOT, "%08x-%d", entry.getCrc(), entry.getSize());
            }
        }
        return "dev-" + connection.getContentLengthLong();
    }

    private static void install(URL url, Path installed) throws IOException {
        Files.createDirectories(installed.getParent());
        Path fresh = Files.createTempDirectory(
                installed.getParent(),
                "unpack",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (InputStream in = url.openStream();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in, BUFFER)))) {
            unpack(tar, fresh);
            Files.move(fresh, installed, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            delete(fresh); // another process was faster: the same bytes
        } catch (java.nio.file.FileSystemException e) {
            delete(fresh);
            if (!Files.isExecutable(installed.resolve("bin/postgres"))) {
                throw e;
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, Path into) throws IOException {
        for (@Nullable TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path target = into.resolve(entry.getName()).normalize();
            if (!target.startsWith(into)) {
                throw new IOException("entry leaves its folder: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
            } else if (entry.isSymbolicLink()) {
                Files.createDirectories(target.getParent());
                Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            } else {
                Files.createDirectories(target.getParent());
                Files.copy(tar, target);
                String mode = (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--";
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(mode));
            }
        }
    }

    /** Deletes a folder with all in it; nothing when it is not there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }

    private static String resource() {
        return "postgres-" + platform() + ".txz";
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String system = os.contains("linux") ? "linux" : os.contains("mac") ? "darwin" : "windows";
        String machine =
                arch.equals("amd64") || arch.equals("x86_64") ? "x86_64" : arch.equals("aarch64") ? "arm_64" : arch;
        return system + "-" + machine;
    }
}
