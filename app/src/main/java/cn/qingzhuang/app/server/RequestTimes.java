package cn.qingzhuang.app.server;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/**
 * How many requests came and how long they took, by the pattern of the path, which holds no id and no words of anybody. Plain
 * adders: the library of the figures is loaded when somebody asks for these.
 */
@Component
final class RequestTimes {
    private final ConcurrentMap<Key, Times> times = new ConcurrentHashMap<>();

    /** @param status the class of the status: 2 for 2xx */
    record Key(String method, String pattern, int status) {}

    /** How many, and how long together. */
    static final class Times {
        private final LongAdder count = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        long count() {
            return count.sum();
        }

        long nanos() {
            return nanos.sum();
        }
    }

    void add(String method, String pattern, int status, long nanos) {
        Times known = times.computeIfAbsent(new Key(method, pattern, status / 100), key -> new Times());
        known.count.increment();
        known.nanos.add(nanos);
    }

    void each(BiConsumer<Key, Times> visitor) {
        times.forEach(visitor);
    }
}
