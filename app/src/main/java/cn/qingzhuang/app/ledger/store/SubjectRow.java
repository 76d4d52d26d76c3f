package cn.qingzhuang.app.ledger.store;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code subjects}: the current view of one subject.
 *
 * @param elements a bit for each element number
 * @param facts the values in that order, in UTF-8
 * @param origins which source each has; null when all have the first
 * @param born a person's settled date of birth, null where it is not known to the day
 */
public record SubjectRow(
        UUID id,
        int type,
        String unit,
        @Nullable UUID household,
        String name,
        byte[] sources,
        byte[] elements,
        byte[] facts,
        byte @Nullable [] origins,
        @Nullable LocalDate born) {}
