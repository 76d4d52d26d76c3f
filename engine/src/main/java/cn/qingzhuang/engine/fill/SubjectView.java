package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.meaning.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A subject as conditions see it: settled values only, members with the head first and without those who are gone. */
record SubjectView(Facts all, SubjectFacts subject) implements Conditions.Facts {
    @Override
    public SubjectType type() {
        return subject.type();
    }

    @Override
    public Catalogue catalogue() {
        return all.catalogue();
    }

    @Override
    public Optional<String> value(ElementKey key) {
        if (key.role().equals("head")) {
            return all.settled(subject, key).map(KnownValue::value);
        }
        return own(subject, key);
    }

    /** What is kept with the subject itself and nobody disputes. */
    static Optional<String> own(SubjectFacts subject, ElementKey key) {
        return Optional.ofNullable(subject.values().get(key))
                .filter(known -> !known.isDisputed())
                .map(KnownValue::value);
    }

    @Override
    public Optional<Conditions.Facts> household() {
        return all.household(subject).map(h -> new SubjectView(all, h));
    }

    @Override
    public List<Conditions.Facts> members() {
        Optional<SubjectFacts> head = all.head(subject);
        List<Conditions.Facts> members = new ArrayList<>();
        head.ifPresent(h -> members.add(new SubjectView(all, h)));
        for (SubjectFacts member : all.membersOf(subject)) {
            boolean isHead = head.filter(h -> h.id().equals(member.id())).isPresent();
            if (!isHead && !all.isGone(member)) {
                members.add(new SubjectView(all, member));
            }
        }
        return members;
    }
}
