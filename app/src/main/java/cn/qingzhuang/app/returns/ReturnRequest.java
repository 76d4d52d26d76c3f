package cn.qingzhuang.app.returns;

import cn.qingzhuang.app.access.Place;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a unit asks of a department.
 *
 * @param elements stored keys
 * @param whom of whom, in words
 * @param dueOn the last day to answer
 * @param daysLeft working days left, today counted; negative when so many are over; of what is open
 * @param outcome how it ended, if it has
 */
public record ReturnRequest(
        UUID id,
        String unitCode,
        String department,
        List<String> elements,
        String whom,
        String reason,
        Instant askedAt,
        String askedBy,
        LocalDate dueOn,
        int daysLeft,
        Optional<Outcome> outcome) {
    public ReturnRequest {
        elements = List.copyOf(elements);
    }

    /**
     * How it ended.
     *
     * @param word answered, refused or withdrawn
     * @param words why it was refused
     */
    public record Outcome(String word, Instant at, String by, String words, Optional<UUID> imported) {}

    /** Open, and the last day is over. */
    public boolean isOverdue() {
        return outcome.isEmpty() && daysLeft < 0;
    }

    /** Where it lies: with the unit, and with the department that is asked. */
    public Place place() {
        return new Place(unitCode, department);
    }
}
