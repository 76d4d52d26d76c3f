package cn.qingzhuang.engine.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Values that follow from other values: age, sex and birth date from the ID number, disability type and level from the
 * certificate number, an address from its parts. A stored value comes first; callers ask here only when there is none.
 */
public final class Derivations {
    /**
     * A derived value.
     *
     * @param from the keys that it was worked out from
     */
    public record Derived(String value, List<ElementKey> from) {
        public Derived {
            from = List.copyOf(from);
        }
    }

    /** Current values by stored key ({@link Catalogue#storageKey}). */
    public interface Lookup extends Function<ElementKey, Optional<String>> {}

    private interface Rule {
        Optional<Derived> derive(String role, Lookup lookup, LocalDate asOf);
    }

    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("person_age", Derivations::age),
            Map.entry("person_birth_date", Derivations::birthDate),
            Map.entry("person_sex", Derivations::sex),
            Map.entry("elderly_age_band", Derivations::ageBand),
            Map.entry("disability_type", Derivations::disabilityType),
            Map.entry("disability_level", Derivations::disabilityLevel),
            Map.entry("disability_flag", Derivations::disabilityFlag),
            Map.entry("tekun_flag", (role, lookup, asOf) -> whenKnown("tekun_cert_no", role, lookup)),
            Map.entry("person_alive", Derivations::alive),
            Map.entry("person_phone", (role, lookup, asOf) -> copy("person_mobile", role, lookup)),
            Map.entry("area_division", Derivations::areaDivision),
            Map.entry(
                    "household_annual_income_pc",
                    (role, lookup, asOf) -> quotient("household_annual_income", "household_size", role, lookup)),
            Map.entry(
                    "household_monthly_income_pc",
                    (role, lookup, asOf) -> quotient("household_monthly_income", "household_size", role, lookup)),
            Map.entry(
                    "dwelling_area_pc",
                    (role, lookup, asOf) -> quotient("dwelling_area", "household_size", role, lookup)));

    private static final Map<String, List<String>> INPUTS = Map.ofEntries(
            Map.entry("person_age", List.of("person_birth_date", "person_id_no")),
            Map.entry("person_birth_date", List.of("person_id_no")),
            Map.entry("person_sex", List.of("person_id_no")),
            Map.entry("elderly_age_band", List.of("person_birth_date", "person_id_no")),
            Map.entry("disability_type", List.of("disability_cert_no")),
            Map.entry("disability_level", List.of("disability_cert_no")),
            Map.entry("disability_flag", List.of("disability_level", "disability_type", "disability_cert_no")),
            Map.entry("person_alive", List.of("person_death_date")),
            Map.entry("tekun_flag", List.of("tekun_cert_no")),
            Map.entry("person_phone", List.of("person_mobile")),
            Map.entry("area_division", List.of("province", "prefecture", "county", "town", "village")),
            Map.entry("household_annual_income_pc", List.of("household_annual_income", "household_size")),
            Map.entry("household_monthly_income_pc", List.of("household_monthly_income", "household_size")),
            Map.entry("dwelling_area_pc", List.of("dwelling_area", "household_size")));

    private static final List<String> DIVISIONS = List.of("province", "prefecture", "county", "town", "village");
    private static final int CERTIFICATE_LENGTH = 20;
    private static final int OLD_AGE = 60;
    private static final int HUNDRED = 100;

    private Derivations() {}

    /** Whether some rule can work the element out. */
    public static boolean isDerivable(String element) {
        return RULES.containsKey(element);
    }

    /** The elements, of the same role, that the rule of an element looks at; none where no rule works it out. */
    public static List<String> inputs(String element) {
        return INPUTS.getOrDefault(element, List.of());
    }

    /** The value of a key that follows from other known values on a day, if it does. */
    public static Optional<Derived> derive(ElementKey key, Lookup lookup, LocalDate asOf) {
        Rule rule = RULES.get(key.element());
        return rule == null ? Optional.empty() : rule.derive(key.role(), lookup, asOf);
    }

    /** Stored value first, then a derived one. Age is always computed where a birth date or ID number is known. */
    public static Optional<String> valueOf(ElementKey key, Lookup lookup, LocalDate asOf) {
        boolean ages = key.element().equals("person_age") || key.element().equals("elderly_age_band");
        if (ages) {
            Optional<Derived> derived = derive(key, lookup, asOf);
            if (derived.isPresent()) {
                return derived.map(Derived::value);
            }
        }
        Optional<String> stored = lookup.apply(key);
        return stored.isPresent() ? stored : derive(key, lookup, asOf).map(Derived::value);
    }

    /** Completed years between a birth date (full or to the month) and a day; empty while the month leaves it open. */
    public static Optional<Integer> ageAt(String birthDate, LocalDate asOf) {
        if (birthDate.length() == "2025-06-30".length()) {
            LocalDate birth = LocalDate.parse(birthDate);
            return birth.isAfter(asOf)
                    ? Optional.empty()
                    : Optional.of(Period.between(birth, asOf).getYears());
        }
        if (birthDate.length() == "2025-06".length()) {
            YearMonth birth = YearMonth.parse(birthDate);
            YearMonth now = YearMonth.from(asOf);
            boolean isOpen = birth.getMonthValue() == now.getMonthValue() || birth.isAfter(now);
            return isOpen ? Optional.empty() : Optional.of((int) birth.until(now, java.time.temporal.ChronoUnit.YEARS));
        }
        return Optional.empty();
    }

    private static Optional<Derived> age(String role, Lookup lookup, LocalDate asOf) {
        ElementKey birthKey = new ElementKey("person_birth_date", role);
        Optional<String> stored = lookup.apply(birthKey);
        Optional<Derived> birth = stored.isPresent()
                ? Optional.of(new Derived(stored.get(), List.of(birthKey)))
                : birthDate(role, lookup, asOf);
        return birth.flatMap(
                date -> ageAt(date.value(), asOf).map(age -> new Derived(Integer.toString(age), date.from())));
    }

    private static Optional<Derived> birthDate(String role, Lookup lookup, LocalDate asOf) {
        return fromIdNumber(
                role,
                lookup,
                id -> IdNumbers.birthDate(id)
                        .filter(date -> !date.isAfter(asOf))
                        .map(LocalDate::toString));
    }

    private static Optional<Derived> sex(String role, Lookup lookup, LocalDate asOf) {
        return fromIdNumber(role, lookup, IdNumbers::sex);
    }

    private static Optional<Derived> fromIdNumber(String role, Lookup lookup, Function<String, Optional<String>> part) {
        ElementKey idKey = new ElementKey("person_id_no", role);
        return lookup.apply(idKey).flatMap(part).map(value -> new Derived(value, List.of(idKey)));
    }

    private static Optional<Derived> ageBand(String role, Lookup lookup, LocalDate asOf) {
        return age(role, lookup, asOf).flatMap(derived -> {
            int age = Integer.parseInt(derived.value());
            if (age < OLD_AGE) {
                return Optional.empty();
            }
            int from = age / 10 * 10;
            String band = age >= HUNDRED ? "100+" : from + "-" + (from + 9);
            return Optional.of(new Derived(band, derived.from()));
        });
    }

    /** The certificate number is the ID number followed by type and level (残疾人证号 20 位, B after a renewal). */
    private static Optional<Derived> disabilityType(String role, Lookup lookup, LocalDate asOf) {
        return fromCertificate(role, lookup, CERTIFICATE_LENGTH - 2, List.of("视力", "听力", "言语", "肢体", "智力", "精神", "多重"));
    }

    private static Optional<Derived> disabilityLevel(String role, Lookup lookup, LocalDate asOf) {
        return fromCertificate(role, lookup, CERTIFICATE_LENGTH - 1, List.of("一级", "二级", "三级", "四级"));
    }

    private static Optional<Derived> fromCertificate(String role, Lookup lookup, int place, List<String> labels) {
        ElementKey key = new ElementKey("disability_cert_no", role);
        return lookup.apply(key)
                .filter(number -> number.length() >= CERTIFICATE_LENGTH
                        && IdNumbers.isShaped(number.substring(0, CERTIFICATE_LENGTH - 2)))
                .map(number -> number.charAt(place) - '1')
                .filter(digit -> digit >= 0 && digit < labels.size())
                .map(digit -> new Derived(labels.get(digit), List.of(key)));
    }

    private static Optional<Derived> disabilityFlag(String role, Lookup lookup, LocalDate asOf) {
        for (String element : List.of("disability_level", "disability_type", "disability_cert_no")) {
            Optional<Derived> derived = whenKnown(element, role, lookup);
            if (derived.isPresent()) {
                return derived;
            }
        }
        return Optional.empty();
    }

    private static Optional<Derived> alive(String role, Lookup lookup, LocalDate asOf) {
        ElementKey key = new ElementKey("person_death_date", role);
        return lookup.apply(key).map(day -> new Derived("否", List.of(key)));
    }

    private static Optional<Derived> whenKnown(String element, String role, Lookup lookup) {
        ElementKey key = new ElementKey(element, role);
        return lookup.apply(key)
                .filter(value -> !value.equals("无") && !value.equals("否"))
                .map(value -> new Derived("是", List.of(key)));
    }

    private static Optional<Derived> copy(String element, String role, Lookup lookup) {
        ElementKey key = new ElementKey(element, role);
        return lookup.apply(key).map(value -> new Derived(value, List.of(key)));
    }

    private static Optional<Derived> areaDivision(String role, Lookup lookup, LocalDate asOf) {
        StringBuilder out = new StringBuilder();
        List<ElementKey> from = new ArrayList<>();
        for (String division : DIVISIONS) {
            ElementKey key = new ElementKey(division, role);
            lookup.apply(key).ifPresent(name -> {
                out.append(name);
                from.add(key);
            });
        }
        return from.size() < 2 ? Optional.empty() : Optional.of(new Derived(out.toString(), from));
    }

    private static Optional<Derived> quotient(String dividend, String divisor, String role, Lookup lookup) {
        ElementKey above = new ElementKey(dividend, role);
        ElementKey below = new ElementKey(divisor, role);
        Optional<BigDecimal> number = lookup.apply(above).flatMap(Derivations::number);
        Optional<BigDecimal> by =
                lookup.apply(below).flatMap(Derivations::number).filter(n -> n.signum() > 0);
        if (number.isEmpty() || by.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal value = number.get().divide(by.get(), 2, RoundingMode.HALF_UP);
        return Optional.of(new Derived(NumberReader.plain(value), List.of(above, below)));
    }

    private static Optional<BigDecimal> number(String text) {
        return text.matches("-?\\d+(\\.\\d+)?") ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }
}
