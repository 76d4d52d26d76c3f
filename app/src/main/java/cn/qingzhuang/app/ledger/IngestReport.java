package cn.qingzhuang.app.ledger;

import java.util.List;
import java.util.Optional;

/**
 * What became of a file: {@code rows = accepted + refused}.
 *
 * @param rows rows of data: totals, notes and blank rows are none
 * @param facts values that were appended
 * @param note for people: that the file was known already, that rows went to the successor of their unit
 */
public record IngestReport(
        String file,
        int rows,
        int accepted,
        List<Refused> refused,
        int facts,
        List<Conflict> conflicts,
        Optional<String> note) {
    public IngestReport {
        refused = List.copyOf(refused);
        conflicts = List.copyOf(conflicts);
    }

    /** The same with a further note. */
    IngestReport with(String further) {
        String all = note.map(n -> n + "；" + further).orElse(further);
        return new IngestReport(file, rows, accepted, refused, facts, conflicts, Optional.of(all));
    }

    /** A row that was not taken, and what to do. */
    public record Refused(String sheet, int row, String reason) {}

    /** A row that was taken although something in it is doubtful. */
    public record Conflict(String sheet, int row, String element, String reason) {}
}
