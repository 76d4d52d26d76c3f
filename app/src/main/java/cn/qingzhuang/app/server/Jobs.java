package cn.qingzhuang.app.server;

import cn.qingzhuang.app.shared.AppProblems;
import cn.qingzhuang.app.shared.ProblemJson;
import cn.qingzhuang.engine.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Work on dropped files, one after the other, and how far it is. Kept in memory for showing only: what a job achieved is
 * in the database, and a file whose job was lost with the server is dropped again.
 */
@Component
final class Jobs implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final String ID = "job.id";
    private static final String OWNER = "owner";
    private static final int KEPT_MAX = 1_000;

    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "qz-jobs");
        thread.setDaemon(true);
        return thread;
    });
    private final Asker asker;
    private final Map<String, ObjectNode> jobs = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ObjectNode> eldest) {
            return size() > KEPT_MAX;
        }
    };

    Jobs(Asker asker) {
        this.asker = asker;
    }

    /** What a job does; it tells its stage and answers its result. */
    interface Work {
        ObjectNode run(Consumer<String> stage);
    }

    /** Takes a job; answers {@code {"job","file"}}. */
    ObjectNode add(String file, Work work) {
        String id = UUID.randomUUID().toString();
        ObjectNode job = JsonNodeFactory.instance.objectNode();
        job.put("job", id)
                .put("file", file)
                .put("stage", "waiting")
                .put("done", 0)
                .put("total", 1)
                .put(OWNER, asker.viewer().account().toString());
        synchronized (jobs) {
            jobs.put(id, job);
        }
        @Nullable String request = MDC.get(RequestLog.ID);
        worker.execute(() -> logged(id, request, job, () -> run(job, file, work)));
        return JsonNodeFactory.instance.objectNode().put("job", id).put("file", file);
    }

    /** A job of that account; another's is as if it were not there. */
    Optional<ObjectNode> find(String id, UUID account) {
        return find(id).filter(job -> job.get(OWNER).asString().equals(account.toString()))
                .map(job -> job.without(OWNER));
    }

    private Optional<ObjectNode> find(String id) {
        synchronized (jobs) {
            return Optional.ofNullable(jobs.get(id)).map(ObjectNode::deepCopy);
        }
    }

    /** One line of the log for each job, with its id and that of the request that brought it; its file may be named after somebody. */
    private void logged(String id, @Nullable String request, ObjectNode job, Runnable work) {
        long from = System.nanoTime();
        MDC.put(ID, id);
        if (request != null) {
            MDC.put(RequestLog.ID, request);
        }
        try {
            work.run();
        } finally {
            LOG.atInfo()
                    .addKeyValue(
                            "event.outcome", find(id).orElse(job).get("stage").asString())
                    .addKeyValue("event.millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from))
                    .log("job");
            MDC.clear();
        }
    }

    private void run(ObjectNode job, String file, Work work) {
        try {
            ObjectNode result = work.run(stage -> change(() -> job.put("stage", stage)));
            change(() -> {
                job.set("result", result);
                job.put("stage", "done").put("done", 1);
            });
        } catch (Problem problem) {
            refuse(job, ProblemJson.of(problem));
        } catch (RuntimeException
                | OutOfMemoryError
                | StackOverflowError e) { // the outermost loop: the next job goes on
            LOG.error("job failed", e);
            refuse(job, ProblemJson.of(AppProblems.internal(file)));
        }
    }

    private void refuse(ObjectNode job, ObjectNode error) {
        change(() -> {
            job.set("error", error);
            job.put("stage", "refused");
        });
    }

    private void change(Runnable step) {
        synchronized (jobs) {
            step.run();
        }
    }

    @Override
    public void destroy() {
        worker.shutdownNow();
    }
}
