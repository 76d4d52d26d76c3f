package cn.qingzhuang.app.shared;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/**
 * The data directory of one installation: {@code $QZ_HOME}, by default {@code ~/.qingzhuang}.
 *
 * <p>Secrets in it are readable by their owner only. As root the directory itself may be crossed by others, because
 * the database then runs as {@code nobody} inside it.
 */
public record Home(Path root) {
    public Home {
        root = root.toAbsolutePath().normalize();
    }

    /** The home that the environment names. */
    public static Home of(Map<String, String> environment) {
        String named = environment.get("QZ_HOME");
        if (named != null && !named.isBlank()) {
            return new Home(Path.of(named));
        }
        return new Home(Path.of(System.getProperty("user.home"), ".qingzhuang"));
    }

    /** Makes the directory if it is missing; Problem APP-011 when that fails. */
    public Home require() {
        try {
            if (!Files.isDirectory(root)) {
                Files.createDirectories(root);
                String mode = Launch.isRoot() ? "rwx--x--x" : "rwx------";
                Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(mode));
            }
            Files.createDirectories(logs());
            return this;
        } catch (IOException | UnsupportedOperationException e) {
            throw AppProblems.homeUnusable(root);
        }
    }

    /** Everything of the embedded database. */
    public Path database() {
        return root.resolve("database");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** What officers said that slots mean; read without a database. */
    public Path confirmations() {
        return root.resolve("confirmations.jsonl");
    }

    /** What officers changed of the catalogue; read without a database. */
    public Path catalogue() {
        return root.resolve("catalogue.jsonl");
    }

    /** The key under which secrets lie in the database. */
    public Path secretsKey() {
        return root.resolve("secrets.key");
    }

    /** Where a running server says its port and token. */
    public Path serverFile() {
        return root.resolve("server.json");
    }

    /** Takes the home for this process until closed; empty while another process holds it. */
    public Optional<Hold> hold() {
        require();
        try {
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new Hold(channel));
        } catch (IOException e) {
            throw AppProblems.homeUnusable(root);
        }
    }

    private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    /** Writes a file that only its owner can read, whole or not at all. */
    public static void writeSecret(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            out.write(StandardCharsets.UTF_8.encode(text));
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The home held by this process; the system frees it when the process dies in any way. */
    public record Hold(FileChannel channel) implements AutoCloseable {
        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                System.getLogger(Home.class.getName()).log(System.Logger.Level.WARNING, "home lock not closed", e);
            }
        }
    }
}
