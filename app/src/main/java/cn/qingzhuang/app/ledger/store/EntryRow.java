package cn.qingzhuang.app.ledger.store;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code entries}: what one source row said about one subject.
 *
 * @param kind number of the kind of entry
 * @param elements element numbers; with values and salt null after erasure
 * @param file number of the file, or 0 when it came from no file
 * @param sheet index into the file's sheets
 * @param row one-based row of the sheet
 */
public record EntryRow(
        UUID id,
        UUID subject,
        String unit,
        int kind,
        @Nullable List<Integer> elements,
        @Nullable List<String> values,
        byte @Nullable [] salt,
        byte[] hash,
        int file,
        int sheet,
        int row,
        LocalDate validOn) {}
