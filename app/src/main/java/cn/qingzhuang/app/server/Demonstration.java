package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.SigningIn;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.shared.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The templates that a demonstration home brings along: {@code demo/templates/<bureau>/<name>} in the home. A home
 * without that folder is no demonstration.
 */
@Component
final class Demonstration {
    private final Path folder;
    private final Cast cast;

    Demonstration(Home home, Cast cast) {
        this.folder = home.root().resolve("demo").resolve("templates");
        this.cast = cast;
    }

    /**
     * Who is signed in with one click: nobody, unless the server was started as a demonstration. No setting and no file of a
     * home says so.
     */
    record Cast(List<SigningIn.Invented> people) {
        Cast {
            people = List.copyOf(people);
        }
    }

    List<SigningIn.Invented> people() {
        return cast.people();
    }

    /** A template and the bureau that sends it. */
    record Template(String name, String bureau) {}

    boolean isOn() {
        return Files.isDirectory(folder);
    }

    List<Template> templates() {
        return files().stream()
                .map(p -> new Template(
                        p.getFileName().toString(),
                        folder.relativize(p).getName(0).toString()))
                .toList();
    }

    byte[] template(String name) {
        Path file = files().stream()
                .filter(p -> p.getFileName().toString().equals(name))
                .findFirst()
                .orElseThrow(AppProblems::notFound);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw AppProblems.unreadableFile(name);
        }
    }

    private List<Path> files() {
        if (!isOn()) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder, 2)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw AppProblems.unreadableFile(folder.toString());
        }
    }
}
