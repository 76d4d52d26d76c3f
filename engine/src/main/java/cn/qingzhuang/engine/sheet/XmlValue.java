package cn.qingzhuang.engine.sheet;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers, addresses and texts out of the bytes of an XML value. */
final class XmlValue {
    private static final int EXACT_DIGITS = 15;
    private static final double[] POWERS = new double[23];
    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

    static {
        double power = 1;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private XmlValue() {}

    static int integer(byte[] b, int from, int to, int otherwise) {
        int i = from;
        boolean isNegative = i < to && b[i] == '-';
        if (isNegative) {
            i++;
        }
        if (i >= to || to - i > 9) {
            return otherwise;
        }
        int n = 0;
        for (; i < to; i++) {
            if (b[i] < '0' || b[i] > '9') {
                return otherwise;
            }
            n = n * 10 + (b[i] - '0');
        }
        return isNegative ? -n : n;
    }

    /** The number, NaN when the bytes hold none. Up to fifteen digits without exponent are read exactly by hand. */
    static double number(byte[] b, int from, int to) {
        long digits = 0;
        int count = 0;
        int scale = 0;
        boolean isAfterPoint = false;
        int i = from;
        boolean isNegative = i < to && b[i] == '-';
        if (isNegative) {
            i++;
        }
        for (; i < to; i++) {
            byte c = b[i];
            if (c >= '0' && c <= '9' && count < EXACT_DIGITS) {
                digits = digits * 10 + (c - '0');
                count++;
                scale += isAfterPoint ? 1 : 0;
            } else if (c == '.' && !isAfterPoint) {
                isAfterPoint = true;
            } else {
                return slow(b, from, to);
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        double n = digits / POWERS[scale];
        return isNegative ? -n : n;
    }

    private static double slow(byte[] b, int from, int to) {
        try {
            double n = Double.parseDouble(new String(b, from, to - from, StandardCharsets.ISO_8859_1).trim());
            return Double.isInfinite(n) ? Double.NaN : n;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Whether the bytes need decoding: character references, carriage returns or Excel's _x000D_ escapes. */
    static boolean isPlain(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] == '&' || b[i] == '\r' || b[i] == '_' && i + 1 < to && b[i + 1] == 'x') {
                return false;
            }
        }
        return true;
    }

    static String decode(byte[] b, int from, int to) {
        String raw = new String(b, from, to - from, StandardCharsets.UTF_8);
        if (raw.indexOf('\r') >= 0) {
            raw = raw.replace("\r\n", "\n").replace('\r', '\n');
        }
        int at = raw.indexOf('&');
        if (at < 0) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length());
        int done = 0;
        while (at >= 0) {
            int end = raw.indexOf(';', at);
            String resolved = end < 0 ? null : reference(raw.substring(at + 1, end));
            if (resolved != null) {
                out.append(raw, done, at).append(resolved);
                done = end + 1;
                at = raw.indexOf('&', done);
            } else {
                at = raw.indexOf('&', at + 1);
            }
        }
        return out.append(raw, done, raw.length()).toString();
    }

    private static @Nullable String reference(String name) {
        if (!name.startsWith("#")) {
            return NAMED.get(name);
        }
        try {
            int code = name.startsWith("#x") || name.startsWith("#X")
                    ? Integer.parseInt(name.substring(2), 16)
                    : Integer.parseInt(name.substring(1));
            return Character.isValidCodePoint(code) ? Character.toString(code) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Excel writes control characters as _x000D_; line breaks come back as line breaks, others are dropped. */
    static String unescape(String text) {
        int at = text.indexOf("_x");
        if (at < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        while (at >= 0) {
            if (at + 7 <= text.length() && text.charAt(at + 6) == '_' && isHex(text, at + 2)) {
                int code = Integer.parseInt(text.substring(at + 2, at + 6), 16);
                out.append(text, done, at);
                if (code >= ' ' || code == '\t' || code == '\n') {
                    out.append((char) code);
                }
                done = at + 7;
            }
            at = text.indexOf("_x", Math.max(done, at + 1));
        }
        return out.append(text, done, text.length()).toString();
    }

    private static boolean isHex(String text, int from) {
        for (int i = from; i < from + 4; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
