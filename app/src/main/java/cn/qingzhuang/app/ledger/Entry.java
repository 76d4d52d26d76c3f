package cn.qingzhuang.app.ledger;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one source row said about one subject, from one source.
 *
 * @param household the household it makes a person a member of
 */
record Entry(
        Source source,
        String unit,
        ValueList said,
        @Nullable UUID household) {}
