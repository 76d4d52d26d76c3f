package cn.qingzhuang.engine.meaning.headers;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One header text, normalised: wide forms, blanks, numbering and required marks out, brackets split off.
 *
 * @param raw as written
 * @param core the text without its brackets
 * @param key letters, digits and characters of the text with the words of its brackets
 * @param glosses words in brackets that are neither a unit nor a list
 * @param unit 元, 亩, 人 ... or empty
 * @param options an announced code list: 1男2女, 是/否
 * @param ordinal the number of a repeated attribute (监护人2), else 0
 * @param isOfWhich whether the text began with 其中
 * @param isNumbered whether the text began with a number
 */
public record Header(
        String raw,
        String core,
        String key,
        List<String> glosses,
        String unit,
        List<String> options,
        int ordinal,
        boolean isOfWhich,
        boolean isNumbered) {
    private static final Pattern BLANK = Pattern.compile("[\\s\\u00a0\\u3000\\u200b\\ufeff_]+");
    private static final Pattern NUMBERING = Pattern.compile(
            "^(?:[一二三四五六七八九十]{1,3}[、.．]|\\(?[0-9]{1,2}\\)|\\([一二三四五六七八九十]{1,3}\\)|[0-9]{1,2}[、.．](?![0-9])|[①-⑳])");
    private static final Pattern OF_WHICH = Pattern.compile("^其中[::、,，]?");
    private static final Pattern BRACKET = Pattern.compile("[(\\[【〔<《]([^()\\[\\]【】〔〕<>《》]*)[)\\]】〕>》]");
    private static final Pattern CODES = Pattern.compile("(?:[0-9]{1,2}[.、.:]?[^0-9、,;/ ]{1,8}[、,;/]?){2,}$");
    private static final Pattern ORDINAL = Pattern.compile("^(.*[\\u4e00-\\u9fff])([1-9]|[一二三四五])$");
    private static final Pattern INNER_ORDINAL = Pattern.compile("(人|员|者|属|长|方|女)([1-9一二三])(?=[\\u4e00-\\u9fff])");
    private static final Set<String> UNITS = Set.of(
            "元", "万元", "亿元", "千元", "元/月", "元/年", "元/人", "元/亩", "亩", "公顷", "平方米", "平米", "m2", "㎡", "平方公里", "人", "户", "个",
            "头", "只", "羽", "岁", "周岁", "月", "年", "天", "日", "小时", "米", "m", "公里", "km", "千米", "次", "人次", "份", "%", "‰",
            "公斤", "kg", "斤", "吨", "件", "套", "条", "处", "台", "辆", "间", "块", "场", "期", "家", "名", "所", "座", "页", "分", "级",
            "栋", "层", "厘米", "cm", "个月", "株", "棵", "mmhg", "支/天", "两/天", "立方米", "人天", "平方", "元/平方米", "公斤/亩", "平方米/人");

    public Header {
        glosses = List.copyOf(glosses);
        options = List.copyOf(options);
    }

    /** Reads a header text as it stands in a cell. */
    public static Header of(String raw) {
        String text = clean(raw);
        boolean isOfWhich = false;
        boolean isNumbered = false;
        for (int i = 0; i < 3; i++) {
            Matcher which = OF_WHICH.matcher(text);
            if (which.find() && which.end() < text.length()) {
                isOfWhich = true;
                text = text.substring(which.end());
            }
            Matcher number = NUMBERING.matcher(text);
            if (number.find() && number.end() < text.length()) {
                isNumbered = true;
                text = text.substring(number.end());
            }
        }
        return split(raw, text, isOfWhich, isNumbered);
    }

    private static Header split(String raw, String text, boolean isOfWhich, boolean isNumbered) {
        List<String> glosses = new ArrayList<>();
        List<String> options = new ArrayList<>();
        String unit = "";
        StringBuilder core = new StringBuilder();
        StringBuilder whole = new StringBuilder();
        Matcher m = BRACKET.matcher(text);
        int from = 0;
        while (m.find()) {
            core.append(text, from, m.start());
            whole.append(text, from, m.start());
            from = m.end();
            String note = m.group(1);
            String bare = note.startsWith("单位:") ? note.substring(3) : note;
            if (UNITS.contains(bare)) {
                unit = bare;
            } else if (isList(bare)) {
                options.addAll(parts(bare));
                whole.append(bare);
            } else if (!bare.isEmpty()) {
                glosses.add(key(bare));
                whole.append(bare);
            }
        }
        core.append(text, from, text.length());
        whole.append(text, from, text.length());
        String rest = core.toString();
        Matcher codes = CODES.matcher(rest);
        if (codes.find() && codes.start() > 1) {
            options.addAll(parts(rest.substring(codes.start())));
            rest = rest.substring(0, codes.start());
        }
        int slash = rest.lastIndexOf('/');
        if (slash > 0 && UNITS.contains(rest.substring(slash + 1)) && unit.isEmpty()) {
            unit = rest.substring(slash + 1);
            rest = rest.substring(0, slash);
        }
        return withOrdinal(raw, key(rest), key(whole.toString()), glosses, unit, options, isOfWhich, isNumbered);
    }

    private static Header withOrdinal(
            String raw,
            String rest,
            String key,
            List<String> glosses,
            String unit,
            List<String> options,
            boolean isOfWhich,
            boolean isNumbered) {
        String core = rest.isEmpty() && !glosses.isEmpty() ? glosses.get(0) : rest;
        int ordinal = 0;
        Matcher inner = INNER_ORDINAL.matcher(core);
        Matcher last = ORDINAL.matcher(core);
        if (inner.find()) {
            ordinal = number(inner.group(2));
            core = core.substring(0, inner.end(1)) + core.substring(inner.end(2));
        } else if (core.length() > 2 && last.matches()) {
            ordinal = number(last.group(2));
            core = last.group(1);
        }
        return new Header(raw, core, key, glosses, unit, options, ordinal, isOfWhich, isNumbered);
    }

    private static int number(String digit) {
        int i = "一二三四五".indexOf(digit);
        return i >= 0 ? i + 1 : digit.charAt(0) - '0';
    }

    private static String clean(String raw) {
        String text = Normalizer.normalize(raw, Normalizer.Form.NFKC).toLowerCase(java.util.Locale.ROOT);
        text = BLANK.matcher(text).replaceAll("");
        text = text.replace("\\n", "");
        while (!text.isEmpty() && "*★☆●▲:：?;,，。".indexOf(text.charAt(0)) >= 0) {
            text = text.substring(1);
        }
        while (!text.isEmpty() && "*★☆:：;,，。、".indexOf(text.charAt(text.length() - 1)) >= 0) {
            text = text.substring(0, text.length() - 1);
        }
        return text;
    }

    private static boolean isList(String note) {
        return CODES.matcher(note).find() || note.matches(".{1,8}(/.{1,8}){1,}") && !note.contains("(");
    }

    private static List<String> parts(String list) {
        List<String> out = new ArrayList<>();
        for (String part : list.split("[/、,;，；]|(?<=[^0-9])(?=[0-9])")) {
            String label = part.replaceAll("^[0-9]+[.、.:]?", "");
            if (!label.isEmpty()) {
                out.add(label);
            }
        }
        return out;
    }

    /** The letters, digits and characters of a text, lower case and narrow. */
    public static String key(String text) {
        String narrow = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(java.util.Locale.ROOT);
        StringBuilder out = new StringBuilder(narrow.length());
        for (int i = 0; i < narrow.length(); i++) {
            char c = narrow.charAt(i);
            if (Character.isLetterOrDigit(c) || c == '%') {
                out.append(c);
            }
        }
        return out.toString();
    }
}
