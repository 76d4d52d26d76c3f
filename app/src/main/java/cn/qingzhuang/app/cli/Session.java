package cn.qingzhuang.app.cli;

import cn.qingzhuang.app.shared.Home;
import cn.qingzhuang.app.wiring.Facades;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * What a command runs in.
 *
 * @param here the folder that relative paths start from: the caller's, also when the server runs the command
 * @param out for answers only
 * @param err for everything else
 */
record Session(Home home, Path here, PrintStream out, PrintStream err, Facades facades) {
    Path resolve(Path path) {
        return here.resolve(path).normalize();
    }
}
