package cn.qingzhuang.sim.workbook;

import cn.qingzhuang.sim.form.Form;
import cn.qingzhuang.sim.world.ElementInfo;
import cn.qingzhuang.sim.world.Elements;
import cn.qingzhuang.sim.world.Hash;
import cn.qingzhuang.sim.world.World;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The wording of one form in one shape: title, headers, particulars, notes. */
final class FormText {
    private static final Pattern TRAILING_BRACKET = Pattern.compile("[(（][^()（）]*[)）]\\s*$");
    private static final Pattern ANNEX = Pattern.compile("^附[件表][一二三四五六七八九十\\d]*\\s*");
    private static final Pattern HAS_YEAR = Pattern.compile("\\d{4}");
    private static final Pattern HAS_CODES = Pattern.compile("\\d[.、]|1[是有]");
    private static final int LONGEST_LIST = 8;
    private static final String NARROW = "0123456789()/:%.-";
    private static final String WIDE = "０１２３４５６７８９（）／：％．－";
    private final Form form;
    private final Shape shape;
    private final Elements elements;
    private final Hash hash;

    FormText(Form form, Shape shape, World world) {
        this.form = form;
        this.shape = shape;
        this.elements = world.elements();
        this.hash = world.hash();
    }

    String title() {
        String text = TRAILING_BRACKET.matcher(form.title()).replaceAll("").replace("\n", "");
        text = ANNEX.matcher(text.isEmpty() ? form.title() : text).replaceAll("");
        if (shape.is("year") && !HAS_YEAR.matcher(text).find()) {
            return "青石镇%d年%s".formatted(World.AS_OF.getYear(), text);
        }
        return text;
    }

    ElementInfo info(int j) {
        Form.Column c = form.columns().get(j);
        if (c.isAggregate()) {
            String type = c.element().startsWith("rate") ? "percent" : "integer";
            return new ElementInfo("", "", "", type, "");
        }
        String id = c.isElement() ? c.element() : c.elementFull();
        return elements.get(id, c.isElement() ? c.header() : c.header().replaceAll("\\s", ""));
    }

    /** The labels that the header announces when the shape writes codes as numbers. */
    Optional<List<String>> coded(int j) {
        Form.Column c = form.columns().get(j);
        if (!c.isElement() || !info(j).type().equals("code") || !elements.hasOwnOptions(c.element(), c.header())) {
            return Optional.empty();
        }
        return elements.options(c.element(), c.header()).filter(o -> o.size() <= LONGEST_LIST);
    }

    boolean isBoolean(int j) {
        return form.columns().get(j).isElement() && info(j).type().equals("boolean");
    }

    /** The text of an upper header. */
    String upper(String text) {
        return worded(text);
    }

    /** The text of a leaf header with unit, codes and required mark as the shape has them. */
    String leaf(int j) {
        List<String> path = form.columns().get(j).path();
        return leaf(path.get(path.size() - 1), j);
    }

    String leaf(String text, int j) {
        String t = text;
        if (shape.words("unit")) {
            t += unit(j);
        }
        if (!HAS_CODES.matcher(t).find()) {
            t += announced(j);
        }
        t = worded(t);
        boolean isRequired = shape.words("required")
                && form.columns().get(j).isElement()
                && hash.of("required", form.id(), j) % 2 == 0
                && !t.contains("*");
        return !isRequired ? t : hash.of("side", form.id()) % 2 == 0 ? t + "*" : "*" + t;
    }

    private String worded(String text) {
        String t = text;
        if (shape.words("space") && t.length() == 2 && t.charAt(0) >= '\u4e00' && t.charAt(0) <= '\u9fff') {
            t = t.charAt(0) + "　" + t.charAt(1);
        }
        if (shape.words("wide")) {
            t = wide(t);
        }
        if (shape.words("break") && t.length() >= 5 && !t.contains("\n")) {
            t = t.substring(0, t.length() / 2) + "\n" + t.substring(t.length() / 2);
        }
        return t;
    }

    private static String wide(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            int at = NARROW.indexOf(out.charAt(i));
            if (at >= 0) {
                out.setCharAt(i, WIDE.charAt(at));
            }
        }
        return out.toString();
    }

    private String unit(int j) {
        Form.Column c = form.columns().get(j);
        if (!c.isElement() || c.header().contains("(") || c.header().contains("（")) {
            return "";
        }
        String e = c.element();
        String type = info(j).type();
        if (type.equals("money")) {
            return c.header().contains("元") ? "" : "（元）";
        }
        if (type.equals("decimal") && e.matches("(land|plant|forest)_.*")) {
            return "（亩）";
        }
        if (type.equals("decimal") && e.contains("area")) {
            return "（平方米）";
        }
        return e.equals("household_size") || e.equals("dibao_persons") ? "（人）" : "";
    }

    private String announced(int j) {
        Optional<List<String>> codes = coded(j);
        if (codes.isPresent() && shape.is("codes", "number")) {
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < codes.get().size(); i++) {
                out.append(i == 0 ? "（" : " ").append(i + 1).append(codes.get().get(i));
            }
            return out.append("）").toString();
        }
        if (isBoolean(j) && shape.is("bool", "number")) {
            return form.columns().get(j).header().contains("有无") ? "（1有 0无）" : "（1是 0否）";
        }
        return "";
    }

    /** The items of the line of particulars; blank when no unit is given. */
    List<String> particulars(@Nullable String unitName) {
        if (unitName == null) {
            return List.of("填报单位（盖章）：", "填报日期：    年  月  日", "单位：户、人");
        }
        String day =
                "%d年%d月%d日".formatted(World.AS_OF.getYear(), World.AS_OF.getMonthValue(), World.AS_OF.getDayOfMonth());
        return List.of("填报单位：" + unitName, "填报日期：" + day, "单位：户、人");
    }

    static final List<String> NOTES = List.of("注：1.本表由村（居）委会填报，一式两份。", "    2.请如实填写，不得漏项。");
    static final List<String> SIGNATURE = List.of("审核人：", "填报人：", "联系电话：");
    static final List<String> REMARKS = List.of("黄色列由乡镇填写", "不要改动表头", "7月5日前报民政办");
    static final List<String> INSTRUCTIONS = List.of(
            "填表说明",
            "一、本表由各村（社区）填报，经乡镇（街道）审核后报送。",
            "二、带*的项目为必填项，不得为空；代码项按表头所列代码填写数字。",
            "三、身份证号码请以文本格式填写，18位。",
            "四、日期统一为8位数字，如20240305。",
            "五、如有疑问，请与业务科室联系。");
}
