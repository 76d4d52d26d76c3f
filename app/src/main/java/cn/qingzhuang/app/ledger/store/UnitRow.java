package cn.qingzhuang.app.ledger.store;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code units}.
 *
 * @param parent "" at the top
 * @param validTo the last day, null while the unit goes on or where nobody knows
 * @param successor the unit that goes on for it, or ""
 */
public record UnitRow(
        String code,
        String name,
        String parent,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        String successor) {
    /** The first day of units of which no other is known. */
    public static final LocalDate EVER = LocalDate.of(1900, 1, 1);

    /** The county a unit belongs to: the first six digits of its code. */
    public static String countyOf(String unitCode) {
        return unitCode.substring(0, 6);
    }

    /** Whether the unit exists no more. */
    public boolean isClosed() {
        return validTo != null || !successor.isEmpty();
    }
}
