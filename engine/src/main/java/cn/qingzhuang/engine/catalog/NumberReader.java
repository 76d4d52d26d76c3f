package cn.qingzhuang.engine.catalog;

import cn.qingzhuang.engine.sheet.CellValue;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers, amounts and shares, with thousands separators and the units that stand in the cell or in its header. */
final class NumberReader {
    private static final Pattern NUMBER =
            Pattern.compile("^[¥￥]?([+-]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)?(?:\\.\\d+)?)(%|‰)?(.*)$");
    private static final Pattern UNIT = Pattern.compile(
            "^(万|亿)?(元|块|人民币|元整|人|口|户|个|名|岁|周岁|亩|平方米|平方|平米|㎡|M2|M²|米|公里|千米|KM|头|只|羽|间|层|次|件|张|份|公斤|斤|吨|KG|年|月|个月|天|分|分钟|小时|孩|胎|处|套|栋|辆|台|支|两|元/月|元/年|元/人|元/人·月|/月|/年)?$");
    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);
    private static final BigDecimal MU_PER_HECTARE = BigDecimal.valueOf(15);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final ValueType type;
    private final BigDecimal factor;
    private final boolean isPercentHeader;

    NumberReader(Element element, String header) {
        this.type = element.valueType();
        String text = Cleaning.key(header);
        this.isPercentHeader = text.contains("%");
        this.factor = factor(element, text);
    }

    /** How much of the element's own unit (yuan, mu) one of the header's unit is. */
    static BigDecimal factor(Element element, String header) {
        if (element.valueType() == ValueType.MONEY && header.contains("亿元")) {
            return TEN_THOUSAND.multiply(TEN_THOUSAND);
        }
        if (element.valueType() == ValueType.MONEY && header.contains("万元")) {
            return TEN_THOUSAND;
        }
        if (element.valueType() == ValueType.MONEY && header.contains("千元")) {
            return BigDecimal.valueOf(1000);
        }
        boolean isLand = element.id().matches("(land|plant|paddy|dry|forest|fruit|pond)_.*");
        return isLand && header.contains("公顷") ? MU_PER_HECTARE : BigDecimal.ONE;
    }

    Reading read(CellValue cell, String raw) {
        if (cell instanceof CellValue.Number number) {
            if (!Double.isFinite(number.number())) {
                return new Reading.Unreadable(raw, "不是数字");
            }
            boolean isShare = number.format().contains("%");
            return canonical(new BigDecimal(Double.toString(number.number())), isShare, BigDecimal.ONE, raw);
        }
        Matcher parts = NUMBER.matcher(Cleaning.key(raw));
        if (!parts.matches() || parts.group(1).isEmpty() || parts.group(1).matches("[+-]")) {
            return new Reading.Unreadable(raw, "不是数字");
        }
        Matcher unit = UNIT.matcher(parts.group(3));
        if (!unit.matches()) {
            return new Reading.Unreadable(raw, "不是数字");
        }
        BigDecimal number = new BigDecimal(parts.group(1).replace(",", ""));
        return withUnit(number, parts.group(2), unit.group(1), raw);
    }

    private Reading withUnit(BigDecimal number, String sign, String multiple, String raw) {
        if (sign != null) {
            if (type != ValueType.PERCENT) {
                return new Reading.Unreadable(raw, "这里要数字，不是百分比");
            }
            BigDecimal share = sign.equals("%") ? number : number.movePointLeft(1);
            return canonical(share.divide(HUNDRED), true, BigDecimal.ONE, raw);
        }
        if (multiple == null) {
            return canonical(number, false, BigDecimal.ONE, raw);
        }
        BigDecimal times = multiple.equals("万") ? TEN_THOUSAND : TEN_THOUSAND.multiply(TEN_THOUSAND);
        return canonical(number.multiply(times).divide(factor), false, BigDecimal.ONE, raw);
    }

    private Reading canonical(BigDecimal number, boolean isShare, BigDecimal times, String raw) {
        BigDecimal value = number.multiply(times);
        if (type == ValueType.PERCENT) {
            boolean isPoints = !isShare && (isPercentHeader || value.abs().compareTo(BigDecimal.ONE) > 0);
            value = isPoints ? value.divide(HUNDRED) : value;
        } else {
            value = value.multiply(factor);
        }
        if (type == ValueType.INTEGER && value.stripTrailingZeros().scale() > 0) {
            return new Reading.Unreadable(raw, "应为整数");
        }
        return new Reading.Canonical(plain(value));
    }

    /** Without trailing zeros and exponent. A binary fraction such as 0.1 + 0.2 is cut at ten places. */
    static String plain(BigDecimal value) {
        BigDecimal cut = value.scale() > 10 ? value.setScale(10, java.math.RoundingMode.HALF_UP) : value;
        BigDecimal stripped = cut.stripTrailingZeros();
        return stripped.signum() == 0 ? "0" : stripped.toPlainString();
    }
}
