package cn.qingzhuang.app.ledger;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one source row said about one subject, from one source.
 *
 * @param weights what its source's word weighs
 * @param household the household it makes a person a member of, {@link #NO_HOUSEHOLD} of none
 */
record Entry(
        Source source,
        String unit,
        ValueList said,
        Authorities weights,
        @Nullable UUID household) {
    /** In place of a household: the person belongs to none from then on. */
    static final UUID NO_HOUSEHOLD = new UUID(0, 0);
}
