package cn.qingzhuang.app.ledger.store;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code entries}: what one source row said about one subject.
 *
 * @param type ordinal of the subject's type
 * @param kind number of the kind of entry
 * @param sheet index into the file's sheets
 * @param row one-based row of the sheet, or 0 when it came from no file
 * @param elements a bit for each element number; with facts and salt null after erasure
 * @param facts the values in that order, in UTF-8
 * @param hash what the chain keeps of erased values; null while there are values
 */
public record EntryRow(
        UUID id,
        UUID subject,
        int batch,
        int type,
        int kind,
        int sheet,
        int row,
        LocalDate validOn,
        String unit,
        byte @Nullable [] salt,
        byte @Nullable [] elements,
        byte @Nullable [] facts,
        @Nullable UUID household,
        byte @Nullable [] hash) {
    /** The same as of another subject and household: of those that theirs became. */
    public EntryRow of(UUID otherSubject, @Nullable UUID otherHousehold) {
        return new EntryRow(
                id,
                otherSubject,
                batch,
                type,
                kind,
                sheet,
                row,
                validOn,
                unit,
                salt,
                elements,
                facts,
                otherHousehold,
                hash);
    }
}
