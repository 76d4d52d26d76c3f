package cn.qingzhuang.app.server;

import cn.qingzhuang.app.shared.Timings;
import cn.qingzhuang.app.wiring.Facades;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The figures of operations: how much work of each kind, how long it took, the database's connections, the JVM. Made when
 * they are first asked for. Nothing in them is of a person, and nothing of a clerk: no label names anybody or a unit.
 */
@Component
final class Metrics implements DisposableBean {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    private final RequestTimes requests;
    private final Set<RequestTimes.Key> told = new HashSet<>();

    Metrics(Facades facades, RequestTimes requests) {
        this.requests = requests;
        for (Timings work : Timings.values()) {
            String name = work.name().toLowerCase(Locale.ROOT);
            FunctionTimer.builder("qz.work", work, Timings::count, Timings::nanos, TimeUnit.NANOSECONDS)
                    .description("work done since the start, refused work among it")
                    .tag("work", name)
                    .register(registry);
            FunctionCounter.builder("qz.work.failed", work, Timings::failures)
                    .description("work that was refused or failed")
                    .tag("work", name)
                    .register(registry);
        }
        Gauge.builder("qz.conflicts.open", facades, f -> f.review().openConflicts())
                .description("conflicts that nobody has decided, of all counties")
                .register(registry);
        Gauge.builder(
                        "qz.database.connections",
                        facades,
                        f -> f.database().connections().active())
                .tag("state", "active")
                .register(registry);
        Gauge.builder(
                        "qz.database.connections",
                        facades,
                        f -> f.database().connections().idle())
                .tag("state", "idle")
                .register(registry);
        Gauge.builder(
                        "qz.database.waiting",
                        facades,
                        f -> f.database().connections().waiting())
                .description("threads that wait for a connection")
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** All figures in the text format of Prometheus. */
    synchronized String text() {
        requests.each((key, times) -> {
            if (told.add(key)) {
                FunctionTimer.builder(
                                "qz.http",
                                times,
                                RequestTimes.Times::count,
                                RequestTimes.Times::nanos,
                                TimeUnit.NANOSECONDS)
                        .description("requests by pattern of path")
                        .tag("method", key.method())
                        .tag("path", key.pattern())
                        .tag("status", key.status() + "xx")
                        .register(registry);
            }
        });
        return registry.scrape();
    }

    @Override
    public void destroy() {
        collections.close();
        registry.close();
    }
}
