package cn.qingzhuang.app.ledger;

import java.time.LocalDate;
import java.util.UUID;

/**
 * The entry that a current value stands on, with what is shown of it.
 *
 * @param file number of the file and its batch, or 0
 * @param sheet index into the file's sheets
 * @param row one-based row
 */
record Source(UUID entry, EntryKind kind, int file, int sheet, int row, LocalDate recordedOn, LocalDate validOn) {}
