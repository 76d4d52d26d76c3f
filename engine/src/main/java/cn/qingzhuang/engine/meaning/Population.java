package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.util.List;
import java.util.Optional;

/**
 * Whom a table lists, as its title says: 80周岁以上老年人花名册 lists persons aged 80 and over.
 *
 * @param subject the type of the row's subject
 * @param conditions all must hold; empty lists everybody
 * @param unexplained words of the title that restrict but were not understood
 * @param matters what the title says happened to the listed (补贴发放), where no condition says who they are
 * @param isSaid whether an officer said it
 */
public record Population(
        SubjectType subject,
        List<Condition> conditions,
        List<String> unexplained,
        List<String> matters,
        boolean isSaid) {
    /** The element under which the ledger keeps that a subject stood in a list of a group, the group being its role. */
    public static final String LISTED = "_listed";

    public Population {
        conditions = List.copyOf(conditions);
        unexplained = List.copyOf(unexplained);
        matters = List.copyOf(matters);
    }

    public Population(SubjectType subject, List<Condition> conditions, List<String> unexplained, List<String> matters) {
        this(subject, conditions, unexplained, matters, false);
    }

    public Population(SubjectType subject, List<Condition> conditions, List<String> unexplained) {
        this(subject, conditions, unexplained, List.of());
    }

    /**
     * The population that somebody says it is: {@code all}, {@code none} or conditions; throws
     * {@link IllegalArgumentException} for any other text.
     */
    public Population as(String said) {
        return switch (said) {
            case "all" -> new Population(subject, List.of(), List.of(), List.of(), true);
            case "none" -> new Population(SubjectType.OTHER, List.of(), List.of(), List.of(), true);
            default -> new Population(subject, Expressions.parseConditions(said), List.of(), List.of(), true);
        };
    }

    /** Whether the title says who is listed in words that the ledger can test. */
    public boolean isUnderstood() {
        return unexplained.isEmpty() && matters.isEmpty();
    }

    /** Whether a header or the name of an element is about what restricts the list and no condition says. */
    public boolean isAbout(String text) {
        return TitleWords.standard().isAbout(text, matters);
    }

    /** The group that the title names and that no element holds: 楼组长. */
    public Optional<ElementKey> group() {
        String name = String.join("、", unexplained).replace('@', ' ');
        return name.isEmpty() ? Optional.empty() : Optional.of(new ElementKey(LISTED, name));
    }
}
