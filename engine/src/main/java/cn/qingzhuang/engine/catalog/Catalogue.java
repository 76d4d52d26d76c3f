package cn.qingzhuang.engine.catalog;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The catalogue of elements (数据元目录) with its code lists. Immutable; {@link #standard()} reads the files shipped with the
 * engine once.
 */
public final class Catalogue {
    private final Map<String, Element> elements;
    private final Map<String, Governance> governance;
    private final Map<String, CodeList> codeLists;

    private Catalogue(
            Map<String, Element> elements, Map<String, Governance> governance, Map<String, CodeList> codeLists) {
        this.elements = Collections.unmodifiableMap(elements);
        this.governance = Map.copyOf(governance);
        this.codeLists = Collections.unmodifiableMap(codeLists);
    }

    static Catalogue of(Collection<Definition> definitions, Collection<CodeList> codeLists) {
        return new Catalogue(new LinkedHashMap<>(), Map.of(), new LinkedHashMap<>()).with(definitions, codeLists);
    }

    /** The catalogue shipped with the engine. */
    public static Catalogue standard() {
        return Standard.CATALOGUE;
    }

    public Optional<Element> element(String id) {
        return Optional.ofNullable(elements.get(id));
    }

    /** All elements in the order of the catalogue. */
    public Collection<Element> elements() {
        return elements.values();
    }

    /** What is laid down for an element; empty for an id that the catalogue does not have. */
    public Optional<Governance> governance(String id) {
        return Optional.ofNullable(governance.get(id));
    }

    /** The line of an element. */
    public Optional<Definition> definition(String id) {
        return element(id).flatMap(element -> governance(id).map(laidDown -> new Definition(element, laidDown)));
    }

    /** All code lists in the order of the catalogue. */
    public Collection<CodeList> codeLists() {
        return codeLists.values();
    }

    public Optional<CodeList> codeList(String id) {
        return Optional.ofNullable(codeLists.get(id));
    }

    /** The code list of an element, if it has one. */
    public Optional<CodeList> codesOf(String element) {
        return element(element).flatMap(Element::codeList).flatMap(this::codeList);
    }

    /** The same catalogue with further header texts per element id; ids it does not have are left out. */
    public Catalogue withSynonyms(Map<String, List<String>> further) {
        Map<String, Element> out = new LinkedHashMap<>();
        for (Element element : elements.values()) {
            Set<String> synonyms = new LinkedHashSet<>(element.synonyms());
            synonyms.addAll(further.getOrDefault(element.id(), List.of()));
            out.put(
                    element.id(),
                    new Element(
                            element.id(),
                            element.name(),
                            element.subject(),
                            element.valueType(),
                            element.codeList(),
                            List.copyOf(synonyms),
                            element.definition()));
        }
        return new Catalogue(out, governance, codeLists);
    }

    /** The same catalogue with lines and code lists added or put in the place of those of the same id. */
    public Catalogue with(Collection<Definition> definitions, Collection<CodeList> lists) {
        Map<String, Element> allElements = new LinkedHashMap<>(elements);
        Map<String, Governance> allGovernance = new HashMap<>(governance);
        Map<String, CodeList> allLists = new LinkedHashMap<>(codeLists);
        for (Definition definition : definitions) {
            allElements.put(definition.element().id(), definition.element());
            allGovernance.put(definition.element().id(), definition.governance());
        }
        lists.forEach(list -> allLists.put(list.id(), list));
        return new Catalogue(allElements, allGovernance, allLists);
    }

    /**
     * The one key under which a fact is kept, whichever of its names a form uses: {@code guardian_phone} and
     * {@code person_phone} with role guardian are both {@code person_phone@guardian}. A member's facts are the member's
     * own, so the role member is dropped.
     */
    public static ElementKey storageKey(String element, String role) {
        return Roles.storageKey(element, role);
    }

    /** The element as a stored key names it, its role element where the catalogue spells one out. */
    public Optional<Element> elementOf(ElementKey key) {
        Optional<Element> spelled =
                Roles.spelledOut(key).filter(elements::containsKey).flatMap(this::element);
        return spelled.isPresent() ? spelled : element(key.element());
    }

    /**
     * About whom the fact is kept: the person, its household (dwellings are kept with the household for now), an event,
     * an organisation, a place, the administrative unit. OTHER belongs to nobody (the year of a report).
     */
    public SubjectType subjectOf(ElementKey key) {
        return Roles.subjectOf(key, element(key.element()));
    }

    private static final class Standard {
        static final Catalogue CATALOGUE = CatalogueFiles.read();
    }
}
