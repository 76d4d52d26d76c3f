package cn.qingzhuang.app.ledger;

import static cn.qingzhuang.app.ledger.Sheets.aRoster;
import static org.assertj.core.api.Assertions.assertThat;

import cn.qingzhuang.app.shared.TestDatabase;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.fill.FactSource;
import cn.qingzhuang.engine.fill.SubjectFacts;
import cn.qingzhuang.engine.fill.SubjectQuery;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedFactsTest {
    private static final String VILLAGE = "999001101201";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final Set<ElementKey> NAME = Set.of(ElementKey.of("person_name"));

    private final Ledger ledger = new Ledger(
            TestDatabase.fresh(),
            Catalogue.standard(),
            Clock.fixed(Instant.parse("2026-11-24T02:00:00Z"), ZoneOffset.UTC));

    @BeforeEach
    void takeInTwoHouseholds() {
        ledger.ingest(
                aRoster("household_no", "person_name", "person_id_no", "relation_to_head")
                        .row("户1", "王五", "999001195003124238", "户主")
                        .row("户1", "李桂英", "999001196107053345", "配偶")
                        .row("户2", "赵六", "", "户主")
                        .build(),
                VILLAGE,
                "小李");
    }

    private static List<String> names(FactSource source, SubjectType type, SubjectQuery.Whom whom) {
        return source.subjects(new SubjectQuery(VILLAGE, type, NAME, whom)).stream()
                .map(SubjectFacts::name)
                .toList();
    }

    @Test
    void answersAsTheLedgerDoes() {
        FactSource own = ledger.asOf(DAY);
        FactSource shared = ledger.sharedAsOf(DAY);
        List<SubjectFacts> people = own.subjects(VILLAGE, SubjectType.PERSON);
        Set<String> ids = new TreeSet<>(List.of(people.get(0).id(), people.get(2).id(), "00000000-0000-0000-0000-000000000000"));
        Set<String> households = Set.of(people.get(0).householdId().orElseThrow());
        for (SubjectQuery.Whom whom : List.of(
                new SubjectQuery.Satisfying(List.of(), DAY),
                new SubjectQuery.Identified(ids),
                new SubjectQuery.MembersOf(households))) {
            List<String> expected = names(own, SubjectType.PERSON, whom);
            assertThat(expected).hasSizeGreaterThan(1);
            assertThat(names(shared, SubjectType.PERSON, whom)).isEqualTo(expected);
        }
        assertThat(names(shared, SubjectType.HOUSEHOLD, new SubjectQuery.Identified(households)))
                .hasSize(1);
    }

    @Test
    void readsAUnitOnce() {
        FactSource shared = ledger.sharedAsOf(DAY);
        SubjectQuery.Whom everybody = new SubjectQuery.Satisfying(List.of(), DAY);
        assertThat(names(shared, SubjectType.PERSON, everybody)).hasSize(3);
        ledger.ingest(aRoster("person_name").named("另一册.xlsx").row("钱七").build(), VILLAGE, "小李");
        assertThat(names(shared, SubjectType.PERSON, everybody)).hasSize(3);
        assertThat(names(ledger.asOf(DAY), SubjectType.PERSON, everybody)).hasSize(4);
    }

    @Test
    void leavesOutWhatIsNotAsked() {
        SubjectFacts person = ledger.asOf(DAY)
                .subjects(new SubjectQuery(
                        VILLAGE, SubjectType.PERSON, NAME, new SubjectQuery.Satisfying(List.of(), DAY)))
                .get(0);
        assertThat(person.values().keySet()).isEqualTo(NAME);
        assertThat(person.householdId()).isPresent();
    }
}
