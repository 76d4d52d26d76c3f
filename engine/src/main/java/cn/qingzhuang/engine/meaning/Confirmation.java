package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.sheet.Slot;
import cn.qingzhuang.engine.sheet.Table;
import java.util.List;

/**
 * What an officer said a slot means.
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
    public Confirmation {
        path = List.copyOf(path);
        role = role.equals("self") ? "" : role;
    }

    /** What is said of a slot of a table that has been read. */
    public static Confirmation of(String file, String sheet, Table table, Slot slot, Answer answer) {
        return new Confirmation(
                file, sheet, slot.ref(), slot.path(), table.title().orElse(""), answer.element(), answer.role());
    }

    /** Element and role; element "" when none fits. */
    public record Answer(String element, String role) {}

    boolean isSameSlot(Confirmation other) {
        return file.equals(other.file) && sheet.equals(other.sheet) && ref.equals(other.ref);
    }
}
