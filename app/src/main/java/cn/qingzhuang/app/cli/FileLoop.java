package cn.qingzhuang.app.cli;

import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.shared.ProblemJson;
import cn.qingzhuang.engine.Problem;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Runs one step over many files: each is answered as soon as it is done, a refused one does not stop the others. */
final class FileLoop {
    private static final System.Logger LOG = System.getLogger(FileLoop.class.getName());

    private static final JsonMapper JSON = new JsonMapper();

    private FileLoop() {}

    /** What a command answers for one file. */
    interface Answer {
        void json(JsonGenerator out);

        String words();
    }

    /** What a command does with one file; answers the object to print. */
    interface Step {
        ObjectNode run(String file, Path path);
    }

    /** As {@link Step}, for answers too large to build before they are printed. */
    interface LargeStep {
        Answer run(String file, Path path);
    }

    /** How an answer reads without {@code --json}. */
    interface Words {
        String of(ObjectNode answer);
    }

    private record Tree(ObjectNode tree, Words inWords) implements Answer {
        @Override
        public void json(JsonGenerator out) {
            out.writeTree(tree);
        }

        @Override
        public String words() {
            return inWords.of(tree);
        }
    }

    /** Answers the exit code: 0 all done, 1 some refused. */
    static int run(Session session, boolean isJson, List<Path> files, Step step, Words words) {
        return run(session, isJson, files, (file, path) -> new Tree(step.run(file, path), words));
    }

    /** As {@link #run(Session, boolean, List, Step, Words)}. */
    static int run(Session session, boolean isJson, List<Path> files, LargeStep step) {
        int code = 0;
        for (Path file : files) {
            Optional<ObjectNode> refusal = Optional.empty();
            try {
                print(session.out(), isJson, step.run(file.toString(), session.resolve(file)));
            } catch (Problem problem) {
                refusal = Optional.of(ProblemJson.refusal(file.toString(), problem));
            } catch (RuntimeException
                    | StackOverflowError
                    | OutOfMemoryError e) { // the outermost loop: the others go on
                LOG.log(System.Logger.Level.ERROR, "a file failed", e); // its name may be somebody's
                refusal = Optional.of(ProblemJson.refusal(file.toString(), AppProblems.internal(file.toString())));
            }
            if (refusal.isPresent()) {
                code = 1;
                print(session.out(), isJson, new Tree(refusal.get(), FileLoop::refusal));
            }
        }
        return code;
    }

    private static void print(PrintStream out, boolean isJson, Answer answer) {
        if (isJson) {
            try (JsonGenerator json = JSON.createGenerator(new NotClosed(out))) {
                answer.json(json);
            }
            out.println();
        } else {
            out.println(answer.words());
        }
        out.flush();
    }

    /** Standard output stays open when an answer is written. */
    private static final class NotClosed extends FilterOutputStream {
        NotClosed(PrintStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    static String refusal(ObjectNode answer) {
        var error = answer.get("error");
        return "✗ " + error.get("message").asString() + "\n  下一步："
                + error.get("action").asString() + "  [" + error.get("code").asString() + "]";
    }
}
