package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.Condition;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * Which subjects of a unit and the units below it a source is asked for, and what of them.
 *
 * @param elements the stored keys that will be looked at: a source may leave out all others; empty asks for every fact
 */
public record SubjectQuery(String unitCode, SubjectType type, Set<ElementKey> elements, Whom whom) {
    public SubjectQuery {
        elements = Set.copyOf(elements);
    }

    /** Everybody, with every fact. */
    public static SubjectQuery everybody(String unitCode, SubjectType type) {
        return new SubjectQuery(unitCode, type, Set.of(), new Satisfying(List.of(), LocalDate.EPOCH));
    }

    /** Whom a query names. */
    public sealed interface Whom {}

    /**
     * Who satisfies all conditions on a day. A source may answer others as well, and the caller tests again: it must only
     * never leave out one who does.
     */
    public record Satisfying(List<Condition> conditions, LocalDate asOf) implements Whom {
        public Satisfying {
            conditions = List.copyOf(conditions);
        }
    }

    /** Who is found under one of these keys ({@link cn.qingzhuang.engine.identity.IdentityKeys}). */
    public record Keyed(Set<Long> keys) implements Whom {
        public Keyed {
            keys = Set.copyOf(keys);
        }
    }

    /** Those of these ids. */
    public record Identified(Set<String> ids) implements Whom {
        public Identified {
            ids = Set.copyOf(ids);
        }
    }

    /** The members of these households. */
    public record MembersOf(Set<String> households) implements Whom {
        public MembersOf {
            households = Set.copyOf(households);
        }
    }
}
