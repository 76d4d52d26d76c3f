package cn.qingzhuang.engine.meaning.headers;

import cn.qingzhuang.engine.sheet.TableKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A form with the facets of its texts and what neighbouring texts say, before any meaning is decided.
 *
 * @param titleTopics topics and attributes of the title
 * @param titleWords the words of the title that name a topic
 */
record FormView(
        HeaderForm form,
        TableKind kind,
        Header title,
        Facets titleFacets,
        Set<String> titleTopics,
        List<String> titleWords,
        List<ColumnView> columns) {

    /**
     * A column.
     *
     * @param parents facets of the upper headers, nearest first
     * @param section the upper headers as one text
     * @param pathTopics topics of upper headers and brackets
     * @param pathRoles owners named by upper headers
     * @param blockRole owner named by a column at the left whose block this column seems to continue, or empty
     * @param blockDistance how many columns at the left that was, 0 for none
     * @param combined the nearest upper header and the leaf as one text
     */
    record ColumnView(
            int index,
            Header leaf,
            Facets facets,
            List<Header> upper,
            List<Facets> parents,
            String section,
            Set<String> pathTopics,
            Set<String> pathRoles,
            String blockRole,
            int blockDistance,
            String combined,
            Grams grams,
            Grams combinedGrams,
            Grams parentGrams,
            int sameBefore) {
        /** Whether the leaf names an attribute and no more, as 日期 and 数量 do: of what, the rest of the form must tell. */
        boolean isGeneral() {
            return !facets.attributes().isEmpty()
                    && facets.topics().isEmpty()
                    && facets.roles().isEmpty();
        }

        /** Whether the leaf only names a value or a thing: no attribute, no owner, no unit. */
        boolean isBare() {
            return !upper.isEmpty()
                    && facets.attributes().isEmpty()
                    && leaf.unit().isEmpty();
        }
    }

    static FormView of(HeaderForm form, Lexicon lexicon) {
        return of(form, lexicon, Map.of());
    }

    /** @param owners whose columns are, where somebody has said so: they begin a block as a header that names them does */
    static FormView of(HeaderForm form, Lexicon lexicon, Map<Integer, String> owners) {
        Header title = Header.of(form.title());
        Facets titleFacets = Facets.of(title.core(), lexicon);
        Set<String> titleTopics = new LinkedHashSet<>(titleFacets.topics());
        titleTopics.addAll(titleFacets.attributes());
        List<ColumnView> columns = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < form.columns().size(); i++) {
            ColumnView before = columns.isEmpty() ? null : columns.get(columns.size() - 1);
            ColumnView c = column(form.columns().get(i), i, new Left(before, owners.get(i - 1)), lexicon, seen);
            columns.add(c);
        }
        return new FormView(form, form.kind(), title, titleFacets, titleTopics, words(titleFacets), columns);
    }

    /** The words that name a topic; an unknown run of characters may be one. */
    private static List<String> words(Facets facets) {
        List<String> out = new ArrayList<>();
        for (Lexicon.Token t : facets.tokens()) {
            if (t.has('Q') && out.size() < 6) {
                out.add(t.text());
            }
        }
        return out;
    }

    private static ColumnView column(
            HeaderForm.Column column, int index, Left left, Lexicon lexicon, Map<String, Integer> seen) {
        Header leaf = Header.of(column.leaf());
        Facets facets = Facets.of(leaf.core(), lexicon);
        List<Header> upper = new ArrayList<>();
        List<Facets> parents = new ArrayList<>();
        StringBuilder section = new StringBuilder();
        Set<String> topics = new LinkedHashSet<>();
        Set<String> roles = new LinkedHashSet<>();
        for (int i = column.path().size() - 2; i >= 0; i--) {
            Header h = Header.of(column.path().get(i));
            Facets f = Facets.of(h.core(), lexicon);
            upper.add(h);
            parents.add(f);
            section.insert(0, h.core() + ">");
            topics.addAll(f.topics());
            topics.addAll(f.attributes());
            f.roles().forEach(r -> roles.add(Roles.ofConcept(r)));
        }
        for (String gloss : leaf.glosses()) {
            Facets f = Facets.of(gloss, lexicon);
            topics.addAll(f.topics());
            topics.addAll(f.attributes());
        }
        String combined = upper.isEmpty() ? leaf.core() : upper.get(0).core() + leaf.core();
        int same = seen.merge(section + leaf.core(), 1, Integer::sum) - 1;
        Block block = block(facets, section.toString(), left);
        return new ColumnView(
                index,
                leaf,
                facets,
                upper,
                parents,
                section.toString(),
                topics,
                roles,
                block.role(),
                block.distance(),
                combined,
                Grams.of(leaf.core()),
                Grams.of(combined),
                Grams.of(upper.isEmpty() ? "" : upper.get(0).core()),
                same);
    }

    /** The column at the left, and whose it is where somebody has said so. */
    private record Left(
            @Nullable ColumnView column, @Nullable String owner) {}

    private record Block(String role, int distance) {
        static final Block NONE = new Block("", 0);
    }

    private static Block block(Facets facets, String section, Left left) {
        ColumnView before = left.column();
        boolean startsAnew = before == null
                || !before.section().equals(section)
                || !facets.roles().isEmpty();
        if (before == null
                || startsAnew
                || !Roles.isPersonal(facets)
                || facets.attributes().contains("pname")) {
            return Block.NONE;
        }
        if (left.owner() != null) {
            return left.owner().isEmpty() ? Block.NONE : new Block(left.owner(), 1);
        }
        if (!before.facets().roles().isEmpty()) {
            return new Block(Roles.ofConcept(before.facets().roles().iterator().next()), 1);
        }
        return before.blockRole().isEmpty() ? Block.NONE : new Block(before.blockRole(), before.blockDistance() + 1);
    }
}
