package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.sheet.Slot;
import cn.qingzhuang.engine.sheet.Table;
import java.util.List;

/**
 * What an officer said a slot means, or whom a table lists.
 *
 * @param file name of the workbook without folders
 * @param ref as {@link Slot#ref}
 * @param path the slot's header texts as written
 * @param title the table's title as written, or empty
 * @param element id of the element, "" when none fits
 * @param role "" for the row's own subject
 */
public record Confirmation(
        String file, String sheet, String ref, List<String> path, String title, String element, String role) {
    /** Stands as element where whom a table lists was said; the role is {@code all}, {@code none} or conditions. */
    private static final String POPULATION = "_population";

    public Confirmation {
        path = List.copyOf(path);
        role = role.equals("self") ? "" : role;
    }

    /** What is said of a slot of a table that has been read. */
    public static Confirmation of(String file, String sheet, Table table, Slot slot, Answer answer) {
        return new Confirmation(
                file, sheet, slot.ref(), slot.path(), table.title().orElse(""), answer.element(), answer.role());
    }

    /** What is said of a whole table that has been read: everybody, nobody, or those of a condition. */
    public static Confirmation ofTable(String file, String sheet, Table table, String ref, String population) {
        return new Confirmation(file, sheet, ref, List.of(), table.title().orElse(""), POPULATION, population);
    }

    boolean isOfTable() {
        return element.equals(POPULATION);
    }

    /** Element and role; element "" when none fits. */
    public record Answer(String element, String role) {}

    boolean isSameSlot(Confirmation other) {
        return file.equals(other.file) && sheet.equals(other.sheet) && ref.equals(other.ref);
    }
}
