package cn.qingzhuang.app;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.cli.Shell;
import cn.qingzhuang.app.ledger.Ledger;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.shared.HomeKey;
import cn.qingzhuang.app.wiring.Facades;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home is copied to another, whole or not at all. */
class BackupTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void takesEverythingToAnotherHome() throws IOException {
        run("old", "units", Sheets.units(folder).toString());
        run("old", "ingest", "--unit", Sheets.VILLAGE, Sheets.roster(folder).toString());
        String said = "{\"file\":\"%s\",\"sheet\":\"花名册\",\"ref\":\"D\",\"element\":\"person_mobile\",\"role\":\"\"}"
                .formatted(Sheets.roster(folder));
        Files.writeString(folder.resolve("said.jsonl"), said);
        run("old", "confirm", "said.jsonl");
        String sealed = new HomeKey(new Home(folder.resolve("old"))).seal("whsec_x", "1");
        assertThat(run("old", "backup", "--json", "all.qzb")).contains("\"tables\":");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("all.qzb"))))
                .isEqualTo("rw-------");

        assertThat(run("new", "restore", "--json", "all.qzb")).contains("\"ok\":true");
        assertThat(fill("new")).isEqualTo(fill("old")).contains("郑玉梅");
        assertThat(folder.resolve("new/confirmations.jsonl"))
                .hasSameTextualContentAs(folder.resolve("old/confirmations.jsonl"));
        HomeKey restored = new HomeKey(new Home(folder.resolve("new")));
        assertThat(restored.open(sealed, "1")).contains("whsec_x");
        assertThat(restored.open(sealed, "2")).as("of somebody else").isEmpty();
        assertThat(restored.open(sealed.substring(0, 20), "1")).isEmpty();
        // New rows follow the old ones: numbers and hashes go on where they stood.
        run("new", "ingest", "--unit", Sheets.VILLAGE, Sheets.template(folder).toString());
        assertThat(run("new", "check", "--json")).contains("\"ok\":true");

        assertThat(run("new", "restore", "--json", "all.qzb")).contains("APP-043");
    }

    @Test
    void takesDecisionsAlongThatCanStillBeTakenBack() {
        run("old", "units", Sheets.units(folder).toString());
        run("old", "ingest", "--unit", Sheets.VILLAGE, Sheets.roster(folder).toString());
        Ledger.Author officer = new Ledger.Author("王主任", Sheets.VILLAGE);
        int ruling;
        try (Facades old = new Facades(new Home(folder.resolve("old")), Map.of())) {
            List<UUID> all = people(old);
            assertThat(all).hasSize(3);
            ruling = old.review().merge(all.get(0), all.get(1), officer);
        }
        run("old", "backup", "all.qzb");
        run("new", "restore", "all.qzb");
        try (Facades restored = new Facades(new Home(folder.resolve("new")), Map.of())) {
            assertThat(people(restored)).hasSize(2);
            assertThat(restored.review().decided(Sheets.VILLAGE, Optional.empty(), 10))
                    .singleElement()
                    .satisfies(d -> assertThat(d.actor()).isEqualTo("王主任"));
            restored.review().undo(ruling, officer);
            assertThat(people(restored)).hasSize(3);
            assertThat(restored.ledger().check()).isEmpty();
        }
    }

    private static List<UUID> people(Facades facades) {
        return facades.ledger().subjects(Sheets.VILLAGE, SubjectType.PERSON).stream()
                .map(person -> UUID.fromString(person.id()))
                .toList();
    }

    @Test
    void refusesWhatIsNoWholeBackupAndLeavesTheHomeEmpty() throws IOException {
        run("old", "units", Sheets.units(folder).toString());
        run("old", "backup", "all.qzb");
        Files.copy(folder.resolve("all.qzb"), folder.resolve("changed.qzb"));
        rewrite("changed.qzb", "tables/units", text -> text.replace("高桥村", "高桥镇"));
        Files.copy(folder.resolve("all.qzb"), folder.resolve("later.qzb"));
        rewrite("later.qzb", "manifest.json", text -> text.replaceFirst("\"schema\":\"\\d+\"", "\"schema\":\"99999\""));
        byte[] whole = Files.readAllBytes(folder.resolve("all.qzb"));
        Files.write(folder.resolve("cut.qzb"), Arrays.copyOf(whole, whole.length / 2));

        assertThat(run("new", "restore", "--json", "changed.qzb")).contains("APP-041");
        assertThat(run("new", "restore", "--json", "cut.qzb")).contains("APP-041");
        assertThat(run("new", "restore", "--json", Sheets.units(folder).toString()))
                .contains("APP-041");
        assertThat(run("new", "restore", "--json", "absent.qzb")).contains("APP-001");
        assertThat(run("new", "restore", "--json", "later.qzb")).contains("APP-042");
        assertThat(run("new", "restore", "--json", "all.qzb")).contains("\"ok\":true");
    }

    private String fill(String home) {
        String filled = run(
                home,
                "fill",
                "--json",
                "--unit",
                Sheets.VILLAGE,
                "--as-of",
                "2026-06-30",
                "-o",
                home + "-out",
                Sheets.template(folder).toString());
        return filled.replace(home + "-out", "out");
    }

    private void rewrite(String archive, String entry, UnaryOperator<String> change) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(folder.resolve(archive), Map.of())) {
            Path place = zip.getPath(entry);
            String before = Files.readString(place);
            String after = change.apply(before);
            assertThat(after).isNotEqualTo(before);
            Files.writeString(place, after);
        }
    }

    private String run(String home, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream log = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        new Shell(new Home(folder.resolve(home)), folder, printed, log).run(args);
        return out.toString(StandardCharsets.UTF_8);
    }
}
