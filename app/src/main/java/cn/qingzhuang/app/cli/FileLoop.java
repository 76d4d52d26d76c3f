package cn.qingzhuang.app.cli;

import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.shared.ProblemJson;
import cn.qingzhuang.engine.Problem;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Runs one step over many files: each is answered as soon as it is done, a refused one does not stop the others. */
final class FileLoop {
    private static final System.Logger LOG = System.getLogger(FileLoop.class.getName());

    private FileLoop() {}

    /** What a command does with one file; answers the object to print. */
    interface Step {
        ObjectNode run(String file, Path path);
    }

    /** How an answer reads without {@code --json}. */
    interface Words {
        String of(ObjectNode answer);
    }

    /** Answers the exit code: 0 all done, 1 some refused. */
    static int run(Session session, boolean isJson, List<Path> files, Step step, Words words) {
        int code = 0;
        for (Path file : files) {
            ObjectNode answer = answer(session, file, step);
            if (answer.has("error")) {
                code = 1;
            }
            if (isJson) {
                session.out().println(answer);
            } else {
                session.out().println(answer.has("error") ? refusal(answer) : words.of(answer));
            }
            session.out().flush();
        }
        return code;
    }

    private static ObjectNode answer(Session session, Path file, Step step) {
        String name = file.toString();
        try {
            return step.run(name, session.resolve(file));
        } catch (Problem problem) {
            return ProblemJson.refusal(name, problem);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) { // the outermost loop: the others go on
            LOG.log(System.Logger.Level.ERROR, "file " + name, e);
            return ProblemJson.refusal(name, AppProblems.internal(name));
        }
    }

    static String refusal(ObjectNode answer) {
        var error = answer.get("error");
        return "✗ " + error.get("message").asString() + "\n  下一步："
                + error.get("action").asString() + "  [" + error.get("code").asString() + "]";
    }
}
