package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.wiring.Facades;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The complaint entry of every page. */
@RestController
@RequestMapping("/api/complaints")
final class ComplaintController {
    private final Facades facades;
    private final Asker asker;

    ComplaintController(Facades facades, Asker asker) {
        this.facades = facades;
        this.asker = asker;
    }

    record Said(
            String unit, @Nullable String page, @Nullable String about, String words) {}

    @Needs(Verb.COMPLAINT_MAKE)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ArrayNode add(@RequestBody Said said) {
        String page = said.page() == null ? "" : said.page();
        String about = said.about() == null ? "" : said.about();
        facades.complaints().add(asker.unit(Verb.COMPLAINT_MAKE, said.unit()), page, about, said.words());
        return list();
    }

    @Needs(Verb.COMPLAINT_READ)
    @GetMapping
    ArrayNode list() {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        facades.complaints().list().stream()
                .filter(c -> asker.mayIn(Verb.COMPLAINT_READ, c.unitCode()))
                .forEach(c -> out.addObject()
                        .put("unit", c.unitCode())
                        .put("page", c.page())
                        .put("about", c.about())
                        .put("words", c.words())
                        .put("at", c.madeAt()));
        return out;
    }
}
