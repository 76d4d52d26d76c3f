package cn.qingzhuang.engine;

import java.util.Optional;

/**
 * A user or data error that is told to a person: which file, sheet and cell, what is wrong, what to do next.
 *
 * <p>Codes are stable, listed in {@code docs/problems.md} and never reused. The message names the file and is plain
 * Chinese; it never holds a stack trace, SQL or personal data.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Who has to act. */
    public enum Blame {
        USER,
        SOURCE,
        US
    }

    private final String code;
    private final Blame blame;
    private final Place place;
    private final String action;

    /** Where the trouble sits; each part may be absent. Sheet is its name, cell its A1 address. */
    public record Place(Optional<String> file, Optional<String> sheet, Optional<String> cell) {
        public static final Place NOWHERE = new Place(Optional.empty(), Optional.empty(), Optional.empty());

        public static Place file(String file) {
            return new Place(Optional.of(file), Optional.empty(), Optional.empty());
        }

        public Place sheet(String sheetName) {
            return new Place(file, Optional.of(sheetName), cell);
        }

        public Place cell(String address) {
            return new Place(file, sheet, Optional.of(address));
        }
    }

    public Problem(String code, Blame blame, Place place, String message, String action) {
        super(message);
        this.code = code;
        this.blame = blame;
        this.place = place;
        this.action = action;
    }

    public String code() {
        return code;
    }

    public Blame blame() {
        return blame;
    }

    public Place place() {
        return place;
    }

    /** The next step for the reader, as a sentence. */
    public String action() {
        return action;
    }

    /** The message of this problem; never empty. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
