package cn.qingzhuang.app.shared;

import cn.qingzhuang.engine.Problem;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A problem as JSON, for the command line and for HTTP: {@code {"code","message","file"?,"sheet","cell","action"}}. */
public final class ProblemJson {
    private ProblemJson() {}

    /** The problem alone, naming the file where it knows one. */
    public static ObjectNode of(Problem problem) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("code", problem.code());
        node.put("message", problem.text());
        node.put("file", problem.place().file().orElse(null));
        node.put("sheet", problem.place().sheet().orElse(null));
        node.put("cell", problem.place().cell().orElse(null));
        node.put("action", problem.action());
        return node;
    }

    /**
     * The body of an HTTP answer: problem details as of RFC 9457, with the problem as the pages read it as a member of
     * its own.
     *
     * @param status of the answer
     */
    public static ObjectNode details(Problem problem, int status) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("type", "urn:qingzhuang:problem:" + problem.code())
                .put("title", problem.code())
                .put("status", status)
                .put("detail", problem.text() + problem.action());
        node.set("error", of(problem));
        return node;
    }

    /** The answer of a command for one refused file; the message names the file in every case. */
    public static ObjectNode refusal(String file, Problem problem) {
        ObjectNode error = of(problem);
        error.remove("file");
        error.put("message", messageFor(file, problem));
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("file", file);
        node.set("error", error);
        return node;
    }

    /** The message, with the file's name put before it where it lacks. */
    public static String messageFor(String file, Problem problem) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return problem.text().contains(name) ? problem.text() : "“" + file + "”：" + problem.text();
    }
}
