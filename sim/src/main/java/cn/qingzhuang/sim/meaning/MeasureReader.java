package cn.qingzhuang.sim.meaning;

import cn.qingzhuang.engine.meaning.headers.HeaderStudy;
import cn.qingzhuang.engine.meaning.headers.Trainer;
import java.nio.file.Path;
import java.util.Set;

/**
 * Prints how well headers of unseen forms are read: the shared forms one issuer out, with and without the forms written
 * by us in training, and the written forms one domain out.
 */
public final class MeasureReader {
    private MeasureReader() {}

    /** @param args the folder of the engine module, then any of {@code plain}, {@code domains} */
    public static void main(String[] args) {
        HeaderStudy study = new HeaderStudy(Path.of(args.length > 0 ? args[0] : "engine"), Trainer.Settings.standard());
        Set<String> asked = Set.of(args);
        System.out.println("shared forms, one issuer out, " + study.writtenForms() + " written forms in training");
        System.out.println(study.leaveIssuersOut(true, System.err::println));
        if (asked.contains("plain")) {
            System.out.println("the same without written forms");
            System.out.println(study.leaveIssuersOut(false, System.err::println));
        }
        if (asked.contains("domains")) {
            System.out.println("written forms, one domain out");
            System.out.println(study.leaveDomainsOut(System.err::println).get("all"));
        }
    }
}
