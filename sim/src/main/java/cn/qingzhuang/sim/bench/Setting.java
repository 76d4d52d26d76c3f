package cn.qingzhuang.sim.bench;

import cn.qingzhuang.sim.form.Form;
import cn.qingzhuang.sim.form.Forms;
import cn.qingzhuang.sim.world.Elements;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is measured on.
 *
 * @param root the project
 * @param forms the judged forms
 * @param isOwn whether they are those of the project's training folder, which the shipped reader has learnt from
 * @param isHeldOut whether end to end uses readers that have not seen the forms' offices
 * @param isFullSize whether the county has all its people, not a tenth
 */
public record Setting(
        Path root, List<Form> forms, boolean isOwn, boolean isHeldOut, Elements elements, boolean isFullSize) {
    static final long SEED = 1;

    public Setting {
        forms = List.copyOf(forms);
    }

    /** The forms of the project's training folder, or those that the options name. */
    public static Setting of(Path root, Optional<Path> forms, Optional<Path> gold, Optional<Path> elements) {
        Elements catalogue = elements.map(Elements::read).orElseGet(Elements::standard);
        if (forms.isPresent() && gold.isPresent()) {
            return new Setting(root, Forms.load(forms.get(), gold.get()), false, true, catalogue, false);
        }
        return new Setting(root, Forms.training(root), true, true, catalogue, false);
    }

    /** The same with the shipped reader end to end, which has seen the forms: quick, and an upper bound. */
    public Setting withShippedReader() {
        return new Setting(root, forms, isOwn, false, elements, isFullSize);
    }

    /** The same with a whole county. */
    public Setting atFullSize() {
        return new Setting(root, forms, isOwn, isHeldOut, elements, true);
    }

    /** Forms of real offices: those written by us have ids that begin with w. */
    List<Form> officeForms() {
        return isOwn ? forms.stream().filter(f -> !isWritten(f)).toList() : forms;
    }

    List<Form> writtenForms() {
        return isOwn ? forms.stream().filter(Setting::isWritten).toList() : List.of();
    }

    private static boolean isWritten(Form form) {
        return form.id().startsWith("w");
    }

    /** The folder of the project that this class was built in, found upwards from its jar or the working folder. */
    public static Optional<Path> findRoot(Path start) {
        for (Path p = start.toAbsolutePath(); p != null; p = p.getParent()) {
            if (Files.isDirectory(p.resolve("engine/training"))) {
                return Optional.of(p);
            }
        }
        return Optional.empty();
    }
}
