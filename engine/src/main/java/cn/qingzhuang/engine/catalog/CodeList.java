package cn.qingzhuang.engine.catalog;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A closed list of values (代码集): a national list, or the short list of an element. The label is what offices write
 * (汉族, 本科), the wording of the standard and of older systems stand beside it and are read as well.
 */
public final class CodeList {
    /** {@code 2.初中}, {@code 2、初中}, {@code (2)初中}, {@code 20已婚}. */
    private static final Pattern NUMBERED = Pattern.compile("^[(]?[0-9]{1,3}[).、:：．,\\-]?\\s*([^0-9].*)$");

    private static final Pattern BRACKET = Pattern.compile("^(.+?)[(（].*[)）]$");

    private final String id;
    private final String standard;
    private final List<Code> codes;
    private final Map<String, Code> byText = new HashMap<>();

    /**
     * One value.
     *
     * @param code the standard's number, or empty where there is none
     * @param label the canonical label
     * @param also further wordings
     * @param rank place in an order (education, levels), for 及以上 and 及以下; larger is higher education or a weaker level
     */
    public record Code(String code, String label, List<String> also, Optional<Integer> rank) {
        public Code {
            also = List.copyOf(also);
        }
    }

    public CodeList(String id, String standard, Collection<Code> codes) {
        this.id = id;
        this.standard = standard;
        this.codes = List.copyOf(codes);
        this.codes.forEach(code -> byText.putIfAbsent(Cleaning.key(code.label()), code));
        this.codes.forEach(code -> code.also().forEach(text -> byText.putIfAbsent(Cleaning.key(text), code)));
        for (Code code : this.codes) {
            if (!code.code().isEmpty()) {
                byText.putIfAbsent(Cleaning.key(code.code()), code);
                byText.putIfAbsent(withoutLeadingZero(code.code()), code);
            }
        }
    }

    public String id() {
        return id;
    }

    public String standard() {
        return standard;
    }

    public List<Code> codes() {
        return codes;
    }

    public List<String> labels() {
        return codes.stream().map(Code::label).toList();
    }

    /** The value that a text names: its code, a label, an older label, or any of them with a number before it. */
    public Optional<Code> find(String text) {
        String key = Cleaning.key(text);
        Code exact = byText.get(key);
        if (exact != null) {
            return Optional.of(exact);
        }
        Matcher numbered = NUMBERED.matcher(key);
        if (numbered.matches()) {
            Code code = byText.get(Cleaning.key(numbered.group(1)));
            if (code != null) {
                return Optional.of(code);
            }
        }
        Matcher bracket = BRACKET.matcher(key);
        return bracket.matches() ? Optional.ofNullable(byText.get(bracket.group(1))) : Optional.empty();
    }

    /**
     * All canonical labels that fall under a label: 本科 covers 大学本科毕业, 中共党员 only itself. Two-digit national
     * lists put the group's name at a round number.
     */
    public List<String> family(String label) {
        Optional<Code> head = find(label);
        if (head.isEmpty()) {
            return List.of(label);
        }
        String number = head.get().code();
        if (number.length() != 2 || !number.endsWith("0")) {
            return List.of(head.get().label());
        }
        return codes.stream()
                .filter(code -> code.code().length() == 2 && code.code().charAt(0) == number.charAt(0))
                .map(Code::label)
                .toList();
    }

    /** Every wording that is read, labels first. */
    public Set<String> wordings() {
        Set<String> out = new LinkedHashSet<>(labels());
        codes.forEach(code -> out.addAll(code.also()));
        return out;
    }

    private static String withoutLeadingZero(String code) {
        return code.length() > 1 && code.charAt(0) == '0' ? code.substring(1) : code;
    }
}
