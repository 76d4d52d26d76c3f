package cn.qingzhuang.engine.identity;

import cn.qingzhuang.engine.catalog.IdNumbers;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.util.EnumMap;
import java.util.Map;

/**
 * What identifies a subject, as a row says it or as the ledger knows it. Absent parts are "".
 *
 * @param household the subject id of a person's household
 * @param unitCode 12 digits
 */
public record Identity(SubjectType type, Map<IdentityPart, String> parts, String household, String unitCode) {

    public String number() {
        return part(IdentityPart.NUMBER);
    }

    public String otherNumber() {
        return part(IdentityPart.OTHER_NUMBER);
    }

    public String name() {
        return part(IdentityPart.NAME);
    }

    public String headNumber() {
        return part(IdentityPart.HEAD_NUMBER);
    }

    /** ISO, as precise as known: 1950, 1950-03 or 1950-03-12. */
    public String birthDate() {
        return part(IdentityPart.BIRTH_DATE);
    }

    public String sex() {
        return part(IdentityPart.SEX);
    }

    public String phone() {
        return part(IdentityPart.PHONE);
    }

    public String group() {
        return part(IdentityPart.GROUP);
    }

    /** 与户主关系. */
    public String relation() {
        return part(IdentityPart.RELATION);
    }

    /** Whether anything is known that could find the subject again. */
    public boolean isUsable() {
        return !number().isEmpty()
                || !otherNumber().isEmpty()
                || !name().isEmpty()
                || !headNumber().isEmpty();
    }

    /** The same in a household. */
    public Identity in(String householdId) {
        return householdId.equals(household) ? this : new Identity(type, parts, householdId, unitCode);
    }

    private String part(IdentityPart part) {
        return parts.getOrDefault(part, "");
    }

    /** Collects the parts of one subject. */
    public static final class Builder {
        private final SubjectType type;
        private final EnumMap<IdentityPart, String> parts = new EnumMap<>(IdentityPart.class);

        public Builder(SubjectType type) {
            this.type = type;
        }

        /** Takes a canonical value; the first one of a part stays. */
        public Builder put(IdentityPart part, String value) {
            String plain = plain(part, value);
            if (!plain.isEmpty()) {
                parts.putIfAbsent(part, plain);
            }
            return this;
        }

        public Identity build(String household, String unitCode) {
            if (type == SubjectType.PERSON) {
                deriveFrom(parts.getOrDefault(IdentityPart.NUMBER, ""));
            }
            return new Identity(type, parts, household, unitCode);
        }

        private void deriveFrom(String number) {
            IdNumbers.birthDate(number).ifPresent(day -> parts.putIfAbsent(IdentityPart.BIRTH_DATE, day.toString()));
            IdNumbers.sex(number).ifPresent(sex -> parts.putIfAbsent(IdentityPart.SEX, sex));
        }

        private String plain(IdentityPart part, String value) {
            return switch (part) {
                case NAME -> plainName(value);
                case GROUP -> plainGroup(value);
                case NUMBER -> type == SubjectType.PERSON ? plainNumber(value) : value.strip();
                case HEAD_NUMBER -> plainNumber(value);
                case OTHER_NUMBER, BIRTH_DATE, SEX, PHONE, RELATION -> value.strip();
            };
        }
    }

    /** A name without blanks and with one kind of dot: 王 五 is 王五, 买买提•艾力 is 买买提·艾力. */
    public static String plainName(String name) {
        if (isPlain(name)) {
            return name;
        }
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
                out.append("•・．.∙".indexOf(c) >= 0 ? '·' : c);
            }
        }
        return out.toString();
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < 0x4e00 || c > 0x9fff) {
                return false;
            }
        }
        return true;
    }

    private static String plainNumber(String number) {
        return IdNumbers.toLong(number.strip());
    }

    /** 3组, 第3村民小组 and 三组 are 3; other names of groups are kept. */
    private static String plainGroup(String group) {
        String text = plainName(group).replaceAll("^第|村民小组$|小组$|组$", "");
        int chinese = "零一二三四五六七八九十".indexOf(text);
        return text.length() == 1 && chinese >= 0 ? Integer.toString(chinese) : text.replaceFirst("^0+(?=\\d)", "");
    }
}
