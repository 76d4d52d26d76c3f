package cn.qingzhuang.app.events;

import cn.qingzhuang.engine.catalog.SubjectType;
import java.util.List;

/**
 * What an event will change, before it is saved.
 *
 * @param basis of what the ledger knew: given back when saving
 * @param notices what the clerk should know or do besides
 * @param needs what has to be said before it can be saved
 */
public record Preview(List<Line> lines, List<String> notices, List<Need> needs, String basis) {
    public Preview {
        lines = List.copyOf(lines);
        notices = List.copyOf(notices);
        needs = List.copyOf(needs);
    }

    /**
     * One change. {@code what} names the element for people.
     *
     * @param before "" where nothing was known
     * @param after "" where it has to be asked anew
     */
    public record Line(String subject, String name, SubjectType type, String what, String before, String after) {}

    /** A field that has to be filled, with what can be chosen; free text where nothing can. */
    public record Need(String field, String label, List<Choice> choices) {}

    /** One of the values of a field. */
    public record Choice(String value, String label) {}
}
