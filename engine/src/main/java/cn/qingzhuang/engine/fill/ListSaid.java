package cn.qingzhuang.engine.fill;

import java.util.Set;

/** Whom a blank roster lists, as a person said it when the title left it open. */
public sealed interface ListSaid {
    /** Everybody of the row's type who belongs to the unit. */
    record Everybody() implements ListSaid {}

    /** Whom the understood words of the title name, whatever the others mean. */
    record Titled() implements ListSaid {}

    /**
     * These and nobody else.
     *
     * @param subjects ids
     */
    record Members(Set<String> subjects) implements ListSaid {
        public Members {
            subjects = Set.copyOf(subjects);
        }
    }

    /**
     * The table that is spoken of.
     *
     * @param range of the table in the template, A1 style
     */
    record Place(String sheet, String range) {}
}
