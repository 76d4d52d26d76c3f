package cn.qingzhuang.sim.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/** The most heap that was in use at a time, garbage included. */
final class Peak {
    private Peak() {}

    /** Begins to look anew. */
    static void reset() {
        System.gc();
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** MB. */
    static double used() {
        return heap().stream().mapToLong(p -> p.getPeakUsage().getUsed()).sum() / (double) (1 << 20);
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(p -> p.getType() == MemoryType.HEAP)
                .toList();
    }
}
