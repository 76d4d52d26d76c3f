package cn.qingzhuang.app.server;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The figures of operations for Prometheus; as everything, for this machine only. */
@RestController
final class MetricsController {
    private static final MediaType FORMAT = MediaType.parseMediaType("text/plain;version=0.0.4;charset=utf-8");

    private final Metrics metrics;

    MetricsController(Metrics metrics) {
        this.metrics = metrics;
    }

    @GetMapping("/internal/metrics")
    ResponseEntity<String> metrics() {
        return ResponseEntity.ok().contentType(FORMAT).body(metrics.text());
    }
}
