package cn.qingzhuang.engine.catalog;

import java.text.Normalizer;

/** The ways a text is made comparable: full-width forms folded, spaces of every width out. */
final class Cleaning {
    private Cleaning() {}

    /** Text for comparing: NFKC, no white space, no zero-width signs, letters upper case. */
    static String key(String text) {
        if (isPlain(text)) {
            return text;
        }
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder out = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (!isSpace(c)) {
                out.append(Character.toUpperCase(c));
            }
        }
        return out.toString();
    }

    /** The text without white space around it, full-width and non-breaking blanks included. */
    static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Common ideographs and printable ASCII but small letters: nothing can change. The usual case, worth a quick way. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPlain = c > ' ' && c < 'a' || c > 'z' && c < '\u007f' || c >= '\u4e00' && c <= '\u9fa5';
            if (!isPlain) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(char c) {
        return c <= ' '
                || c == '\u00a0'
                || c == '\u3000'
                || c == '\u200b'
                || c == '\u200c'
                || c == '\u200d'
                || c == '\ufeff'
                || Character.isWhitespace(c);
    }
}
