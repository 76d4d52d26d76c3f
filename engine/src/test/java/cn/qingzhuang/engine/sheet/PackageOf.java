package cn.qingzhuang.engine.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Builds small .xlsx packages part by part, sound ones and broken ones. */
final class PackageOf {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    /** A workbook of one sheet with this sheetData content. */
    static PackageOf sheet(String rows) {
        return new PackageOf()
                .part("[Content_Types].xml", HEAD + "<Types/>")
                .part("_rels/.rels", relations("officeDocument", "xl/workbook.xml"))
                .part(
                        "xl/workbook.xml",
                        HEAD + "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + RELATIONS
                                + "\"><sheets><sheet name=\"花名册\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>")
                .part("xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml"))
                .worksheet("<sheetData>" + rows + "</sheetData>");
    }

    private static String relations(String type, String target) {
        return HEAD + "<Relationships><Relationship Id=\"rId1\" Type=\"" + RELATIONS + "/" + type + "\" Target=\""
                + target + "\"/></Relationships>";
    }

    PackageOf worksheet(String content) {
        return part("xl/worksheets/sheet1.xml", HEAD + "<worksheet xmlns=\"" + MAIN + "\">" + content + "</worksheet>");
    }

    PackageOf part(String name, String content) {
        parts.put(name, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    PackageOf without(String name) {
        parts.remove(name);
        return this;
    }

    /** The parts as texts, in order. */
    Map<String, String> texts() {
        Map<String, String> out = new LinkedHashMap<>();
        parts.forEach((name, bytes) -> out.put(name, new String(bytes, StandardCharsets.UTF_8)));
        return out;
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
