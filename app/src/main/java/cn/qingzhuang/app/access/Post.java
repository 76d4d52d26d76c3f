package cn.qingzhuang.app.access;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * What an account is somewhere, from one day to another.
 *
 * @param unitCode the top of the subtree
 * @param department of an officer, else empty
 * @param validUntil the last day
 */
public record Post(
        UUID id, Role role, String unitCode, String department, LocalDate validFrom, Optional<LocalDate> validUntil) {

    boolean isValidOn(LocalDate day) {
        return !validFrom.isAfter(day)
                && validUntil.filter(last -> last.isBefore(day)).isEmpty();
    }

    /** An officer sees what his own department brought, everybody else what lies in the subtree. */
    boolean covers(Place place) {
        return Place.isWithin(place.unitCode(), unitCode)
                && (role != Role.OFFICER || department.equals(place.department()));
    }
}
