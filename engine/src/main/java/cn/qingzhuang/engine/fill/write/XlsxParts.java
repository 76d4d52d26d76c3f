package cn.qingzhuang.engine.fill.write;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which part of an .xlsx holds which sheet, and what belongs to a sheet besides its cells. */
final class XlsxParts {
    private final ZipPatch zip;
    private final String workbook;
    private final Map<String, String> sheets = new LinkedHashMap<>();
    private final boolean is1904;

    /** A part that another part points to. */
    record Related(String type, String part) {}

    XlsxParts(ZipPatch zip) {
        this.zip = zip;
        this.workbook = related("").stream()
                .filter(r -> r.type.endsWith("/officeDocument"))
                .map(Related::part)
                .findFirst()
                .orElse("xl/workbook.xml");
        Map<String, String> targets = new LinkedHashMap<>();
        byte[] rels = zip.find(relationsOf(workbook)).orElse(new byte[0]);
        Tags tags = new Tags(rels);
        while (tags.next()) {
            if (tags.opens("Relationship")) {
                targets.put(tags.attribute("Id"), resolve(workbook, tags.attribute("Target")));
            }
        }
        boolean has1904 = false;
        Tags book = new Tags(zip.get(workbook));
        while (book.next()) {
            if (book.opens("workbookPr")) {
                String flag = book.attribute("date1904");
                has1904 = flag.equals("1") || flag.equals("true");
            } else if (book.opens("sheet")) {
                String id = relationId(book);
                sheets.put(Xml.unescape(book.attribute("name")), targets.getOrDefault(id, ""));
            }
        }
        is1904 = has1904;
    }

    private static String relationId(Tags tag) {
        String usual = tag.attribute("r:id");
        if (!usual.isEmpty()) {
            return usual;
        }
        String text = tag.text();
        int at = text.indexOf(":id=\"");
        return at < 0 ? "" : text.substring(at + 5, text.indexOf('"', at + 5));
    }

    boolean is1904() {
        return is1904;
    }

    String workbook() {
        return workbook;
    }

    /** Sheet name to part name, in tab order. */
    Map<String, String> sheets() {
        return sheets;
    }

    List<Related> related(String part) {
        List<Related> found = new ArrayList<>();
        String rels = part.isEmpty() ? "_rels/.rels" : relationsOf(part);
        Tags tags = new Tags(zip.find(rels).orElse(new byte[0]));
        while (tags.next()) {
            if (tags.opens("Relationship") && !tags.attribute("TargetMode").equals("External")) {
                found.add(new Related(tags.attribute("Type"), resolve(part, tags.attribute("Target"))));
            }
        }
        return found;
    }

    String text(String part) {
        return new String(zip.get(part), StandardCharsets.UTF_8);
    }

    private static String relationsOf(String part) {
        int slash = part.lastIndexOf('/') + 1;
        return part.substring(0, slash) + "_rels/" + part.substring(slash) + ".rels";
    }

    private static String resolve(String from, String target) {
        if (target.startsWith("/")) {
            return target.substring(1);
        }
        List<String> path = new ArrayList<>();
        int slash = from.lastIndexOf('/');
        for (String step : (slash < 0 ? target : from.substring(0, slash) + "/" + target).split("/", -1)) {
            if (step.equals("..") && !path.isEmpty()) {
                path.remove(path.size() - 1);
            } else if (!step.equals(".")) {
                path.add(step);
            }
        }
        return String.join("/", path);
    }
}
