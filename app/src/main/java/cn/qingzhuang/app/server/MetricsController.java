package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Verb;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The figures of operations for Prometheus, for whoever signs in to see them or knows the token of the home. */
@RestController
final class MetricsController {
    private static final MediaType FORMAT = MediaType.parseMediaType("text/plain;version=0.0.4;charset=utf-8");

    private final Metrics metrics;

    MetricsController(Metrics metrics) {
        this.metrics = metrics;
    }

    @Needs(Verb.OPERATION_READ)
    @GetMapping("/internal/metrics")
    ResponseEntity<String> metrics() {
        return ResponseEntity.ok().contentType(FORMAT).body(metrics.text());
    }
}
