package cn.qingzhuang.app.access;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What a department may take of elements that others own.
 *
 * @param unitCode the top of the subtree of units of whose subjects
 * @param elements stored keys, sorted
 * @param purpose for what, in words; a request has to state the same
 * @param legalBasis by which law, rule or decision, with its 文号
 * @param isMasked whether values leave masked only
 * @param validUntil the last day
 */
public record Grant(
        UUID id,
        String department,
        String unitCode,
        List<String> elements,
        String purpose,
        String legalBasis,
        boolean isMasked,
        LocalDate validFrom,
        Optional<LocalDate> validUntil) {
    public Grant {
        elements = List.copyOf(new TreeSet<>(elements));
    }

    boolean isValidOn(LocalDate day) {
        return !validFrom.isAfter(day)
                && validUntil.filter(last -> last.isBefore(day)).isEmpty();
    }
}
