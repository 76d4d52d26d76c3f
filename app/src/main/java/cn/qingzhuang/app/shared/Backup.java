package cn.qingzhuang.app.shared;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything a home holds in one file that only its owner can read: every table as it stood at one moment, written by COPY
 * while the server goes on working, and the files beside the database. Format: {@code docs/spec/backup.md}.
 */
public final class Backup {
    private static final int FORMAT = 1;
    private static final String MANIFEST = "manifest.json";
    private static final String PRODUCT = "qingzhuang backup";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Tables before those that refer to them. */
    private static final String TABLES = """
            with recursive reach (oid, depth) as (
                select c.oid, 0 from pg_class c
                where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'flyway_schema_history'
                union
                select k.conrelid, r.depth + 1 from pg_constraint k join reach r on k.confrelid = r.oid
                where k.contype = 'f' and k.conrelid <> k.confrelid)
            select c.relname from reach r join pg_class c using (oid) group by c.relname order by max(r.depth), c.relname""";

    private static final String COLUMNS = """
            select quote_ident(attname) from pg_attribute
            where attrelid = (select oid from pg_class where relnamespace = 'public'::regnamespace and relname = ?)
                and attnum > 0 and not attisdropped and attgenerated = '' order by attnum""";

    private static final String NUMBERED = """
            select format('select setval(%L, greatest(1, (select coalesce(max(%I), 1) from %I)))',
                pg_get_serial_sequence(quote_ident(c.relname), a.attname), a.attname, c.relname)
            from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.relnamespace = 'public'::regnamespace and a.attidentity <> '' and not a.attisdropped""";

    private final Home home;

    public Backup(Home home) {
        this.home = home;
    }

    /**
     * What a backup holds.
     *
     * @param schema the version of the tables
     * @param rows of all tables together
     */
    public record Content(String schema, int tables, long rows, long bytes) {}

    /** A table or a file in the archive; columns are empty for a file. */
    private record Part(String name, List<String> columns, long rows, String sha256) {}

    /** Writes everything to a file, whole or not at all; Problem APP-004 when it cannot be written. */
    public Content write(Database database, Path file, Clock clock) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Content content;
            try (OutputStream out = Files.newOutputStream(fresh, StandardOpenOption.WRITE);
                    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
                zip.setLevel(Deflater.BEST_SPEED);
                content = write(database, zip, clock);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Content(content.schema, content.tables, content.rows, Files.size(file));
        } catch (IOException | UnsupportedOperationException e) {
            delete(fresh);
            throw AppProblems.unwritable(file.toString());
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.getLogger(Backup.class.getName()).log(System.Logger.Level.WARNING, "not deleted", e);
        }
    }

    private Content write(Database database, ZipOutputStream zip, Clock clock) throws IOException {
        List<Part> tables = new ArrayList<>();
        try (Connection connection = database.source().getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (String table : strings(connection, TABLES)) {
                List<String> columns = columns(connection, table);
                zip.putNextEntry(new ZipEntry("tables/" + table));
                DigestOutputStream digest = new DigestOutputStream(zip, sha256());
                long rows = copy.copyOut("copy " + quoted(table, columns) + " to stdout", digest);
                zip.closeEntry();
                tables.add(new Part(table, columns, rows, hex(digest.getMessageDigest())));
            }
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException("backup", e);
        }
        List<Part> files = new ArrayList<>();
        for (Map.Entry<String, Path> each : files().entrySet()) {
            if (Files.exists(each.getValue())) {
                byte[] bytes = Files.readAllBytes(each.getValue());
                zip.putNextEntry(new ZipEntry("files/" + each.getKey()));
                zip.write(bytes);
                zip.closeEntry();
                files.add(new Part(each.getKey(), List.of(), 0, hex(sha256(bytes))));
            }
        }
        zip.putNextEntry(new ZipEntry(MANIFEST));
        zip.write(JSON.writeValueAsBytes(manifest(database.schema(), clock, tables, files)));
        zip.closeEntry();
        return new Content(
                database.schema(),
                tables.size(),
                tables.stream().mapToLong(Part::rows).sum(),
                0);
    }

    private static ObjectNode manifest(String schema, Clock clock, List<Part> tables, List<Part> files) {
        ObjectNode out = JSON.createObjectNode()
                .put("product", PRODUCT)
                .put("format", FORMAT)
                .put("schema", schema)
                .put("madeAt", clock.instant().toString());
        for (Part table : tables) {
            ObjectNode node = out.withArray("tables").addObject();
            node.put("name", table.name).put("rows", table.rows).put("sha256", table.sha256);
            ArrayNode columns = node.putArray("columns");
            table.columns.forEach(columns::add);
        }
        files.forEach(
                f -> out.withArray("files").addObject().put("name", f.name).put("sha256", f.sha256));
        return out;
    }

    /**
     * Takes a backup into a home that holds nothing. Problems: APP-041 for a file that is no whole backup, APP-042 for one of
     * a later version, APP-043 for a home that holds something; nothing is taken in then.
     */
    public Content restore(Path file, Map<String, String> environment) {
        String name = file.toString();
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            JsonNode manifest = manifest(zip, name);
            String schema = manifest.path("schema").asString("");
            if (manifest.path("format").asInt() > FORMAT) {
                throw AppProblems.laterBackup(name);
            }
            List<Part> tables = parts(manifest.path("tables"));
            try (Database database = Database.openAt(home, environment, schema)) {
                try (Connection connection = database.source().getConnection()) {
                    connection.setAutoCommit(false);
                    requireEmpty(connection);
                    for (Part table : tables) {
                        take(zip, table, connection, name);
                    }
                    for (String statement : strings(connection, NUMBERED)) {
                        strings(connection, statement);
                    }
                    takeFiles(zip, parts(manifest.path("files")), name);
                    connection.commit();
                }
            }
            return new Content(
                    schema, tables.size(), tables.stream().mapToLong(Part::rows).sum(), Files.size(file));
        } catch (ZipException | JacksonException e) {
            throw AppProblems.badBackup(name);
        } catch (FlywayException e) {
            throw AppProblems.laterBackup(name);
        } catch (SQLException e) {
            System.getLogger(Backup.class.getName()).log(System.Logger.Level.WARNING, "restore", e);
            throw AppProblems.badBackup(name);
        } catch (IOException e) {
            throw AppProblems.unreadableFile(name);
        }
    }

    private static JsonNode manifest(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(MANIFEST);
        if (entry == null) {
            throw AppProblems.badBackup(name);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            JsonNode manifest = JSON.readTree(in);
            if (!manifest.path("product").asString("").equals(PRODUCT)) {
                throw AppProblems.badBackup(name);
            }
            return manifest;
        }
    }

    private void requireEmpty(Connection connection) throws SQLException {
        for (String table : strings(connection, TABLES)) {
            boolean isEmpty = strings(connection, "select 'x' from \"" + table + "\" limit 1")
                    .isEmpty();
            if (!isEmpty) {
                throw AppProblems.homeNotEmpty(home.root());
            }
        }
    }

    private static void take(ZipFile zip, Part table, Connection connection, String name)
            throws IOException, SQLException {
        ZipEntry entry = zip.getEntry("tables/" + table.name);
        boolean isKnown = strings(connection, TABLES).contains(table.name)
                && columns(connection, table.name).equals(table.columns);
        if (entry == null || !isKnown) {
            throw AppProblems.badBackup(name);
        }
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        try (DigestInputStream in = new DigestInputStream(zip.getInputStream(entry), sha256())) {
            long rows = copy.copyIn("copy " + quoted(table.name, table.columns) + " from stdin", in);
            if (rows != table.rows || !hex(in.getMessageDigest()).equals(table.sha256)) {
                throw AppProblems.badBackup(name);
            }
        }
    }

    /** All are read and compared before the first is written. */
    private void takeFiles(ZipFile zip, List<Part> parts, String name) throws IOException {
        Map<String, Path> places = files();
        Map<Path, String> texts = new LinkedHashMap<>();
        for (Part part : parts) {
            ZipEntry entry = zip.getEntry("files/" + part.name);
            Path place = places.get(part.name);
            if (entry == null || place == null) {
                throw AppProblems.badBackup(name);
            }
            try (InputStream in = zip.getInputStream(entry)) {
                byte[] bytes = in.readAllBytes();
                if (!hex(sha256(bytes)).equals(part.sha256)) {
                    throw AppProblems.badBackup(name);
                }
                texts.put(place, new String(bytes, StandardCharsets.UTF_8));
            }
        }
        for (Map.Entry<Path, String> text : texts.entrySet()) {
            Home.writeSecret(text.getKey(), text.getValue());
        }
    }

    /** What lies beside the database and cannot be made again from it. */
    private Map<String, Path> files() {
        return Map.of(
                "confirmations.jsonl", home.confirmations(),
                "catalogue.jsonl", home.catalogue(),
                "secrets.key", home.secretsKey());
    }

    private static List<Part> parts(JsonNode list) {
        List<Part> out = new ArrayList<>();
        for (JsonNode node : list) {
            List<String> columns = new ArrayList<>();
            node.path("columns").forEach(c -> columns.add(c.asString("")));
            out.add(new Part(
                    node.path("name").asString(""),
                    columns,
                    node.path("rows").asLong(),
                    node.path("sha256").asString("")));
        }
        return out;
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        return strings(connection, COLUMNS, table);
    }

    private static String quoted(String table, List<String> columns) {
        return "\"" + table + "\" (" + String.join(", ", columns) + ")";
    }

    private static List<String> strings(Connection connection, String sql, String... parameters) throws SQLException {
        List<String> out = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    out.add(Optional.ofNullable(rows.getString(1)).orElse(""));
                }
            }
        }
        return out;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static MessageDigest sha256(byte[] bytes) {
        MessageDigest digest = sha256();
        digest.update(bytes);
        return digest;
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
