package cn.qingzhuang.app.server;

import cn.qingzhuang.app.drafts.OpenDraft;
import cn.qingzhuang.app.forms.Reading;
import cn.qingzhuang.app.forms.ReadingJson;
import cn.qingzhuang.app.wiring.ReportJson;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.fill.CellState;
import cn.qingzhuang.engine.fill.DraftCell;
import cn.qingzhuang.engine.fill.Provenance;
import cn.qingzhuang.engine.sheet.Grid;
import cn.qingzhuang.engine.sheet.WorkbookReader;
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

    ObjectNode of(OpenDraft draft) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", draft.id().toString());
        node.put("file", draft.fileName());
        node.putObject("unit").put("code", draft.unitCode()).put("name", draft.unitName());
        ArrayNode sheets = node.putArray("sheets");
        List<Grid> grids = grids(draft);
        for (int i = 0; i < draft.reading().sheets().size(); i++) {
            Reading.SheetReading sheet = draft.reading().sheets().get(i);
            ObjectNode one = sheets.addObject();
            one.put("name", sheet.grid().name());
            one.put("hidden", sheet.grid().isHidden());
            one.set("grid", GridJson.of(grids.get(i)));
            ArrayNode tables = one.putArray("tables");
            sheet.tables().forEach(t -> tables.add(ReadingJson.tableForPages(t, catalogue)));
        }
        node.set(
                "cells",
                cells(draft.result().draft().cells().stream()
                        .filter(DraftJson::isSent)
                        .toList()));
        node.set("counts", ReportJson.counts(draft.result().counts()));
        return node;
    }

    /** The sheets as they will look: rows that were inserted move what stands below them. */
    private static List<Grid> grids(OpenDraft draft) {
        if (draft.result().draft().addedRows().isEmpty()) {
            return draft.reading().sheets().stream()
                    .map(Reading.SheetReading::grid)
                    .toList();
        }
        return WorkbookReader.read(draft.fileName(), draft.result().workbook()).sheets();
    }

    /** Below the rows on the screen only what is asked is sent. */
    private static boolean isSent(DraftCell cell) {
        return cell.cell().row() < GridJson.ROWS_MAX
                || cell.state() == CellState.UNKNOWN
                || cell.state() == CellState.STALE;
    }

    ArrayNode cells(List<DraftCell> cells) {
        ArrayNode node = JsonNodeFactory.instance.arrayNode();
        cells.forEach(cell -> node.add(cell(cell)));
        return node;
    }

    private ObjectNode cell(DraftCell cell) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("sheet", cell.sheet())
                .put("r", cell.cell().row())
                .put("c", cell.cell().column())
                .put("ref", cell.cell().a1())
                .put("state", cell.state().name().toLowerCase(Locale.ROOT))
                .put("text", text(cell))
                .put("element", cell.key().map(Object::toString).orElse(null))
                .put(
                        "elementName",
                        cell.key()
                                .flatMap(key -> catalogue.element(key.element()))
                                .map(Element::name)
                                .orElse(null))
                .put("subject", cell.subjectId().orElse(null))
                .put("subjectName", cell.subjectName().orElse(null));
        if (cell.provenance().isPresent()) {
            node.set("source", source(cell.provenance().get()));
        } else {
            node.putNull("source");
        }
        return node.put("confidence", cell.confidence()).put("why", cell.why());
    }

    private static ObjectNode source(Provenance from) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("file", from.source()).put("sheet", from.sheet().orElse(null));
        if (from.row().isPresent()) {
            node.put("row", from.row().get());
        }
        return node.put("recordedOn", from.recordedOn());
    }

    /** What will stand in the cell, as a person sees it. */
    private static String text(DraftCell cell) {
        return new Grid.Builder("").cell(0, 0, cell.shown(), null).build().text(0, 0);
    }
}
