package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.SubjectType;
import java.util.List;

/**
 * Whom a table lists, as its title says: 80周岁以上老年人花名册 lists persons aged 80 and over.
 *
 * @param subject the type of the row's subject
 * @param conditions all must hold; empty lists everybody
 * @param unexplained words of the title that restrict but were not understood
 */
public record Population(SubjectType subject, List<Condition> conditions, List<String> unexplained) {
    public Population {
        conditions = List.copyOf(conditions);
        unexplained = List.copyOf(unexplained);
    }
}
