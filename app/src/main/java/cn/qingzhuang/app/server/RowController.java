package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.feed.RowFeed;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.wiring.Facades;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Rows that other systems send. */
@RestController
@RequestMapping("/api/rows")
final class RowController {
    private static final int BYTES_MAX = 50 << 20;

    private final Facades facades;
    private final Asker asker;

    RowController(Facades facades, Asker asker) {
        this.facades = facades;
        this.asker = asker;
    }

    @Needs(value = Verb.ROW_PUSH, isForMachines = true)
    @PostMapping
    ResponseEntity<String> push(
            @RequestParam("unit") String unit,
            @RequestParam(name = "on", required = false) @Nullable LocalDate on,
            @RequestHeader(name = "Idempotency-Key", defaultValue = "") String key,
            HttpServletRequest request)
            throws IOException {
        String code = asker.unit(Verb.ROW_PUSH, unit);
        byte[] bytes = request.getInputStream().readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw AppProblems.uploadTooLarge();
        }
        String receipt = facades.rowFeed()
                .push(
                        asker.viewer(),
                        new RowFeed.Push(
                                key,
                                code,
                                asker.departmentIn(code),
                                name(key, request),
                                Optional.ofNullable(on),
                                bytes));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(receipt);
    }

    /** The name under which the rows are kept. */
    private static String name(String key, HttpServletRequest request) {
        String type = String.valueOf(request.getContentType());
        String ending = type.startsWith("application/json") ? ".json" : type.startsWith("text/csv") ? ".csv" : ".xlsx";
        return "接口推送-" + key.replaceAll("[^A-Za-z0-9._-]", "_") + ending;
    }
}
