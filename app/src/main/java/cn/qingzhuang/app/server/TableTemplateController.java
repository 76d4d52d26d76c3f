package cn.qingzhuang.app.server;

import cn.qingzhuang.app.access.Verb;
import cn.qingzhuang.app.forms.Forms;
import cn.qingzhuang.app.forms.ReadingJson;
import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.tables.TableTemplates;
import cn.qingzhuang.app.tables.TableTemplates.Said;
import cn.qingzhuang.app.wiring.Facades;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A workbook of the department read as the description of a table. Nothing of it is kept but what is said of its columns. */
@RestController
@RequestMapping("/api/tables/template")
final class TableTemplateController {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SAID_MAX = 500;

    private final Facades facades;
    private final Jobs jobs;
    private final Asker asker;

    TableTemplateController(Facades facades, Jobs jobs, Asker asker) {
        this.facades = facades;
        this.jobs = jobs;
        this.asker = asker;
    }

    /** What the officer says of a column; element absent: none fits. */
    record Column(
            String ref,
            @Nullable String element,
            @Nullable String role,
            @Nullable Boolean withdraw) {
        Column {
            Objects.requireNonNull(ref);
        }

        Said said() {
            String whose = role == null ? "" : role;
            return new Said(ref, Optional.ofNullable(element), whose, Boolean.TRUE.equals(withdraw));
        }
    }

    /** Reads the first of the files; {@code said} is learnt before, as in a draft. */
    @Needs(Verb.TABLE_TAKE)
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    ArrayNode read(
            @RequestParam("files") List<MultipartFile> files,
            @RequestParam(name = "said", defaultValue = "[]") String said)
            throws IOException {
        MultipartFile file = files.stream().findFirst().orElseThrow(AppProblems::malformedRequest);
        String name = Uploads.name(file);
        byte[] bytes = file.getBytes();
        List<Said> columns = columns(said);
        if (!columns.isEmpty()) {
            asker.requireSomewhere(Verb.MEANING_CONFIRM);
        }
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        out.add(jobs.add(name, stage -> described(name, bytes, columns, stage)));
        return out;
    }

    private ObjectNode described(
            String name, byte[] bytes, List<Said> said, java.util.function.Consumer<String> stage) {
        Forms forms = facades.forms();
        TableTemplates.Described read = new TableTemplates(forms).read(name, bytes, said, stage);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("file", name);
        node.set("table", ReadingJson.tableForPages(read.table(), read.grid(), forms.catalogue()));
        node.set("whom", new ConditionJson(forms).of(read.whom()));
        return node;
    }

    private static List<Said> columns(String said) {
        try {
            List<Column> all = List.of(JSON.readValue(said, Column[].class));
            if (all.size() > SAID_MAX) {
                throw AppProblems.malformedRequest();
            }
            return all.stream().map(Column::said).toList();
        } catch (JacksonException | NullPointerException e) {
            throw AppProblems.malformedRequest();
        }
    }
}
