package cn.qingzhuang.app.shared;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The database files of a home. They appear in one step: everything is made in a folder beside and moved into place
 * when the application's role and database exist, so a kill at any moment leaves either nothing or a whole database.
 */
record PostgresCluster(Path directory, Path binaries, Path log) {
    static final String ROLE = "qz";
    static final String NAME = "qingzhuang";
    private static final String UNFINISHED = "new-";
    private static final int STEP_SECONDS = 120;

    Path data() {
        return directory.resolve("data");
    }

    /** Makes the cluster if it is not there; answers the password of the application's role. */
    String require() throws IOException {
        Files.createDirectories(directory);
        if (Launch.isRoot()) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        }
        Path secrets = directory.resolve("passwords");
        if (!Files.isRegularFile(secrets)) {
            if (Files.exists(data())) {
                throw AppProblems.homeUnusable(secrets);
            }
            Home.writeSecret(secrets, "superuser=" + secret() + "\nrole=" + secret() + "\n");
        }
        Properties passwords = new Properties();
        passwords.load(new StringReader(Files.readString(secrets)));
        if (!Files.isDirectory(data())) {
            create(passwords);
        }
        return passwords.getProperty("role");
    }

    private void create(Properties passwords) throws IOException {
        clearUnfinished();
        // A folder of its own: a killed predecessor's initdb may still be writing into the last one.
        Path fresh = Files.createTempDirectory(
                directory,
                UNFINISHED,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Launch.giveToDatabase(fresh);
        Path pwfile = directory.resolve("pwfile");
        Home.writeSecret(pwfile, passwords.getProperty("superuser") + "\n");
        Launch.giveToDatabase(pwfile);
        try {
            run(
                    "",
                    List.of(
                            binaries.resolve("bin/initdb").toString(),
                            "-D",
                            fresh.toString(),
                            "-U",
                            "postgres",
                            "-A",
                            "scram-sha-256",
                            "--pwfile=" + pwfile,
                            "-E",
                            "UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8"));
        } finally {
            Files.deleteIfExists(pwfile);
        }
        String sql = "CREATE ROLE " + ROLE + " LOGIN PASSWORD '" + passwords.getProperty("role") + "';\n" // hex only
                + "CREATE DATABASE " + NAME + " OWNER " + ROLE + ";\n";
        run(
                sql,
                List.of(
                        binaries.resolve("bin/postgres").toString(),
                        "--single",
                        "-D",
                        fresh.toString(),
                        "-c",
                        "log_min_error_statement=panic",
                        "template1"));
        Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void clearUnfinished() throws IOException {
        List<Path> left;
        try (Stream<Path> entries = Files.list(directory)) {
            left = entries.filter(p -> p.getFileName().toString().startsWith(UNFINISHED))
                    .toList();
        }
        for (Path folder : left) {
            try {
                PostgresBinaries.delete(folder);
            } catch (IOException e) {
                System.getLogger(getClass().getName())
                        .log(System.Logger.Level.INFO, "left for the next start: {0}", folder);
            }
        }
    }

    private void run(String input, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Launch.command(directory, false, command))
                .directory(directory.getRoot().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        EmbeddedPostgres.cleanEnvironment(builder.environment());
        Process process = builder.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        try {
            if (!process.waitFor(STEP_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw AppProblems.databaseDown(log);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw AppProblems.databaseDown(log);
        }
    }

    private static String secret() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
