package io.octoswarm.agent;

import io.octoswarm.instance.PlainText;
import io.octoswarm.task.NeedsAnswer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls tools for models. Whatever goes wrong comes back as text, which a model can act on.
 *
 * <p>The calls of one round run at the same time, because most of them wait for a peer; on threads {@code tool call}, at
 * most {@value #MOST_THREADS} for all answers together, so that one that hangs can be left behind: it is interrupted, and
 * its thread is free again when it heeds that.
 */
@Component
class CallingTools implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(CallingTools.class);
    private static final int MOST_THREADS = 32;
    private static final int LONGEST_RESULT = 30_000;
    private static final int LONGEST_REASON = 300;
    private static final Duration LONGEST_CALL = Duration.ofSeconds(300);

    private final ExecutorService threads =
            new ThreadPoolExecutor(0, MOST_THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                Thread thread = new Thread(work, "tool call");
                thread.setDaemon(true); // one that hangs must not hold up the end of the process
                return thread;
            });
    private final JsonMapper json;
    private final Clock clock;

    CallingTools(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /**
     * What came of a call.
     *
     * @param circle the question that it asked went in a circle; null: it did not
     * @param pause a person has to answer first; null: nobody has
     */
    record Result(
            String text,
            @Nullable WentInCircle circle,
            @Nullable NeedsAnswer pause) {
        private static Result of(String text) {
            return new Result(text, null, null);
        }

        static Result error(String why) {
            return of("Error: " + why);
        }
    }

    /**
     * The results in the order of the calls. Each call gets three quarters of the time that is left, 300 s at the most: the
     * model needs time to say what came of it.
     */
    List<Result> run(List<ToolCall> calls, Map<String, ToolCallback> tools, Question question)
            throws InterruptedException {
        Duration limit = limit(question);
        Question carried = question.until(clock.instant().plus(limit));
        List<Future<Result>> running = new ArrayList<>();
        long end = System.nanoTime() + limit.toNanos();
        try {
            for (ToolCall call : calls) {
                running.add(begin(call, tools.get(call.name()), carried));
            }
            List<Result> results = new ArrayList<>();
            for (int i = 0; i < calls.size(); i++) {
                results.add(await(running.get(i), calls.get(i), end, limit));
            }
            return results;
        } finally {
            running.forEach(call -> call.cancel(true));
        }
    }

    private Future<Result> begin(ToolCall call, @Nullable ToolCallback tool, Question question) {
        FutureTask<Result> work = new FutureTask<>(() -> call(call, tool, question));
        try {
            threads.execute(work);
        } catch (RejectedExecutionException full) {
            FutureTask<Result> refused =
                    new FutureTask<>(() -> Result.error("too many tools are called at once here; try it again later."));
            refused.run();
            return refused;
        }
        return work;
    }

    private static Result await(Future<Result> running, ToolCall call, long end, Duration limit)
            throws InterruptedException {
        try {
            return running.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException hangs) {
            running.cancel(true);
            return Result.error(shown(call) + " gave no result within " + Math.max(1, limit.toSeconds()) + " s.");
        } catch (ExecutionException failed) {
            Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
            log.warn("The tool {} failed", shown(call), cause);
            return Result.error(
                    shown(call) + " failed: " + PlainText.of(String.valueOf(cause.getMessage()), LONGEST_REASON));
        }
    }

    private Result call(ToolCall call, @Nullable ToolCallback tool, Question question) {
        if (tool == null) {
            return Result.error("there is no tool " + shown(call) + " now.");
        }
        if (!isObject(call.arguments())) {
            return Result.error("the arguments of " + shown(call) + " must be a JSON object.");
        }
        try {
            return Result.of(bounded(tool.call(call.arguments(), question.toolContext())));
        } catch (WentInCircle circle) {
            return new Result("Error: " + circle.getMessage(), circle, null);
        } catch (NeedsAnswer pause) {
            return new Result(pause.getMessage(), null, pause);
        } catch (CannotAnswer none) {
            return Result.error(none.getMessage());
        }
    }

    private boolean isObject(String arguments) {
        try {
            return json.readTree(arguments).isObject();
        } catch (JacksonException malformed) {
            return false;
        }
    }

    /** Callbacks of others may return null, whatever their type says. */
    private static String bounded(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return "(nothing)";
        }
        return text.length() <= LONGEST_RESULT
                ? text.stripTrailing()
                : text.substring(0, LONGEST_RESULT) + "\n[cut: " + text.length() + " characters]";
    }

    private static String shown(ToolCall call) {
        return PlainText.of(call.name(), 100);
    }

    private Duration limit(Question question) {
        Duration share = Duration.between(clock.instant(), question.deadline())
                .multipliedBy(3)
                .dividedBy(4);
        if (share.isNegative()) {
            return Duration.ZERO;
        }
        return share.compareTo(LONGEST_CALL) < 0 ? share : LONGEST_CALL;
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
