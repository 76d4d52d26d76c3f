package cn.qingzhuang.app.ledger;

import java.time.LocalDate;
import java.util.UUID;

/**
 * The entry that a current value stands on, with what is shown of it.
 *
 * @param file number of the file, or 0
 * @param sheet index into the file's sheets
 * @param row one-based row
 */
record Source(UUID entry, EntryKind kind, int file, int sheet, int row, LocalDate recordedOn, LocalDate validOn) {
    static Source parse(String text) {
        String[] p = text.split("\\|", -1);
        return new Source(
                UUID.fromString(p[0]),
                EntryKind.of(Integer.parseInt(p[1])),
                Integer.parseInt(p[2]),
                Integer.parseInt(p[3]),
                Integer.parseInt(p[4]),
                LocalDate.parse(p[5]),
                LocalDate.parse(p[6]));
    }

    @Override
    public String toString() {
        return entry + "|" + kind.number() + "|" + file + "|" + sheet + "|" + row + "|" + recordedOn + "|" + validOn;
    }
}
