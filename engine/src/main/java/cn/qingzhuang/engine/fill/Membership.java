package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.Condition;
import cn.qingzhuang.engine.meaning.Conditions;
import cn.qingzhuang.engine.meaning.Conditions.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Picks those of a unit whom a title lists.
 *
 * <p>The source leaves out most who do not belong; each of the others is tested here, first on its own facts alone. An
 * answer on part of what is known stays when more is known, so only who is still unclear is tested with its household.
 */
final class Membership {
    private static final int BLOCK = 2_000;

    private final Facts facts;
    private final List<Condition> conditions;
    private final boolean isWithGone;
    private final List<SubjectFacts> block = new ArrayList<>();
    private final List<SubjectFacts> listed = new ArrayList<>();
    private int unclear;

    private Membership(Facts facts, List<Condition> conditions, boolean isWithGone) {
        this.facts = facts;
        this.conditions = conditions;
        this.isWithGone = isWithGone;
    }

    /** @param isWithGone whether the dead and those struck off may belong */
    static Membership of(Facts facts, SubjectType type, List<Condition> conditions, boolean isWithGone) {
        Membership members = new Membership(facts, conditions, isWithGone);
        members.read(type, conditions);
        if (members.listed.isEmpty() && !conditions.isEmpty()) {
            members.unclear = 0;
            members.read(type, List.of());
        }
        facts.fetchHouseholds(members.listed);
        return members;
    }

    /** Those of some subjects who belong, in their order. */
    static List<SubjectFacts> among(
            List<SubjectFacts> some, Facts facts, List<Condition> conditions, boolean isWithGone) {
        Membership members = new Membership(facts, conditions, isWithGone);
        members.block.addAll(some);
        members.test();
        return members.listed;
    }

    List<SubjectFacts> listed() {
        return listed;
    }

    /** How many may belong, where nobody does for sure; else not counted. */
    int unclear() {
        return unclear;
    }

    private void read(SubjectType type, List<Condition> asked) {
        facts.each(type, asked, subject -> {
            block.add(subject);
            if (block.size() == BLOCK) {
                test();
            }
        });
        test();
    }

    private void test() {
        block.removeIf(subject -> !isWithGone && subject.type() == SubjectType.PERSON && facts.isGone(subject));
        List<Truth> alone = new ArrayList<>(block.size());
        List<SubjectFacts> open = new ArrayList<>();
        for (SubjectFacts subject : block) {
            Truth truth = alone(subject);
            alone.add(truth);
            if (truth == Truth.UNKNOWN) {
                open.add(subject);
            }
        }
        Facts all = facts.isWhole() ? facts : facts.apart();
        all.fetchHouseholds(open);
        for (int i = 0; i < block.size(); i++) {
            Truth truth = alone.get(i) == Truth.UNKNOWN
                    ? Conditions.testAll(conditions, new SubjectView(all, block.get(i)), facts.asOf())
                    : alone.get(i);
            if (truth == Truth.YES) {
                listed.add(block.get(i));
            }
            unclear += truth == Truth.UNKNOWN ? 1 : 0;
        }
        block.clear();
    }

    private Truth alone(SubjectFacts subject) {
        boolean isOfMembers = subject.type() != SubjectType.PERSON && !conditions.isEmpty();
        return isOfMembers
                ? Truth.UNKNOWN
                : Conditions.testAll(conditions, new Alone(subject, facts.catalogue()), facts.asOf());
    }

    static boolean asksForGone(List<Condition> conditions) {
        String text = conditions.toString();
        return text.contains("person_alive") || text.contains("death") || text.contains("person_population_status");
    }

    /** A person as its own facts show it, its household unknown. */
    private record Alone(SubjectFacts subject, Catalogue catalogue) implements Conditions.Facts {
        @Override
        public SubjectType type() {
            return subject.type();
        }

        @Override
        public Optional<String> value(ElementKey key) {
            return key.role().equals("head") ? Optional.empty() : SubjectView.own(subject, key);
        }
    }
}
