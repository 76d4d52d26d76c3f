package cn.qingzhuang.app.tables;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.ElementTable;
import cn.qingzhuang.engine.meaning.Condition;
import cn.qingzhuang.engine.meaning.Expressions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a department wants to know of whom.
 *
 * @param unitCode 12 digits; the unit and all below it
 * @param subject persons or households
 * @param population whom, all of it; none: everybody who lives and is registered
 * @param columns in order, each once
 */
public record WantedTable(String unitCode, SubjectType subject, List<Condition> population, List<ElementKey> columns) {
    /** So many columns has a table at most. */
    public static final int COLUMNS_MAX = 60;

    private static final int CONDITIONS_MAX = 2_000;

    public WantedTable {
        population = List.copyOf(population);
        columns = List.copyOf(new LinkedHashSet<>(columns));
    }

    /**
     * A table as it was described; Problem TABLE-001 when it names no column, too many, or what the catalogue does not
     * have, TABLE-002 when the conditions cannot be read.
     */
    static WantedTable require(
            String unitCode, SubjectType subject, String conditions, List<String> columns, Catalogue catalogue) {
        boolean isAboutPeople = subject == SubjectType.PERSON || subject == SubjectType.HOUSEHOLD;
        if (columns.isEmpty() || columns.size() > COLUMNS_MAX || !isAboutPeople) {
            throw TableProblems.badColumns("要选 1 至 " + COLUMNS_MAX + " 列");
        }
        List<ElementKey> keys = new ArrayList<>();
        for (String column : columns) {
            ElementKey key = ElementKey.parse(column);
            boolean isUsed = catalogue
                    .governance(key.element())
                    .filter(g -> !g.isRetired())
                    .isPresent();
            if (!isUsed) {
                throw TableProblems.badColumns("目录里没有数据元“" + column + "”，或已停用");
            }
            keys.add(Catalogue.storageKey(key.element(), key.role()));
        }
        return new WantedTable(unitCode, subject, parsed(conditions, catalogue), keys);
    }

    /** Conditions as {@link Expressions} prints them; Problem TABLE-002 when they cannot be read. */
    static List<Condition> parsed(String conditions, Catalogue catalogue) {
        if (conditions.length() > CONDITIONS_MAX) {
            throw TableProblems.badConditions("条件太长");
        }
        try {
            return Expressions.parseConditions(conditions.isBlank() ? "all" : conditions, catalogue);
        } catch (IllegalArgumentException | StackOverflowError e) {
            throw TableProblems.badConditions("读不懂“" + conditions.strip() + "”");
        }
    }

    /** The same as {@link Expressions} prints it; {@code all} for none. */
    public String conditions() {
        return Expressions.conjunction(population);
    }

    ElementTable.Wanted asOf(LocalDate day) {
        return new ElementTable.Wanted(unitCode, day, subject, population, columns);
    }

    /** The stored keys that the conditions look at. */
    Set<ElementKey> asked() {
        Set<ElementKey> out = new LinkedHashSet<>();
        collect(population, out);
        return out;
    }

    /** Whether the conditions look at nothing but keys that pass. */
    public boolean asksOnly(Predicate<ElementKey> passes) {
        return asked().stream().allMatch(passes);
    }

    private static void collect(Collection<Condition> conditions, Set<ElementKey> into) {
        for (Condition condition : conditions) {
            if (condition instanceof Condition.OneOf one) {
                into.add(one.key());
            } else if (condition instanceof Condition.Between between) {
                into.add(between.key());
            } else if (condition instanceof Condition.Known known) {
                into.add(known.key());
            } else if (condition instanceof Condition.Not not) {
                collect(List.of(not.inner()), into);
            } else if (condition instanceof Condition.AnyOf any) {
                collect(any.parts(), into);
            } else if (condition instanceof Condition.OfHousehold home) {
                collect(List.of(home.inner()), into);
            }
        }
    }
}
