package cn.qingzhuang.app.access.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code grants}. Migration V130 tells each column. */
public record GrantRow(
        UUID id,
        String department,
        String unitCode,
        List<String> elements,
        String purpose,
        String legalBasis,
        boolean isMasked,
        LocalDate validFrom,
        Optional<LocalDate> validUntil) {}
