package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.TableMapping;
import cn.qingzhuang.engine.sheet.TableKind;
import java.util.Set;

/** Whom the rows of a table are about: what the title says, unless the columns cannot identify such a subject. */
final class RowSubject {
    private static final Set<ElementKey> PERSON = Set.of(ElementKey.of("person_name"), ElementKey.of("person_id_no"));
    private static final Set<ElementKey> HOUSEHOLD = Set.of(
            new ElementKey("person_name", "head"),
            new ElementKey("person_id_no", "head"),
            ElementKey.of("household_no"),
            ElementKey.of("hukou_book_no"));
    private static final Set<ElementKey> ORGANISATION = Set.of(
            ElementKey.of("org_name"),
            ElementKey.of("org_uscc"),
            ElementKey.of("operator_name"),
            ElementKey.of("team_name"),
            ElementKey.of("party_org_name"));
    private static final Set<ElementKey> PLACE = Set.of(
            ElementKey.of("place_name"),
            ElementKey.of("project_name"),
            ElementKey.of("shelter_name"),
            ElementKey.of("place_code"),
            ElementKey.of("plot_no"));

    private RowSubject() {}

    /**
     * Decides from the stored keys of the columns.
     *
     * @param keys of the columns that hold values of the row's subject or of its relations
     */
    static SubjectType of(TableMapping mapping, Set<ElementKey> keys) {
        SubjectType said = mapping.population().subject();
        if (mapping.table().kind() == TableKind.STATISTICS) {
            return SubjectType.UNIT;
        }
        return switch (said) {
            case PERSON -> isAny(keys, PERSON) ? said : byColumns(keys, said);
            case HOUSEHOLD -> isAny(keys, PERSON) ? SubjectType.PERSON : said;
            case ORGANISATION -> isAny(keys, ORGANISATION) ? said : byColumns(keys, SubjectType.EVENT);
            case PLACE -> isAny(keys, PLACE) ? said : byColumns(keys, SubjectType.EVENT);
            case DWELLING, EVENT, UNIT -> said;
            case OTHER -> byColumns(keys, SubjectType.EVENT);
        };
    }

    private static SubjectType byColumns(Set<ElementKey> keys, SubjectType otherwise) {
        if (isAny(keys, PERSON)) {
            return SubjectType.PERSON;
        }
        if (isAny(keys, HOUSEHOLD)) {
            return SubjectType.HOUSEHOLD;
        }
        if (isAny(keys, ORGANISATION)) {
            return SubjectType.ORGANISATION;
        }
        return isAny(keys, PLACE) ? SubjectType.PLACE : otherwise;
    }

    private static boolean isAny(Set<ElementKey> keys, Set<ElementKey> wanted) {
        return wanted.stream().anyMatch(keys::contains);
    }
}
