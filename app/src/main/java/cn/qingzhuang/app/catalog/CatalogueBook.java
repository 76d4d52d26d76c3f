package cn.qingzhuang.app.catalog;

import cn.qingzhuang.app.catalog.store.CatalogueStore;
import cn.qingzhuang.app.catalog.store.ChangeRow;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.sheet.SheetFile;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** The catalogue in force: what is shipped with the changes of officers folded over it, and their history. */
public final class CatalogueBook {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CatalogueStore store;
    private final CatalogueFile file;
    private final Clock clock;

    public CatalogueBook(DataSource source, Home home, Clock clock) {
        this.store = new CatalogueStore(source);
        this.file = new CatalogueFile(home);
        this.clock = clock;
    }

    /** The catalogue of a home as it was last written there; needs no database. */
    public static Catalogue ofHome(Home home) {
        return new CatalogueFile(home).read();
    }

    /** The catalogue in force, folded from the history. */
    public Catalogue current() {
        Catalogue out = Catalogue.standard();
        for (CatalogueItem item : items()) {
            out = item.in(out);
        }
        return out;
    }

    /** One change of an item: the item after it, when, by whom. */
    public record Change(ObjectNode item, Instant changedAt, String actor) {}

    /** Changes of an element, newest first; none while it is as shipped. */
    public List<Change> historyOfElement(String id) {
        return history(false, id);
    }

    /** Changes of a code list, newest first; none while it is as shipped. */
    public List<Change> historyOfCodes(String id) {
        return history(true, id);
    }

    /** Adds an element or changes one; Problem CATALOGUE-001 with every reason. */
    public CatalogueItem recordElement(JsonNode json, String actor) {
        CatalogueItem item = CatalogueItem.element(json, current());
        append(List.of(item), actor);
        return item;
    }

    /** Adds an element; Problem CATALOGUE-005 when there is one of that id. */
    public CatalogueItem addElement(JsonNode json, String actor) {
        String id = json.path("id").asString("").strip();
        if (current().definition(id).isPresent()) {
            throw CatalogueProblems.idTaken("数据元", id);
        }
        return recordElement(json, actor);
    }

    /** Adds a code list; Problem CATALOGUE-005 when there is one of that id. */
    public CatalogueItem addCodes(JsonNode json, String actor) {
        String id = json.path("list").asString("").strip();
        if (current().codeList(id).isPresent()) {
            throw CatalogueProblems.idTaken("代码集", id);
        }
        return recordCodes(json, actor);
    }

    /** Adds a code list or changes one; Problem CATALOGUE-002 with every reason. */
    public CatalogueItem recordCodes(JsonNode json, String actor) {
        CatalogueItem item = CatalogueItem.codes(json);
        append(List.of(item), actor);
        return item;
    }

    /** Takes the good rows of a workbook or CSV that differ from the catalogue; Problem CATALOGUE-003 when it holds no lines. */
    public TakeReport take(SheetFile cells, String actor) {
        Catalogue now = current();
        CatalogueSheet.Taken taken = CatalogueSheet.read(cells, now);
        List<CatalogueItem> changed =
                taken.items().stream().filter(item -> !item.isIn(now)).toList();
        append(changed, actor);
        return taken.report();
    }

    public byte[] workbook() {
        return CatalogueExport.workbook(current());
    }

    /** The elements as CSV in UTF-8 with a byte order mark. */
    public byte[] csv() {
        return CatalogueExport.csv(current());
    }

    private void append(List<CatalogueItem> changed, String actor) {
        Instant now = clock.instant();
        if (!changed.isEmpty()) {
            store.append(changed.stream()
                    .map(item -> new ChangeRow(
                            0,
                            item instanceof CatalogueItem.CodesItem,
                            item.id(),
                            item.json().toString(),
                            now,
                            actor))
                    .toList());
        }
        file.write(items());
    }

    /** The last state of every item that was ever changed, in the order in which each was first changed. */
    private List<CatalogueItem> items() {
        Map<String, ChangeRow> last = new LinkedHashMap<>();
        store.all().forEach(change -> last.put(change.isCodeList() + change.item(), change));
        List<CatalogueItem> out = new ArrayList<>();
        Catalogue catalogue = Catalogue.standard();
        List<ChangeRow> ordered = new ArrayList<>(last.values());
        ordered.sort(java.util.Comparator.comparing(ChangeRow::isCodeList).reversed()); // elements name code lists
        for (ChangeRow change : ordered) {
            CatalogueItem item = CatalogueFile.item(JSON.readTree(change.body()), catalogue);
            out.add(item);
            catalogue = item.in(catalogue);
        }
        return out;
    }

    private List<Change> history(boolean isCodeList, String id) {
        return store.of(isCodeList, id).stream()
                .map(c -> new Change((ObjectNode) JSON.readTree(c.body()), c.changedAt(), c.actor()))
                .toList();
    }
}
