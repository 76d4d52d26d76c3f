package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.TableMapping;
import cn.qingzhuang.engine.sheet.TableKind;
import java.util.Collection;
import java.util.Set;

/** Whom the rows of a table are about: what the title says, unless the columns cannot identify such a subject. */
final class RowSubject {
    private static final Set<String> PERSON = Set.of("person_name", "person_id_no");
    private static final Set<String> HOUSEHOLD =
            Set.of("person_name@head", "person_id_no@head", "household_no", "hukou_book_no");
    private static final Set<String> ORGANISATION =
            Set.of("org_name", "org_uscc", "operator_name", "team_name", "party_org_name");
    private static final Set<String> DWELLING = Set.of("dwelling_code", "dwelling_cert_no", "dwelling_address");
    private static final Set<String> PLACE =
            Set.of("place_name", "project_name", "shelter_name", "place_code", "plot_no");

    private final Set<String> keys;
    private final boolean isMostlyEvent;
    private final boolean isUnitNamed;

    private RowSubject(Collection<Numbered> elements) {
        this.keys = elements.stream()
                .map(Numbered::key)
                .map(ElementKey::toString)
                .collect(java.util.stream.Collectors.toSet());
        long events =
                elements.stream().filter(e -> e.keptWith() == SubjectType.EVENT).count();
        this.isMostlyEvent = events * 2 >= elements.size() && events > 0;
        this.isUnitNamed = elements.stream().anyMatch(e -> RowUnits.isUnitColumn(e, SubjectType.UNIT));
    }

    /** Decides from the elements of the columns; OTHER when the rows are about nobody the ledger keeps. */
    static SubjectType of(TableMapping mapping, Collection<Numbered> elements) {
        RowSubject columns = new RowSubject(elements);
        SubjectType said = mapping.population().subject();
        if (mapping.table().kind() == TableKind.STATISTICS) {
            return columns.ofStatistics();
        }
        return switch (said) {
            case PERSON, HOUSEHOLD -> columns.find(columns.isMostlyEvent ? SubjectType.EVENT : said);
            case ORGANISATION -> columns.isAny(ORGANISATION) ? said : columns.find(SubjectType.EVENT);
            case PLACE -> columns.isAny(PLACE) ? said : columns.find(SubjectType.EVENT);
            case DWELLING, EVENT -> said;
            case UNIT -> columns.ofStatistics();
            case OTHER -> columns.isMostlyEvent ? SubjectType.EVENT : columns.find(SubjectType.EVENT);
        };
    }

    /** A row per unit, or a list of households or people that looks like statistics because it is all numbers. */
    private SubjectType ofStatistics() {
        if (isAny(PERSON) || isAny(HOUSEHOLD)) {
            return find(SubjectType.OTHER);
        }
        return isUnitNamed ? SubjectType.UNIT : find(SubjectType.OTHER);
    }

    private SubjectType find(SubjectType otherwise) {
        if (isAny(PERSON)) {
            return SubjectType.PERSON;
        }
        if (isAny(HOUSEHOLD)) {
            return SubjectType.HOUSEHOLD;
        }
        if (isAny(ORGANISATION)) {
            return SubjectType.ORGANISATION;
        }
        if (isAny(PLACE)) {
            return SubjectType.PLACE;
        }
        // What is told of a dwelling is kept with its household where the row names one; a list of dwellings names
        // none.
        boolean isOfPeople = otherwise == SubjectType.PERSON || otherwise == SubjectType.HOUSEHOLD;
        return isOfPeople && isAny(DWELLING) ? SubjectType.DWELLING : otherwise;
    }

    private boolean isAny(Set<String> wanted) {
        return wanted.stream().anyMatch(keys::contains);
    }
}
