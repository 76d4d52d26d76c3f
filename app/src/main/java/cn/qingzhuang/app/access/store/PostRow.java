package cn.qingzhuang.app.access.store;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** A post as stored that was not taken away. */
public record PostRow(
        UUID id,
        UUID account,
        String branch,
        String role,
        String unitCode,
        String department,
        LocalDate validFrom,
        Optional<LocalDate> validUntil) {}
