package cn.qingzhuang.app.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a department, as posts name it (县民政局), is the owner that the catalogue names (民政): the names are equal once the
 * level before and the kind of office behind are left out. A part of a name is never enough.
 */
final class DepartmentNames {
    private static final String LEVEL = "^(省|市|县|区|旗|州|镇|乡|街道)(委)?";
    private static final String KIND = "(部门|委员会|办公室|服务中心|中心|[局厅委办科站所部会])$";
    private static final Map<String, String> USUAL = usual();

    private DepartmentNames() {}

    static boolean isOwner(String department, String owner) {
        if (department.isBlank() || owner.isBlank()) {
            return false;
        }
        String plain = department.replaceAll("\\s", "");
        Set<String> own = Stream.of(plain, plain.replaceFirst(LEVEL, ""))
                .map(DepartmentNames::core)
                .collect(Collectors.toSet());
        return Arrays.stream(owner.split("[（）]")).map(DepartmentNames::core).anyMatch(own::contains)
                || own.contains(core(owner));
    }

    private static String core(String name) {
        String cut = name.replaceFirst(KIND, "");
        return USUAL.getOrDefault(name, USUAL.getOrDefault(cut, cut.isEmpty() ? name : cut));
    }

    private static Map<String, String> usual() {
        try (InputStream in =
                        Objects.requireNonNull(DepartmentNames.class.getResourceAsStream("/access/departments.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            Map<String, String> out = new HashMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int at = line.indexOf('=');
                if (at > 0 && !line.startsWith("#")) {
                    out.put(line.substring(0, at), line.substring(at + 1));
                }
            }
            return Map.copyOf(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
