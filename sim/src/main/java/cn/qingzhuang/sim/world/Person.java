package cn.qingzhuang.sim.world;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An invented person.
 *
 * @param relation to the head of the household
 * @param phone null for children
 * @param education null for small children
 * @param employer null for children and old people
 * @param disability grade, or null
 */
public record Person(
        String id,
        String householdId,
        String name,
        String idNumber,
        boolean isMale,
        LocalDate birth,
        String ethnicity,
        @Nullable String phone,
        String relation,
        @Nullable String education,
        String marriage,
        String politics,
        @Nullable String employer,
        @Nullable String disability,
        String residence,
        boolean isDead) {
    /** Full years on {@link World#AS_OF}. */
    public int age() {
        return birth.until(World.AS_OF).getYears();
    }

    public boolean isPartyMember() {
        return politics.equals("中共党员");
    }

    Person married() {
        return new Person(
                id,
                householdId,
                name,
                idNumber,
                isMale,
                birth,
                ethnicity,
                phone,
                relation,
                education,
                "已婚",
                politics,
                employer,
                disability,
                residence,
                isDead);
    }
}
