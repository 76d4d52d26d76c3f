package cn.qingzhuang.app.ledger;

import java.time.LocalDate;
import java.util.UUID;

/**
 * The entry that a current value stands on, with what is shown of it.
 *
 * @param file number of the file and its batch, or 0
 * @param sheet index into the file's sheets
 * @param row one-based row
 * @param validOn the last day of which the value was said, by this entry or by one that confirmed it
 */
record Source(UUID entry, EntryKind kind, int file, int sheet, int row, LocalDate recordedOn, LocalDate validOn) {
    /** The same source, confirmed as of a day. */
    Source confirmedOn(LocalDate day) {
        return new Source(entry, kind, file, sheet, row, recordedOn, day);
    }
}
