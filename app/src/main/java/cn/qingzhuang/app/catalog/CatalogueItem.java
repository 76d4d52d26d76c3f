package cn.qingzhuang.app.catalog;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.CodeList;
import cn.qingzhuang.engine.catalog.CodeListText;
import cn.qingzhuang.engine.catalog.Definition;
import cn.qingzhuang.engine.catalog.DefinitionText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An element or a code list as JSON, as pages and the history hold it. */
public sealed interface CatalogueItem {
    String id();

    ObjectNode json();

    /** The catalogue with this item in it. */
    Catalogue in(Catalogue catalogue);

    /** Whether the catalogue has it just so. */
    boolean isIn(Catalogue catalogue);

    /** A line of the catalogue: keys as {@link DefinitionText.Column#key()}. */
    record ElementItem(Definition definition) implements CatalogueItem {
        @Override
        public String id() {
            return definition.element().id();
        }

        @Override
        public ObjectNode json() {
            ObjectNode out = JsonNodeFactory.instance.objectNode();
            DefinitionText.of(definition).forEach((column, text) -> out.put(column.key(), text));
            return out;
        }

        @Override
        public Catalogue in(Catalogue catalogue) {
            return catalogue.with(List.of(definition), List.of());
        }

        @Override
        public boolean isIn(Catalogue catalogue) {
            return catalogue.definition(id()).filter(definition::equals).isPresent();
        }
    }

    /** A code list: {@code {"list","standard","codes":[{"code","label","also","rank"}]}}. */
    record CodesItem(CodeList list) implements CatalogueItem {
        @Override
        public String id() {
            return list.id();
        }

        @Override
        public ObjectNode json() {
            ObjectNode out = JsonNodeFactory.instance.objectNode();
            out.put("list", list.id()).put("standard", list.standard());
            ArrayNode codes = out.putArray("codes");
            for (CodeListText.Line line : CodeListText.of(list)) {
                codes.addObject()
                        .put("code", line.code())
                        .put("label", line.label())
                        .put("also", line.also())
                        .put("rank", line.rank());
            }
            return out;
        }

        @Override
        public Catalogue in(Catalogue catalogue) {
            return catalogue.with(List.of(), List.of(list));
        }

        @Override
        public boolean isIn(Catalogue catalogue) {
            return catalogue
                    .codeList(id())
                    .filter(known -> new CodesItem(known).json().equals(json()))
                    .isPresent();
        }
    }

    /** Reads an element; Problem CATALOGUE-001 with every reason. Keys that are absent keep what the catalogue has. */
    static ElementItem element(JsonNode json, Catalogue catalogue) {
        Map<DefinitionText.Column, String> texts = new EnumMap<>(DefinitionText.Column.class);
        for (DefinitionText.Column column : DefinitionText.Column.values()) {
            JsonNode text = json.get(column.key());
            if (text != null && text.isString()) {
                texts.put(column, text.asString());
            }
        }
        DefinitionText.Parsed parsed = DefinitionText.parse(texts, catalogue);
        return new ElementItem(parsed.definition()
                .orElseThrow(() -> CatalogueProblems.badElement(
                        texts.getOrDefault(DefinitionText.Column.ID, ""), parsed.troubles())));
    }

    /** Reads a code list; Problem CATALOGUE-002 with every reason. */
    static CodesItem codes(JsonNode json) {
        List<CodeListText.Line> lines = new ArrayList<>();
        for (JsonNode code : json.path("codes")) {
            lines.add(new CodeListText.Line(
                    code.path("code").asString(""),
                    code.path("label").asString(""),
                    code.path("also").asString(""),
                    code.path("rank").asString("")));
        }
        String id = json.path("list").asString("");
        CodeListText.Parsed parsed =
                CodeListText.parse(id, json.path("standard").asString(""), lines);
        return new CodesItem(parsed.list().orElseThrow(() -> CatalogueProblems.badCodes(id, parsed.troubles())));
    }
}
