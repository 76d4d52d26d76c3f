package cn.qingzhuang.app.looks;

import cn.qingzhuang.app.shared.DatabaseOrder;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/**
 * One answer that showed something of somebody.
 *
 * @param who the sign-in name, or 命令行
 * @param title the person, for people to read
 * @param act what was asked: an endpoint such as {@code GET /api/people/{id}}, or a command
 * @param purpose why, in words
 * @param unitCode for which unit it was asked; its county's chain takes the look
 * @param elements stored elements that were shown of any of the subjects; {@code *}: everything
 * @param subjects of whom
 */
public record Look(
        String who,
        String title,
        String act,
        String purpose,
        String unitCode,
        List<String> elements,
        List<UUID> subjects) {
    /** What stands for everything that is known of everybody in the county. */
    public static final String EVERYTHING = "*";

    public Look {
        elements = List.copyOf(new TreeSet<>(elements));
        subjects = subjects.stream().distinct().sorted(DatabaseOrder.OF_IDS).toList();
    }

    String county() {
        return unitCode.substring(0, 6);
    }
}
