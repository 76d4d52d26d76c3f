package cn.qingzhuang.app.forms;

import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.engine.meaning.Confirmations;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.UnaryOperator;

/** The confirmations of a home as a file: written whole or not at all, by one process at a time. */
final class ConfirmationFile {
    private final Path path;

    ConfirmationFile(Path path) {
        this.path = path;
    }

    Confirmations read() {
        try {
            return Files.isRegularFile(path) ? Confirmations.parse(Files.readString(path)) : Confirmations.NONE;
        } catch (IOException e) {
            throw AppProblems.unreadableFile(path.toString());
        }
    }

    synchronized void change(UnaryOperator<Confirmations> step) {
        try {
            Files.createDirectories(path.getParent());
            try (FileChannel channel = FileChannel.open(
                            path.resolveSibling("confirmations.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                assert lock.isValid();
                Home.writeSecret(path, step.apply(read()).toJsonLines());
            }
        } catch (IOException e) {
            throw AppProblems.unwritable(path.toString());
        }
    }
}
