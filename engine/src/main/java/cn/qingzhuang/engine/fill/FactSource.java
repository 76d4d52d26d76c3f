package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.SubjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The ledger as the fill engine sees it. The application implements it over SQL, tests over a list. */
public interface FactSource {
    /** Streams the subjects, living or not, each once, in a stable order: household, then entry. */
    void each(SubjectQuery query, Consumer<SubjectFacts> consumer);

    /** The subjects of a query. */
    default List<SubjectFacts> subjects(SubjectQuery query) {
        List<SubjectFacts> out = new ArrayList<>();
        each(query, out::add);
        return out;
    }

    /** All subjects of a type in the unit and the units below it, with all that is known of them. */
    default List<SubjectFacts> subjects(String unitCode, SubjectType type) {
        return subjects(SubjectQuery.everybody(unitCode, type));
    }

    /** The administrative unit itself, with its name and the names of the units above it. */
    Optional<UnitNames> unit(String unitCode);

    /** The units directly below, in code order. */
    List<UnitNames> unitsBelow(String unitCode);

    /** A unit's code and the names along its line; a level above or below the unit's own is empty. */
    record UnitNames(
            String code, String name, String province, String prefecture, String county, String town, String village) {}
}
