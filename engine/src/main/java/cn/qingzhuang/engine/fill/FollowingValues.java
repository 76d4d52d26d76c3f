package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.Derivations;
import cn.qingzhuang.engine.catalog.ElementKey;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * Values that are not stored: what follows from a subject's other facts, from the units it lives in, from the day.
 *
 * <p>行政区划 is left out, because offices mean different spans of it, and the type of a disability, because the digit
 * of the certificate lags behind a new assessment.
 */
final class FollowingValues {
    private static final Set<String> AGES = Set.of("person_age", "elderly_age_band");
    private static final Set<String> NOT_DERIVED = Set.of("area_division", "disability_type");
    private static final int CODE_LENGTH = 12;
    private static final int TOWN_DIGITS = 9;

    private final Facts facts;
    private final LocalDate asOf;

    FollowingValues(Facts facts, LocalDate asOf) {
        this.facts = facts;
        this.asOf = asOf;
    }

    /** Ages are never taken as stored: they were true on another day. */
    boolean isAlwaysDerived(ElementKey key) {
        return AGES.contains(key.element());
    }

    Optional<Answer> find(SubjectFacts subject, ElementKey key) {
        if (isAlwaysDerived(key) || Derivations.isDerivable(key.element()) && !NOT_DERIVED.contains(key.element())) {
            Optional<Answer> derived = Derivations.derive(
                            key, k -> facts.settled(subject, k).map(KnownValue::value), asOf)
                    .map(d -> answer(subject, d));
            if (derived.isPresent()) {
                return derived;
            }
        }
        return ofUnit(subject.unitCode(), key);
    }

    private Answer answer(SubjectFacts subject, Derivations.Derived derived) {
        return derived.from().stream()
                .findFirst()
                .flatMap(from -> facts.settled(subject, from))
                .map(from -> Answer.computed(derived.value(), from))
                .orElseGet(() -> Answer.computed(derived.value()));
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
            case "town_code" ->
                unit.filter(u -> !u.town().isEmpty() && u.code().length() == CODE_LENGTH)
                        .map(u -> u.code().substring(0, TOWN_DIGITS) + "000");
            case "village_code" -> unit.filter(u -> !u.village().isEmpty()).map(FactSource.UnitNames::code);
            case "stat_year" -> Optional.of(Integer.toString(asOf.getYear()));
            case "stat_date", "fill_date" -> Optional.of(asOf.toString());
            default -> Optional.empty();
        };
        return value.filter(v -> !v.isEmpty()).map(Answer::computed);
    }
}
