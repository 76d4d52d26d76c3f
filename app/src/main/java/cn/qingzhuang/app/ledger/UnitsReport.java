package cn.qingzhuang.app.ledger;

import java.util.List;

/**
 * What became of a list of units.
 *
 * @param units how many were taken
 * @param refused rows that were not taken, with what to do
 * @param moved subjects that the view shows under another unit now
 * @param changes which units go on as which others now, a sentence each
 */
public record UnitsReport(int units, List<Refused> refused, int moved, List<String> changes) {
    public UnitsReport {
        refused = List.copyOf(refused);
        changes = List.copyOf(changes);
    }

    /** A row that was not taken. */
    public record Refused(int row, String reason) {}
}
