package cn.qingzhuang.sim.world;

import java.util.List;

/**
 * An invented household; the first member is its head.
 *
 * @param isDibao receives 最低生活保障
 * @param isPoor registered as 脱贫户
 * @param isTekun 特困供养
 * @param isMigrant 移民搬迁
 */
public record Household(
        String id,
        String number,
        String village,
        int group,
        String address,
        boolean isDibao,
        boolean isPoor,
        boolean isTekun,
        boolean isMigrant,
        List<Person> members) {
    public Household {
        members = List.copyOf(members);
    }

    public Person head() {
        return members.get(0);
    }

    /** Members alive. */
    public int size() {
        return (int) members.stream().filter(m -> !m.isDead()).count();
    }
}
