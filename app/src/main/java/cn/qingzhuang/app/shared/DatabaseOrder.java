package cn.qingzhuang.app.shared;

import java.util.Comparator;
import java.util.UUID;

/** The order of ids in the database, which compares without sign; {@link UUID#compareTo} has another. */
public final class DatabaseOrder {
    /** The lesser first. */
    public static final Comparator<UUID> OF_IDS = DatabaseOrder::compare;

    private DatabaseOrder() {}

    private static int compare(UUID a, UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }
}
