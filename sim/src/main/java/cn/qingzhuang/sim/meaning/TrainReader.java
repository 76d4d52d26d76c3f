package cn.qingzhuang.sim.meaning;

import cn.qingzhuang.engine.meaning.headers.HeaderStudy;
import cn.qingzhuang.engine.meaning.headers.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Learns the reader of headers from all labelled forms and writes it as a resource of the engine. */
public final class TrainReader {
    private TrainReader() {}

    /** @param args the folder of the engine module; {@code engine} when absent */
    public static void main(String[] args) throws IOException {
        Path engine = Path.of(args.length > 0 ? args[0] : "engine");
        Path resources = engine.resolve("src/main/resources/meaning");
        Files.createDirectories(resources);
        Files.write(resources.resolve("headers.model"), new HeaderStudy(engine, Trainer.Settings.standard()).train());
    }
}
