package cn.qingzhuang.app.people;

import cn.qingzhuang.app.people.store.SearchStore.PersonRow;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.fill.KnownValue;
import cn.qingzhuang.engine.fill.SubjectFacts;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The few facts by which people are told apart in a list. */
final class PersonFacts {
    private static final ElementKey SEX = ElementKey.of("person_sex");
    private static final ElementKey BIRTH = ElementKey.of("person_birth_date");
    private static final ElementKey ID_NUMBER = ElementKey.of("person_id_no");

    /** What {@link #row} looks at. */
    static final Set<ElementKey> ELEMENTS = Set.of(SEX, BIRTH, ID_NUMBER);

    private static final int TAIL = 4;

    private PersonFacts() {}

    static PersonRow row(SubjectFacts subject) {
        String sex = value(subject, SEX);
        String number = value(subject, ID_NUMBER);
        return new PersonRow(
                UUID.fromString(subject.id()),
                subject.type().ordinal(),
                subject.unitCode(),
                subject.name(),
                bornOn(value(subject, BIRTH), number),
                sex.equals("男") ? 1 : sex.equals("女") ? 2 : 0,
                number.substring(Math.max(0, number.length() - TAIL)));
    }

    /** The day of birth as it is known, or as the ID number says. */
    private static Optional<LocalDate> bornOn(String known, String number) {
        String digits = known.matches("\\d{4}-\\d{2}-\\d{2}")
                ? known.replace("-", "")
                : number.matches("\\d{17}[0-9X]") ? number.substring(6, 14) : "";
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(digits.substring(0, 4)),
                    Integer.parseInt(digits.substring(4, 6)),
                    Integer.parseInt(digits.substring(6))));
        } catch (DateTimeException e) {
            return Optional.empty(); // an ID number with an impossible day is kept as it was said
        }
    }

    private static String value(SubjectFacts subject, ElementKey key) {
        return Optional.ofNullable(subject.values().get(key))
                .map(KnownValue::value)
                .orElse("");
    }
}
