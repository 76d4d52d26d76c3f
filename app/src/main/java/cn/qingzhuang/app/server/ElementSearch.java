package cn.qingzhuang.app.server;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.Element;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds elements by what a person types: name, a header text, or the id. */
final class ElementSearch {
    private static final int FOUND_MAX = 30;
    private static final int NO_MATCH = 9;

    private ElementSearch() {}

    /** Best matches first. */
    static List<Element> best(Catalogue catalogue, String query) {
        String wanted = query.strip().toLowerCase(Locale.ROOT);
        return catalogue.elements().stream()
                .filter(e -> rank(e, wanted) < NO_MATCH)
                .sorted(Comparator.comparingInt((Element e) -> rank(e, wanted))
                        .thenComparing(Element::subject)
                        .thenComparingInt(e -> e.name().length())
                        .thenComparing(Element::id))
                .limit(FOUND_MAX)
                .toList();
    }

    private static int rank(Element element, String wanted) {
        if (element.name().equals(wanted) || element.id().equals(wanted)) {
            return 0;
        }
        if (element.synonyms().contains(wanted)) {
            return 1;
        }
        if (element.name().startsWith(wanted)) {
            return 2;
        }
        if (element.name().contains(wanted)) {
            return 3;
        }
        if (element.synonyms().stream().anyMatch(s -> s.contains(wanted))) {
            return 4;
        }
        return element.id().contains(wanted) ? 5 : NO_MATCH;
    }
}
