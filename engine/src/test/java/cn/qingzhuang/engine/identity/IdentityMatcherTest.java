package cn.qingzhuang.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.identity.IdentityMatcher.Candidate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityMatcherTest {
    private static final String VILLAGE = "999001101201";

    /** A person: ID number, name, birth date, phone, household, village, separated by slashes. */
    private static Identity person(String text) {
        String[] p = text.split("/", -1);
        return new Identity.Builder(SubjectType.PERSON)
                .put(IdentityPart.NUMBER, p[0])
                .put(IdentityPart.NAME, p[1])
                .put(IdentityPart.BIRTH_DATE, p[2])
                .put(IdentityPart.PHONE, p[3])
                .build(p[4], p[5].isEmpty() ? VILLAGE : p[5]);
    }

    /** A household: number, head's name, head's ID number, group. */
    private static Identity household(String text) {
        String[] p = text.split("/", -1);
        return new Identity.Builder(SubjectType.HOUSEHOLD)
                .put(IdentityPart.NUMBER, p[0])
                .put(IdentityPart.NAME, p[1])
                .put(IdentityPart.HEAD_NUMBER, p[2])
                .put(IdentityPart.GROUP, p[3])
                .build("", VILLAGE);
    }

    private static List<Candidate> known(String all, java.util.function.Function<String, Identity> reader) {
        List<Candidate> out = new ArrayList<>();
        for (String one : all.split(";")) {
            out.add(new Candidate("known" + out.size(), reader.apply(one.strip())));
        }
        return out;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            same number, same name           | 999001195003124238/王五//// | 999001195003124238/王五//// | true | Same
            15 digits are the same as 18     | 999001500312423/王五//// | 999001195003124233/王五//// | true | Same
            same number, other name          | 999001195003124238/赵六//// | 999001195003124238/王五//// | true | NewButResembles
            number only                      | 999001195003124238///// | 999001195003124238/王五//// | true | Same
            other number, same name          | 999001196107053345/王五//// | 999001195003124238/王五//// | true | New
            slip of the pen, same phone      | 999001195003124239/王五//100// | 999001195003124233/王五//100// | true | SameButDiffers
            same number, name sounds alike   | 999001195003124233/张莉//// | 999001195003124233/张丽//// | true | SameButDiffers
            same number, traditional name    | 999001195003124233/張麗//// | 999001195003124233/张丽//// | true | Same
            sounds alike, same day and phone | /张莉/1950-03-12/100// | 999001195003124233/张丽//100// | true | SameButDiffers
            sounds alike, same day only      | /张莉/1950-03-12/// | 999001195003124233/张丽//// | true | New
            slip of the pen, same village    | 999001195003124239/王五//// | 999001195003124233/王五//// | true | SameButDiffers
            digits swapped, same village     | 999001195003142233/王五//// | 999001195003124233/王五//// | true | SameButDiffers
            slip of the pen, another village | 999001195003124239/王五////999001101202 | 999001195003124233/王五////999001101201 | true | New
            slip of the pen, nothing right   | 999001195003124239/王五//// | 999001195003124238/王五//// | true | New
            no number, same birth date       | /王五/1950-03-12/// | 999001195003124238/王五//// | false | Same
            no number, month of birth        | /王五/1950-03/// | 999001195003124238/王五//// | false | Same
            no number, other birth date      | /王五/1951-03-12/// | 999001195003124238/王五//// | true | New
            no number, same phone            | /王五//100// | 999001195003124238/王五//100// | false | Same
            name alone, the only one         | /王五//// | 999001195003124238/王五//// | true | Same
            name alone, twice in the file    | /王五//// | 999001195003124238/王五//// | false | Unclear
            name alone, two are known        | /王五//// | 999001195003124238/王五////; 999001196107053345/王五//// | true | Unclear
            name alone, another village      | /王五////999001101202 | 999001195003124238/王五////999001101201 | true | New
            name alone, the town says it     | /王五////999001101000 | 999001195003124238/王五////999001101201 | true | Same
            another household                | /王五///h1/ | 999001195003124238/王五///h2/ | true | NewButResembles
            number beside one without        | 999001195003124238/王五//// | /王五//// | true | Same
            number beside one without, twice | 999001195003124238/王五//// | /王五//// | false | NewButResembles
            """)
    void decidesAboutPeople(String why, String row, String candidates, boolean isUnique, String expected) {
        Decision decision =
                IdentityMatcher.decide(person(row), known(candidates, IdentityMatcherTest::person), () -> isUnique);

        assertThat(decision.getClass().getSimpleName()).as(why).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            long number, another head by now | 999001101000017/李桂英// | 999001101000017/王五// | Same
            short number, another head       | 17/李桂英// | 17/王五// | New
            short number, same head          | 17/王五// | 17/王五// | Same
            head's number                    | /王五/999001195003124238/ | /王五/999001195003124238/ | Same
            head's name and group            | /王五//3组 | /王五//第三村民小组 | Same
            head's name, another group       | /王五//3组 | /王五//4组 | New
            two heads of one name            | /王五// | /王五//3; /王五//4 | Unclear
            """)
    void decidesAboutHouseholds(String why, String row, String candidates, String expected) {
        Decision decision =
                IdentityMatcher.decide(household(row), known(candidates, IdentityMatcherTest::household), () -> true);

        assertThat(decision.getClass().getSimpleName()).as(why).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource(delimiter = '|', textBlock = """
            999001195003124238/王五//// | 999001195003124238/赵六////
            /王五////                   | 999001195003124238/王五////
            999001195003124238/王五//// | /王五////
            999001195003124239/王五//// | 999001195003124238/王五////
            /王五/1950-03-12///999001000000 | 999001195003124238/王五////999001101201
            /张莉/1950-03-12///             | 999001195003124238/张丽////
            999001195003142233/王五////     | 999001195003124233/王五////
            """)
    void looksWhereTheKnownOneIsKept(String row, String kept) {
        assertThat(IdentityKeys.lookups(person(row))).containsAnyOf(IdentityKeys.of(person(kept)));
    }

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /王五//                      | 999001101000017/王五/999001195003124238/
            /王五/999001195003124238/    | 999001101000017/王五//
            999001101000017/王五//       | /王五/999001195003124238/
            999001101000017/李桂英//     | 999001101000017/王五/999001195003124238/
            999001101000018/王五/999001195003124238/ | 999001101000017/王五/999001195003124238/
            """)
    void looksWhereTheKnownHouseholdIsKept(String row, String kept) {
        assertThat(IdentityKeys.lookups(household(row))).containsAnyOf(IdentityKeys.of(household(kept)));
    }

    @Test
    void doesNotLookAtEveryHouseholdOfTheHeadsName() {
        Identity row = household("999001101000017/王五/999001195003124238/");
        Identity other = household("999001101000018/王五/999001196107053345/");

        assertThat(IdentityKeys.lookups(row)).doesNotContain(IdentityKeys.of(other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            99900119610705334X/王五//// | 999001195003124238/王五////
            /王五////999001102201       | /王五////999001101201
            """)
    void doesNotLookAtEverybodyOfTheName(String row, String kept) {
        assertThat(IdentityKeys.lookups(person(row))).doesNotContain(IdentityKeys.of(person(kept)));
    }
}
