package cn.qingzhuang.engine.sheet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the parts of an .xlsx package through the gate: workbook, shared texts, styles, then sheet by sheet. */
final class XlsxReader {
    private static final byte[] SHEET = ascii("sheet");
    private static final byte[] NAME = ascii("name");
    private static final byte[] ID = ascii("id");
    private static final byte[] STATE = ascii("state");
    private static final byte[] WORKBOOK_PR = ascii("workbookPr");
    private static final byte[] DATE_1904 = ascii("date1904");
    private static final byte[] DEFINED_NAME = ascii("definedName");
    private static final byte[] RELATIONSHIP = ascii("Relationship");
    private static final byte[] ID_CAPITAL = ascii("Id");
    private static final byte[] TYPE = ascii("Type");
    private static final byte[] TARGET = ascii("Target");

    private record SheetEntry(String name, String relation, boolean isHidden) {}

    private record Relation(String type, String target) {}

    private final String file;
    private final ZipPackage parts;
    private final PackageGate gate;
    private final TextStore texts = new TextStore();
    private final List<SheetEntry> sheets = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private boolean is1904;

    private XlsxReader(String file, ZipPackage parts, PackageGate gate) {
        this.file = file;
        this.parts = parts;
        this.gate = gate;
    }

    static List<Grid> read(String file, ZipPackage parts) {
        return PackageGate.through(file, parts, gate -> new XlsxReader(file, parts, gate).readAll());
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private List<Grid> readAll() {
        String workbook = workbookPart();
        gate.pass(workbook, this::readWorkbook);
        if (sheets.isEmpty()) {
            throw SheetProblems.noSheets(file);
        }
        Map<String, Relation> relations = relations(workbook);
        part(workbook, relations, "/sharedStrings").ifPresent(p -> gate.pass(p, xml -> SharedTexts.read(xml, texts)));
        StyleTable styles = new StyleTable();
        part(workbook, relations, "/styles").ifPresent(p -> gate.pass(p, styles::read));
        if (styles.size() > SheetLimits.STYLES) {
            throw SheetProblems.hostile(file, "单元格样式超过 " + SheetLimits.STYLES + " 种");
        }
        SheetPart.Workbook common = new SheetPart.Workbook(file, texts, styles, is1904);
        List<SheetPart> read = new ArrayList<>();
        int cells = 0;
        for (SheetEntry entry : sheets) {
            Relation relation = relations.get(entry.relation());
            boolean isWorksheet = relation != null && relation.type().endsWith("/worksheet");
            if (relation == null || !isWorksheet) {
                continue;
            }
            SheetPart sheet = new SheetPart(common, entry.name(), entry.isHidden(), SheetLimits.CELLS - cells);
            gate.pass(resolve(workbook, relation.target()), sheet::read);
            cells += sheet.cellCount();
            read.add(sheet);
        }
        return finish(read);
    }

    /** Drop-down lists may point at other sheets, so they are resolved when all sheets are read. */
    private List<Grid> finish(List<SheetPart> read) {
        ChoiceLists lists = new ChoiceLists(names);
        read.forEach(sheet -> lists.addSheet(sheet.name(), sheet.peek()));
        List<Grid> grids = new ArrayList<>();
        for (SheetPart sheet : read) {
            grids.add(sheet.finish(lists));
        }
        if (grids.isEmpty()) {
            throw SheetProblems.noSheets(file);
        }
        return grids;
    }

    private String workbookPart() {
        Optional<Relation> main = relations("").values().stream()
                .filter(r -> r.type().endsWith("/officeDocument"))
                .findFirst();
        String part =
                resolve("", main.orElse(new Relation("", "xl/workbook.xml")).target());
        if (parts.has(part) && part.startsWith("word/")) {
            throw SheetProblems.otherFormat(file, "Word 文档");
        }
        if (parts.has(part) && part.startsWith("ppt/")) {
            throw SheetProblems.otherFormat(file, "演示文稿");
        }
        if (part.endsWith(".bin")) {
            throw SheetProblems.otherFormat(file, "二进制工作簿（.xlsb）");
        }
        if (!parts.has(part)) {
            throw SheetProblems.unknownFormat(file);
        }
        return part;
    }

    private Map<String, Relation> relations(String part) {
        int slash = part.lastIndexOf('/');
        String name = part.substring(0, slash + 1) + "_rels/" + part.substring(slash + 1) + ".rels";
        Map<String, Relation> out = new HashMap<>();
        if (!parts.has(name)) {
            return out;
        }
        gate.pass(name, xml -> {
            for (int token = xml.next(); token != XmlScanner.EOF; token = xml.next()) {
                if (token == XmlScanner.START && xml.is(RELATIONSHIP)) {
                    String id = xml.attributeOr(ID_CAPITAL, "");
                    out.put(id, new Relation(xml.attributeOr(TYPE, ""), xml.attributeOr(TARGET, "")));
                }
            }
        });
        return out;
    }

    private Optional<String> part(String workbook, Map<String, Relation> relations, String type) {
        return relations.values().stream()
                .filter(r -> r.type().endsWith(type))
                .map(r -> resolve(workbook, r.target()))
                .filter(parts::has)
                .findFirst();
    }

    private static String resolve(String from, String target) {
        if (target.startsWith("/")) {
            return target.substring(1);
        }
        String folder = from.substring(0, from.lastIndexOf('/') + 1);
        String rest = target;
        while (rest.startsWith("../")) {
            rest = rest.substring(3);
            folder = folder.isEmpty() ? "" : folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
        }
        return folder + rest;
    }

    private void readWorkbook(XmlScanner xml) throws IOException {
        int defined = 0;
        for (int token = xml.next(); token != XmlScanner.EOF; token = xml.next()) {
            if (token != XmlScanner.START) {
                continue;
            }
            if (xml.is(SHEET)) {
                boolean isHidden = !xml.attributeOr(STATE, "visible").equals("visible");
                sheets.add(new SheetEntry(xml.attributeOr(NAME, ""), xml.attributeOr(ID, ""), isHidden));
            } else if (xml.is(WORKBOOK_PR)) {
                is1904 = List.of("1", "true").contains(xml.attributeOr(DATE_1904, "0"));
            } else if (xml.is(DEFINED_NAME)) {
                String name = xml.attributeOr(NAME, "");
                if (xml.next() == XmlScanner.TEXT) {
                    names.put(name, xml.value());
                }
                defined++;
            }
        }
        if (sheets.size() > SheetLimits.SHEETS) {
            throw SheetProblems.tooLarge(file, "工作表超过 " + SheetLimits.SHEETS + " 张");
        }
        if (defined > SheetLimits.DEFINED_NAMES) {
            throw SheetProblems.hostile(file, "定义的名称超过 " + SheetLimits.DEFINED_NAMES + " 个");
        }
    }
}
