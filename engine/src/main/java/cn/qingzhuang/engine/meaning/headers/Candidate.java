package cn.qingzhuang.engine.meaning.headers;

import cn.qingzhuang.engine.meaning.headers.Vocabulary.Profile;
import java.util.Optional;

/**
 * A possible answer for a column: an element with a role, or one of the answers that are no element.
 *
 * @param owner the role as evidence sees it: the role itself, or what the element's name spells out
 * @param key under which memories and neighbours know this answer
 */
record Candidate(Optional<Profile> profile, String role, String owner, Optional<LabelledForm.Kind> none, String key) {
    static Candidate of(Profile profile, String role) {
        String owner = role.isEmpty() ? profile.owner() : role;
        String key = profile.element().id() + "@" + role;
        return new Candidate(Optional.of(profile), role, owner, Optional.empty(), key);
    }

    static Candidate none(LabelledForm.Kind kind) {
        return new Candidate(Optional.empty(), "", "", Optional.of(kind), "#" + kind.name());
    }

    boolean isElement() {
        return profile.isPresent();
    }
}
