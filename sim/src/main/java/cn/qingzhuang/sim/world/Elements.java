package cn.qingzhuang.sim.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The elements that values can be invented for, read from an elements.csv. Independent of the engine's catalogue. */
public final class Elements {
    private static final Set<String> PERSONAL = Set.of(
            "relief_object_type",
            "relation_to_head",
            "dibao_flag",
            "tekun_flag",
            "living_alone",
            "in_school_flag",
            "party_member_flag",
            "land_contract_area",
            "land_transfer_out",
            "land_farm_for_in",
            "land_no_subsidy",
            "land_subsidy_area");
    private final Map<String, ElementInfo> byId;
    private final Set<String> personal = new HashSet<>(PERSONAL);
    private final Codes codes = new Codes();

    private Elements(Map<String, ElementInfo> byId) {
        this.byId = byId;
        for (ElementInfo e : byId.values()) {
            boolean isOther =
                    e.id().startsWith("head_") || e.id().startsWith("dibao_") || e.id().startsWith("poverty_");
            if (e.subject().equals("person") && !isOther) {
                personal.add(e.id());
            }
        }
    }

    /** The catalogue shipped with the engine. */
    public static Elements standard() {
        InputStream in = Objects.requireNonNull(
                Elements.class.getResourceAsStream("/catalog/elements.csv"), "catalog/elements.csv");
        try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return read(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Elements read(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            return read(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Elements read(Reader reader) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        Map<String, ElementInfo> out = new TreeMap<>();
        for (CSVRecord r : format.parse(reader)) {
            String id = r.get(0);
            out.put(id, new ElementInfo(id, r.get("name_zh"), r.get("subject"), r.get("data_type"), r.get("codes")));
        }
        return new Elements(out);
    }

    public boolean has(String id) {
        return byId.containsKey(id);
    }

    boolean isPersonal(String id) {
        return id.startsWith("person_") || personal.contains(id);
    }

    /** The element, or one guessed from the header text for what the catalogue lacks. */
    public ElementInfo get(String id, String header) {
        ElementInfo found = byId.get(id);
        return found != null ? found : new ElementInfo(id, header, "", guessType(header), "");
    }

    /** The labels a coded element may have. */
    public Optional<List<String>> options(String id, String header) {
        return codes.options(get(id, header));
    }

    /** Whether the labels stand in for a list nobody published. */
    public boolean hasOwnOptions(String id, String header) {
        return options(id, header).filter(o -> !o.equals(Codes.GENERIC)).isPresent();
    }

    private static final List<Map.Entry<String, Pattern>> TYPES = List.of(
            guess("boolean", "^[*]?是否|有无|^是不是"),
            guess("phone", "电话|手机|联系方式"),
            guess("id18", "身份证"),
            guess("date", "年月$|日期|时间|年月日"),
            guess("money", "金额|收入|费用|元|费$|工资|资金"),
            guess("percent", "率|比例|%|％"),
            guess("integer", "数$|次数|人数|户数|年龄|（人）|（户）|（个）|数（|数\\("),
            guess("decimal", "面积|长度|里程|亩|体重|高度|公里|米"),
            guess("address", "地址|住址|地点|住所"),
            guess("name", "姓名|负责人$|人$|人员$"),
            guess("code", "类别|类型|状态|等级|方式|性质|级别"));

    private static Map.Entry<String, Pattern> guess(String type, String regex) {
        return Map.entry(type, Pattern.compile(regex));
    }

    static String guessType(String header) {
        String h = header.replace("\n", "");
        return TYPES.stream()
                .filter(e -> e.getValue().matcher(h).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("string");
    }
}
