package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.IdNumbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Values that follow from others: age on the day, sex and birth date from the ID number, values per head, names and
 * codes of the units a subject lives in, the day and year of the report.
 */
final class Derivations {
    private static final String AGE = "person_age";
    private static final String BIRTH = "person_birth_date";
    private static final String ID_NUMBER = "person_id_no";
    private static final String SEX = "person_sex";
    private static final int CODE_LENGTH = 12;
    private static final Map<String, String> PER_HEAD = Map.of(
            "household_annual_income_pc", "household_annual_income",
            "household_monthly_income_pc", "household_monthly_income",
            "dwelling_area_pc", "dwelling_area");
    private static final ElementKey SIZE = ElementKey.of("household_size");

    private final Facts facts;
    private final LocalDate asOf;

    Derivations(Facts facts, LocalDate asOf) {
        this.facts = facts;
        this.asOf = asOf;
    }

    /** Ages are never taken as stored: they were true on another day. */
    boolean isAlwaysDerived(ElementKey key) {
        return key.element().equals(AGE);
    }

    Optional<Answer> find(SubjectFacts subject, ElementKey key) {
        return switch (key.element()) {
            case AGE -> Optional.of(age(subject, key.role()));
            case BIRTH -> fromId(subject, key.role(), id -> IdNumbers.birthDate(id).map(LocalDate::toString));
            case SEX -> fromId(subject, key.role(), IdNumbers::sex);
            default -> {
                String total = PER_HEAD.get(key.element());
                yield total != null ? perHead(subject, ElementKey.of(total)) : ofUnit(subject.unitCode(), key);
            }
        };
    }

    private Answer age(SubjectFacts subject, String role) {
        Optional<KnownValue> birth = facts.known(subject, new ElementKey(BIRTH, role));
        Optional<LocalDate> date = birth.filter(b -> !b.isDisputed()).flatMap(b -> parse(b.value()));
        if (date.isEmpty() && birth.isEmpty()) {
            birth = facts.known(subject, new ElementKey(ID_NUMBER, role));
            date = birth.filter(b -> !b.isDisputed()).flatMap(b -> IdNumbers.birthDate(b.value()));
        }
        KnownValue from = birth.orElse(null);
        return date.isEmpty() || from == null || date.get().isAfter(asOf)
                ? Answer.unknown("出生日期和身份证号都不清楚，无法计算年龄")
                : Answer.computed(Integer.toString(Period.between(date.get(), asOf).getYears()), from);
    }

    private static Optional<LocalDate> parse(String iso) {
        try {
            return Optional.of(LocalDate.parse(iso));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Optional<Answer> fromId(
            SubjectFacts subject, String role, Function<String, Optional<String>> by) {
        return facts.known(subject, new ElementKey(ID_NUMBER, role))
                .filter(id -> !id.isDisputed() && IdNumbers.hasRightCheckDigit(id.value()))
                .flatMap(id -> by.apply(id.value()).map(v -> Answer.computed(v, id)));
    }

    private Optional<Answer> perHead(SubjectFacts subject, ElementKey total) {
        Optional<KnownValue> size = facts.known(subject, SIZE).filter(s -> !s.isDisputed());
        Optional<KnownValue> sum = facts.known(subject, total).filter(s -> !s.isDisputed());
        if (size.isEmpty() || sum.isEmpty() || new BigDecimal(size.get().value()).signum() <= 0) {
            return Optional.empty();
        }
        BigDecimal each = new BigDecimal(sum.get().value())
                .divide(new BigDecimal(size.get().value()), 2, RoundingMode.HALF_UP);
        return Optional.of(Answer.computed(each.stripTrailingZeros().toPlainString(), sum.get()));
    }

    /** What the unit and the day alone say. */
    Optional<Answer> ofUnit(String unitCode, ElementKey key) {
        if (!key.role().isEmpty()) {
            return Optional.empty();
        }
        Optional<FactSource.UnitNames> unit = facts.unit(unitCode);
        Optional<String> value = switch (key.element()) {
            case "province" -> unit.map(FactSource.UnitNames::province);
            case "prefecture" -> unit.map(FactSource.UnitNames::prefecture);
            case "county" -> unit.map(FactSource.UnitNames::county);
            case "town" -> unit.map(FactSource.UnitNames::town);
            case "village" -> unit.map(FactSource.UnitNames::village);
            case "reporting_unit" -> unit.map(FactSource.UnitNames::name);
            case "town_code" -> unit.filter(u -> !u.town().isEmpty() && u.code().length() == CODE_LENGTH)
                    .map(u -> u.code().substring(0, 9) + "000");
            case "village_code" -> unit.filter(u -> !u.village().isEmpty()).map(FactSource.UnitNames::code);
            case "stat_year" -> Optional.of(Integer.toString(asOf.getYear()));
            case "stat_date", "fill_date" -> Optional.of(asOf.toString());
            default -> Optional.empty();
        };
        return value.filter(v -> !v.isEmpty()).map(Answer::computed);
    }
}
