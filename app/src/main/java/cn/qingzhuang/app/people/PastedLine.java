package cn.qingzhuang.app.people;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a line pasted from a sheet says of a person: the cells between tabs, or the words of a line without any.
 *
 * @param name the first cell that looks like a name, or empty
 */
record PastedLine(String name, Optional<String> idNumber, Optional<String> phone) {
    private static final Pattern ID_NUMBER = Pattern.compile("[0-9]{17}[0-9X]");
    private static final Pattern PHONE = Pattern.compile("1[0-9]{10}");
    private static final Pattern NAME = Pattern.compile("[\\p{IsHan}·]{2,20}");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0'‘’\"]+");

    static PastedLine of(String line) {
        String parted = line.contains("\t") ? "\t" : "[\\s\\u3000,，、;；]+";
        String name = "";
        Optional<String> idNumber = Optional.empty();
        Optional<String> phone = Optional.empty();
        for (String cell : cells(line, parted)) {
            if (ID_NUMBER.matcher(cell).matches()) {
                idNumber = Optional.of(cell);
            } else if (PHONE.matcher(cell).matches()) {
                phone = Optional.of(cell);
            } else if (name.isEmpty() && NAME.matcher(cell).matches()) {
                name = cell;
            }
        }
        return new PastedLine(name, idNumber, phone);
    }

    /** The cells in half-width characters without the blanks that align names and guard numbers. */
    private static List<String> cells(String line, String parted) {
        List<String> out = new ArrayList<>();
        for (String cell : line.strip().split(parted, -1)) {
            String plain = BLANKS.matcher(Normalizer.normalize(cell, Normalizer.Form.NFKC))
                    .replaceAll("");
            out.add(plain.replace('•', '·').toUpperCase(Locale.ROOT));
        }
        return out;
    }
}
