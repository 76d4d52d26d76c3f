package cn.qingzhuang.app.access;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What somebody is at a place, and with it what he may do there. */
public enum Role {
    CLERK(Branch.BUSINESS, Verbs.FRONTLINE),
    COORDINATOR(Branch.BUSINESS, Verbs.FRONTLINE),
    OFFICER(
            Branch.BUSINESS,
            EnumSet.of(
                    Verb.UNIT_READ,
                    Verb.CATALOGUE_READ,
                    Verb.FORM_FILL,
                    Verb.MEANING_CONFIRM,
                    Verb.TABLE_TAKE,
                    Verb.GRANT_READ,
                    Verb.CHANGE_READ,
                    Verb.ROW_PUSH,
                    Verb.RETURN_READ,
                    Verb.RETURN_ANSWER,
                    Verb.COMPLAINT_MAKE)),
    BURDEN_OFFICE(
            Branch.BUSINESS,
            EnumSet.of(
                    Verb.UNIT_READ,
                    Verb.CATALOGUE_READ,
                    Verb.CATALOGUE_CHANGE,
                    Verb.RETURN_READ,
                    Verb.COMPLAINT_MAKE,
                    Verb.COMPLAINT_READ)),
    SYSTEM_ADMINISTRATOR(Branch.SYSTEM, EnumSet.of(Verb.OPERATION_READ, Verb.OPERATION_MANAGE)),
    SECURITY_ADMINISTRATOR(
            Branch.SECURITY,
            EnumSet.of(
                    Verb.UNIT_READ, Verb.CATALOGUE_READ, Verb.ACCOUNT_MANAGE, Verb.GRANT_MANAGE, Verb.ERASURE_DECIDE)),
    AUDITOR(Branch.AUDIT, EnumSet.of(Verb.UNIT_READ, Verb.CATALOGUE_READ, Verb.LOOK_READ));

    private final Branch branch;
    private final Set<Verb> verbs;

    Role(Branch branch, Set<Verb> verbs) {
        this.branch = branch;
        this.verbs = Collections.unmodifiableSet(verbs);
    }

    /** The role of a word such as {@code burden_office}. */
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(r -> r.word().equals(word)).findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Branch branch() {
        return branch;
    }

    Set<Verb> verbs() {
        return verbs;
    }

    /** Holds what two roles share: an enum's constants are made before its own static fields. */
    private static final class Verbs {
        static final Set<Verb> FRONTLINE = EnumSet.of(
                Verb.UNIT_READ,
                Verb.CATALOGUE_READ,
                Verb.PERSON_READ,
                Verb.PERSON_EXPORT,
                Verb.FACT_RECORD,
                Verb.IMPORT_TAKE,
                Verb.ROW_PUSH,
                Verb.RETURN_READ,
                Verb.RETURN_ASK,
                Verb.FORM_FILL,
                Verb.MEANING_CONFIRM,
                Verb.REVIEW_DECIDE,
                Verb.ERASURE_ASK,
                Verb.COMPLAINT_MAKE,
                Verb.COMPLAINT_READ);
    }
}
