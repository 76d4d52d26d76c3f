package cn.qingzhuang.engine.catalog;

import java.util.List;
import java.util.Optional;

/**
 * One element (数据元) of the catalogue.
 *
 * @param id stable id, such as {@code person_birth_date}
 * @param name Chinese name
 * @param codeList id of its code list, for CODE elements that have one
 * @param synonyms header texts seen or confirmed
 */
public record Element(
        String id,
        String name,
        SubjectType subject,
        ValueType valueType,
        Optional<String> codeList,
        List<String> synonyms,
        String definition) {
    public Element {
        synonyms = List.copyOf(synonyms);
    }
}
