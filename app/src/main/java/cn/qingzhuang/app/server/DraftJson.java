package cn.qingzhuang.app.server;

import cn.qingzhuang.app.drafts.OpenDraft;
import cn.qingzhuang.app.drafts.store.DraftStore.ListingRow;
import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.app.forms.ReadingJson;
import cn.qingzhuang.app.wiring.ReportJson;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.fill.Draft;
import cn.qingzhuang.engine.fill.DraftCell;
import cn.qingzhuang.engine.fill.Provenance;
import cn.qingzhuang.engine.sheet.Grid;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A draft for the screen, as docs/spec/http.md says. */
final class DraftJson {
    private final Catalogue catalogue;

    DraftJson(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The draft with the first rows of each sheet. */
    ObjectNode of(OpenDraft draft) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", draft.id().toString());
        node.put("file", draft.fileName());
        node.putObject("unit").put("code", draft.unitCode()).put("name", draft.unitName());
        ArrayNode sheets = node.putArray("sheets");
        for (Reading.SheetReading sheet : draft.reading().sheets()) {
            Grid grid = sheet.grid();
            ObjectNode one = sheets.addObject();
            one.put("name", grid.name());
            one.put("hidden", grid.isHidden());
            one.set("frame", GridJson.frame(grid, placed(draft, grid)));
            one.set("rows", rows(draft, grid, 0));
            ArrayNode tables = one.putArray("tables");
            sheet.tables().forEach(t -> tables.add(ReadingJson.tableForPages(t, grid, catalogue)));
        }
        node.set("counts", ReportJson.counts(draft.counts()));
        ArrayNode unlisted = node.putArray("unlisted");
        for (Draft.Unlisted open : draft.draft().unlisted()) {
            unlisted.addObject()
                    .put("sheet", open.sheet())
                    .put("table", open.table().a1())
                    .put("subject", open.subject().name().toLowerCase(Locale.ROOT))
                    .put("why", open.why());
        }
        ArrayNode said = node.putArray("listings");
        for (ListingRow listing : draft.said().listings()) {
            said.addObject()
                    .put("sheet", listing.place().sheet())
                    .put("table", listing.place().range())
                    .put("kind", listing.kind().name().toLowerCase(Locale.ROOT))
                    .put("file", listing.file());
        }
        return node.put("subject", draft.said().subjectId().orElse(null));
    }

    /** Some rows of a sheet, with what was filled there. */
    ObjectNode rows(OpenDraft draft, Grid grid, int from) {
        int to = from + GridJson.PAGE;
        ObjectNode node = GridJson.rows(grid, placed(draft, grid), from, to);
        node.set("filled", cells(draft.rows(grid.name(), from, to)));
        return node;
    }

    private static PlacedRows placed(OpenDraft draft, Grid grid) {
        List<Draft.AddedRows> added = draft.draft().addedRows().stream()
                .filter(a -> a.sheet().equals(grid.name()))
                .toList();
        List<DraftCell> cells = draft.cells().getOrDefault(grid.name(), List.of());
        int last = cells.isEmpty() ? -1 : cells.get(cells.size() - 1).cell().row();
        return new PlacedRows(grid, added, last);
    }

    ArrayNode cells(List<DraftCell> cells) {
        ArrayNode node = JsonNodeFactory.instance.arrayNode();
        cells.forEach(cell -> node.add(cell(cell)));
        return node;
    }

    /** One cell; what is empty is left out. */
    ObjectNode cell(DraftCell cell) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("sheet", cell.sheet())
                .put("r", cell.cell().row())
                .put("c", cell.cell().column())
                .put("ref", cell.cell().a1())
                .put("state", cell.state().name().toLowerCase(Locale.ROOT))
                .put("text", text(cell));
        cell.key()
                .ifPresent(key -> node.put("element", key.toString())
                        .put("role", key.role())
                        .put(
                                "elementName",
                                catalogue
                                        .element(key.element())
                                        .map(Element::name)
                                        .orElse(key.toString()))
                        .put(
                                "type",
                                catalogue
                                        .element(key.element())
                                        .map(e -> e.valueType().name().toLowerCase(Locale.ROOT))
                                        .orElse("string")));
        cell.subjectId().ifPresent(id -> node.put("subject", id));
        cell.subjectName().ifPresent(name -> node.put("subjectName", name));
        cell.provenance().ifPresent(from -> node.set("source", source(from)));
        if (cell.provenance().filter(from -> from.recordedOn().isEmpty()).isPresent()) {
            node.put("typed", true); // into this form only: it is about nobody in the ledger
        }
        node.put("confidence", cell.confidence());
        if (!cell.why().isEmpty()) {
            node.put("why", cell.why());
        }
        return node;
    }

    static ObjectNode source(Provenance from) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("file", from.source());
        from.sheet().ifPresent(sheet -> node.put("sheet", sheet));
        from.row().ifPresent(row -> node.put("row", row));
        return node.put("recordedOn", from.recordedOn());
    }

    /** What will stand in the cell, as a person sees it. */
    private static String text(DraftCell cell) {
        return new Grid.Builder("").cell(0, 0, cell.shown(), null).build().text(0, 0);
    }
}
