package cn.qingzhuang.app.server;

import cn.qingzhuang.app.people.PeopleSearch;
import cn.qingzhuang.app.people.PeopleSearch.Found;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.fill.KnownValue;
import cn.qingzhuang.engine.fill.SubjectFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/** A list of people as a workbook; ID numbers and phones are text, so that no sheet rounds them. */
final class PeopleWorkbook {
    static final String NAME = "人员名单.xlsx";
    private static final List<String> FIRST = List.of("序号", "姓名", "性别", "年龄", "所属单位");
    private static final int[] WIDTHS = {7, 12, 7, 7, 18};
    private static final int WIDTH = 22;
    private static final List<String> ALWAYS =
            List.of("person_id_no", "person_birth_date", "person_sex", "person_phone", "person_residence_address");

    private final List<ElementKey> elements;
    private final Catalogue catalogue;

    /** @param asked elements of the filters: whoever filters by something wants to see it */
    PeopleWorkbook(List<String> asked, Catalogue catalogue) {
        Set<String> ids = new LinkedHashSet<>(ALWAYS);
        ids.addAll(asked);
        this.elements = ids.stream()
                .filter(id -> catalogue.element(id).isPresent())
                .map(ElementKey::of)
                .toList();
        this.catalogue = catalogue;
    }

    /** What a workbook shows of everybody. */
    Set<ElementKey> elements() {
        return Set.copyOf(elements);
    }

    byte[] of(List<SubjectFacts> people, PeopleJson json) {
        try (SXSSFWorkbook book = new SXSSFWorkbook(200);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            SXSSFSheet sheet = book.createSheet("人员名单");
            sheet.createFreezePane(0, 1);
            Row head = sheet.createRow(0);
            List<String> headers = headers();
            for (int i = 0; i < headers.size(); i++) {
                sheet.setColumnWidth(i, (i < WIDTHS.length ? WIDTHS[i] : WIDTH) * 256);
                head.createCell(i).setCellValue(headers.get(i));
            }
            for (int i = 0; i < people.size(); i++) {
                write(sheet.createRow(i + 1), people.get(i), json);
            }
            book.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw AppProblems.unwritable(NAME);
        }
    }

    private List<String> headers() {
        List<String> out = new ArrayList<>(FIRST);
        shown().forEach(key ->
                out.add(catalogue.element(key.element()).map(Element::name).orElse(key.element())));
        return out;
    }

    private List<ElementKey> shown() {
        return elements.stream().filter(k -> !k.element().equals("person_sex")).toList();
    }

    private void write(Row row, SubjectFacts subject, PeopleJson json) {
        Found person = PeopleSearch.line(subject);
        row.createCell(0).setCellValue(row.getRowNum());
        row.createCell(1).setCellValue(person.name());
        row.createCell(2).setCellValue(person.sex());
        json.age(person).ifPresent(age -> row.createCell(3).setCellValue(age));
        row.createCell(4).setCellValue(json.unit(person.unitCode()));
        int at = FIRST.size();
        for (ElementKey key : shown()) {
            row.createCell(at++)
                    .setCellValue(Optional.ofNullable(subject.values().get(key))
                            .map(KnownValue::value)
                            .orElse(""));
        }
    }
}
