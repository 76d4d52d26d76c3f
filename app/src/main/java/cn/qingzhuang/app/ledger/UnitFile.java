package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.catalog.CanonicalValues;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import cn.qingzhuang.engine.identity.Identity;
import cn.qingzhuang.engine.sheet.CellRef;
import cn.qingzhuang.engine.sheet.Grid;
import cn.qingzhuang.engine.sheet.SheetFile;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A list of administrative units on the first sheet: columns code, name, parent, and where they are kept valid_from,
 * valid_to, successor; or their Chinese names.
 */
final class UnitFile {
    private static final String CODE = "code";
    private static final String NAME = "name";
    private static final String PARENT = "parent";
    private static final String FROM = "valid_from";
    private static final String TO = "valid_to";
    private static final String SUCCESSOR = "successor";
    private static final Map<String, List<String>> COLUMNS = Map.of(
            CODE, List.of("code", "代码", "区划代码", "原代码"),
            NAME, List.of("name", "名称", "单位名称"),
            PARENT, List.of("parent", "上级", "上级代码"),
            FROM, List.of("valid_from", "validfrom", "生效日期", "启用日期", "设立日期", "有效期起"),
            TO, List.of("valid_to", "validto", "失效日期", "停用日期", "撤销日期", "撤并日期", "有效期止"),
            SUCCESSOR, List.of("successor", "接续单位", "接续代码", "并入", "并入单位", "并入代码", "变更后代码", "现代码"));

    private final SheetFile file;
    private final Grid grid;
    private final CanonicalValues values;
    private final Optional<Element> aDate;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<UnitsReport.Refused> refused = new ArrayList<>();

    private UnitFile(SheetFile file, Catalogue catalogue) {
        this.file = file;
        this.grid = file.sheets().get(0);
        this.values = new CanonicalValues(catalogue);
        this.aDate = catalogue.element("fill_date");
    }

    /**
     * One unit as the file says it.
     *
     * @param row one-based
     * @param validity empty where the file has no columns about it: what is known stays
     */
    record Said(int row, String code, String name, String parent, Optional<Validity> validity) {}

    /** @param from null where the file says none */
    record Validity(@Nullable LocalDate from, @Nullable LocalDate to, String successor) {}

    /** The rows, and those of which a date or a successor cannot be read. */
    record Content(List<Said> units, List<UnitsReport.Refused> refused) {}

    static Content read(SheetFile file, Catalogue catalogue) {
        if (file.sheets().isEmpty()) {
            throw LedgerProblems.badUnits(file.fileName(), "A1", "文件是空的");
        }
        UnitFile reader = new UnitFile(file, catalogue);
        return new Content(reader.rows(), reader.refused);
    }

    private List<Said> rows() {
        for (int c = 0; c < grid.columns(); c++) {
            String head =
                    Identity.plainName(grid.text(0, c)).toLowerCase(Locale.ROOT).replace("\ufeff", "");
            for (Map.Entry<String, List<String>> column : COLUMNS.entrySet()) {
                if (column.getValue().contains(head)) {
                    columns.putIfAbsent(column.getKey(), c);
                }
            }
        }
        if (!columns.containsKey(CODE) || !columns.containsKey(NAME)) {
            throw LedgerProblems.badUnits(file.fileName(), "A1", "第一行没有 code 和 name 两列");
        }
        List<Said> out = new ArrayList<>();
        for (int row = 1; row < grid.rows(); row++) {
            if (!text(row, CODE).isEmpty() || !text(row, NAME).isEmpty()) {
                said(row).ifPresent(out::add);
            }
        }
        return out;
    }

    private Optional<Said> said(int row) {
        String code = text(row, CODE);
        String name = text(row, NAME);
        String parent = text(row, PARENT);
        require(row, CODE, code.matches("[0-9]{12}"), "“" + code + "”不是 12 位代码");
        require(row, NAME, !name.isEmpty(), "没有名称");
        require(row, PARENT, parent.isEmpty() || parent.matches("[0-9]{12}"), "“" + parent + "”不是 12 位代码");
        if (!columns.containsKey(FROM) && !columns.containsKey(TO) && !columns.containsKey(SUCCESSOR)) {
            return Optional.of(new Said(row + 1, code, name, parent, Optional.empty()));
        }
        String successor = text(row, SUCCESSOR);
        Optional<LocalDate> from = date(row, FROM);
        Optional<LocalDate> to = date(row, TO);
        if (from.isEmpty() && !text(row, FROM).isEmpty()) {
            return refuse(row, "生效日期“" + text(row, FROM) + "”不是日期：请写成 2026-01-01");
        }
        if (to.isEmpty() && !text(row, TO).isEmpty()) {
            return refuse(row, "失效日期“" + text(row, TO) + "”不是日期：请写成 2026-01-01");
        }
        if (!successor.isEmpty() && !successor.matches("[0-9]{12}")) {
            return refuse(row, "接续单位“" + successor + "”不是 12 位代码：请改正");
        }
        return Optional.of(new Said(
                row + 1, code, name, parent, Optional.of(new Validity(from.orElse(null), to.orElse(null), successor))));
    }

    private Optional<Said> refuse(int row, String reason) {
        refused.add(new UnitsReport.Refused(row + 1, reason));
        return Optional.empty();
    }

    private Optional<LocalDate> date(int row, String column) {
        Integer at = columns.get(column);
        if (at == null || grid.isBlank(row, at)) {
            return Optional.empty();
        }
        return aDate.flatMap(element ->
                        values.read(element, grid.value(row, at), column).known())
                .flatMap(UnitFile::day);
    }

    private static Optional<LocalDate> day(String canonical) {
        try {
            return Optional.of(LocalDate.parse(canonical));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // a month or a year
        }
    }

    private void require(int row, String column, boolean isRight, String message) {
        if (!isRight) {
            String cell = new CellRef(row, columns.getOrDefault(column, 0)).a1();
            throw LedgerProblems.badUnits(file.fileName(), cell, "单元格 " + cell + " " + message);
        }
    }

    private String text(int row, String column) {
        Integer at = columns.get(column);
        return at == null ? "" : grid.text(row, at).strip();
    }
}
