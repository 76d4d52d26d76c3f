package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.meaning.TableMapping;
import cn.qingzhuang.engine.sheet.Particular;
import cn.qingzhuang.engine.sheet.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whence a file's values come, as far as the file says: the department of its line of particulars (填报单位：县民政局), and how
 * they were got, by the words of a title. A department in a title asks for the table and is not its source.
 *
 * @param issuer the department, or empty
 * @param way of all elements that the department neither owns nor leads: the least of what its titles say
 */
record FileOrigin(String issuer, Authority way) {
    static final FileOrigin UNKNOWN = new FileOrigin("", Authority.IMPORT);

    private static final Pattern SOURCE =
            Pattern.compile("填报(单位|部门)|填表(单位|部门)|报送(单位|部门)|制表(单位|部门)|提供(单位|部门)|数据来源|来源(单位|部门)");
    private static final Pattern DEPARTMENT = Pattern.compile(".*(局|厅|委|委员会|部|联|办|办公室|所|站|中心|大队|团委|部门)");
    private static final Pattern VILLAGE = Pattern.compile("[村居]民?委|[村居]民小组");
    private static final Pattern VISITED = Pattern.compile("入户|走访|上门");
    private static final Pattern REPORTED = Pattern.compile("自报|申报|申请");
    /** Short forms of the catalogue's departments. */
    private static final Map<String, String> SHORT = Map.of(
            "人力资源社会保障", "人社",
            "卫生健康", "卫健",
            "医疗保障", "医保",
            "住房城乡建设", "住建",
            "退役军人事务", "退役军人",
            "公安", "派出所",
            "组织部门", "组织部",
            "司法行政", "司法",
            "应急管理", "应急",
            "政法", "综治");

    static FileOrigin of(List<List<TableMapping>> mappings) {
        String issuer = "";
        Authority way = mappings.stream().allMatch(List::isEmpty) ? Authority.IMPORT : Authority.VISIT;
        for (List<TableMapping> sheet : mappings) {
            for (TableMapping mapping : sheet) {
                issuer = issuer.isEmpty() ? issuer(mapping.table()) : issuer;
                Authority told = mapping.table().title().map(FileOrigin::way).orElse(Authority.IMPORT);
                way = told.compareTo(way) < 0 ? told : way;
            }
        }
        return issuer.isEmpty() && way == Authority.IMPORT ? UNKNOWN : new FileOrigin(issuer, way);
    }

    private static String issuer(Table table) {
        for (Particular p : table.particulars()) {
            String text = p.text().strip();
            if (SOURCE.matcher(p.label().strip()).matches()
                    && DEPARTMENT.matcher(text).matches()
                    && !VILLAGE.matcher(text).find()) {
                return text;
            }
        }
        return "";
    }

    private static Authority way(String title) {
        if (VISITED.matcher(title).find()) {
            return Authority.VISIT;
        }
        return REPORTED.matcher(title).find() ? Authority.REPORTED : Authority.IMPORT;
    }

    /** Whether the issuer is a department as the catalogue names it: 农业农村（乡村振兴）, 公安. */
    boolean isFrom(String department) {
        if (issuer.isEmpty() || department.isEmpty()) {
            return false;
        }
        List<String> names = new ArrayList<>(List.of(department.split("[（）]")));
        names.add(SHORT.getOrDefault(names.get(0), names.get(0)));
        return names.stream().anyMatch(name -> !name.isEmpty() && issuer.contains(name));
    }
}
