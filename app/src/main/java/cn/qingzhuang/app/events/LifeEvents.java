package cn.qingzhuang.app.events;

import cn.qingzhuang.app.ledger.Ledger;
import cn.qingzhuang.app.ledger.Relations;
import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.fill.SubjectFacts;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** Life events of persons and households: shown before they are saved, saved in one act, taken back in one. */
public final class LifeEvents {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Ledger ledger;
    private final Relations relations;
    private final Catalogue catalogue;
    private final Clock clock;

    public LifeEvents(Ledger ledger, Relations relations, Catalogue catalogue, Clock clock) {
        this.ledger = ledger;
        this.relations = relations;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** What an event would change. Problem LEDGER-011 when it cannot be so. */
    public Preview preview(Asked asked) {
        Plan plan = plan(asked);
        return plan.preview(ledger.basis(asked.unit(), plan.known()));
    }

    /**
     * Saves an event as it was shown; answers the number under which it is taken back. Problem LEDGER-012 when something is
     * still to be said, LEDGER-008 when what the ledger knew has changed since {@code basis}.
     */
    public int record(Asked asked, String basis, String actor) {
        Plan plan = plan(asked);
        if (!plan.needs().isEmpty()) {
            throw EventProblems.incomplete(
                    plan.needs().stream().map(Preview.Need::label).collect(Collectors.joining("、")));
        }
        return ledger.record(plan.act(asked), basis, new Ledger.Author(actor, asked.unit()));
    }

    /** Takes an event back with all that followed from it. */
    public void reverse(String unit, String subject, int number, String actor) {
        ledger.reverse(subject, number, new Ledger.Author(actor, unit));
    }

    /** What is still paid to somebody who has died, by the facts of the ledger. */
    public List<String> paidToTheDead(String unit, SubjectFacts person) {
        return Death.paid(person, register(unit));
    }

    private Plan plan(Asked asked) {
        if (asked.on().isAfter(LocalDate.ofInstant(clock.instant(), ZONE))) {
            throw EventProblems.refused("日期 " + asked.on() + " 还没有到。", "请填发生的日期。");
        }
        Register register = register(asked.unit());
        SubjectFacts subject = register.require(asked.subject());
        Plan plan = new Plan(register);
        switch (asked.kind()) {
            case BIRTH -> new Birth(register, asked).plan(subject, plan);
            case DEATH -> new Death(register, asked).plan(subject, plan);
            case MOVE_IN -> new Move(register, asked).in(subject, plan);
            case MOVE_OUT -> new Move(register, asked).out(subject, plan);
            case MARRIAGE -> new Marriage(register, asked).plan(subject, plan);
            case CERTIFICATE -> new Certificate(register, asked).plan(subject, plan);
            case RELATION -> new Relation(register, asked).plan(subject, plan);
        }
        return plan;
    }

    private Register register(String unit) {
        return new Register(ledger, relations, catalogue, unit);
    }

    /** The label of an event's word, the word itself where it is none of ours. */
    public static String label(String word) {
        return EventKind.of(word).map(EventKind::label).orElse(word);
    }
}
