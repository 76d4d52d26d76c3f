package cn.qingzhuang.app.catalog;

import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.catalog.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * What the database knows of the catalogue beyond the shipped one, as a file of the home: one item per line, so that
 * {@code ./qz read} sees it without a database. Written whole after every change.
 */
final class CatalogueFile {
    private static final System.Logger LOG = System.getLogger(CatalogueFile.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;

    CatalogueFile(Home home) {
        this.path = home.catalogue();
    }

    /** The shipped catalogue with the file's items; the shipped one alone, and a line in the log, when the file is broken. */
    Catalogue read() {
        Catalogue catalogue = Catalogue.standard();
        try {
            if (Files.isRegularFile(path)) {
                for (String line : Files.readAllLines(path)) {
                    catalogue = item(JSON.readTree(line), catalogue).in(catalogue);
                }
            }
            return catalogue;
        } catch (IOException | JacksonException | Problem e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    CatalogueProblems.brokenFile(path.toString()).text());
            return Catalogue.standard();
        }
    }

    void write(List<CatalogueItem> items) {
        StringBuilder text = new StringBuilder();
        items.forEach(item -> text.append(item.json()).append('\n'));
        try {
            Files.createDirectories(path.getParent());
            Home.writeSecret(path, text.toString());
        } catch (IOException e) {
            throw AppProblems.unwritable(path.toString());
        }
    }

    static CatalogueItem item(JsonNode json, Catalogue catalogue) {
        return json.has("list") ? CatalogueItem.codes(json) : CatalogueItem.element(json, catalogue);
    }
}
