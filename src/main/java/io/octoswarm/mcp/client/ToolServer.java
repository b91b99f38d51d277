package io.octoswarm.mcp.client;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.agent.Question;
import io.octoswarm.peer.PeerUnreachable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server of <code>.mcp.json</code>. It is started when its tools are first needed; after it failed or ended, when they
 * are needed again and its back-off is over. Thread-safe: the lock guards which run is the current one, and nobody waits
 * for a server while holding it.
 */
final class ToolServer implements RemoteTool.Owner {
    private static final Logger log = LoggerFactory.getLogger(ToolServer.class);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(60);
    private static final Duration LONGEST_CALL_IN_BACKGROUND = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String TOO_MANY =
            ": it offers more than " + McpConnection.MOST_TOOLS + " tools; those beyond are left out";

    private final ServerEntry entry;
    private final ServerLinks links;
    private final PassedOn passedOn;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final BackOff backOff;
    private @Nullable ServerRun run;
    private CompletableFuture<Boolean> ready = CompletableFuture.completedFuture(false);
    private @Nullable ServerRun failed;
    private boolean closed;

    ToolServer(ServerEntry entry, ServerLinks links, PassedOn passedOn, LongSupplier nanoTime) {
        this.entry = entry;
        this.links = links;
        this.passedOn = passedOn;
        this.nanoTime = nanoTime;
        this.backOff = new BackOff(nanoTime);
    }

    ServerEntry entry() {
        return entry;
    }

    @Override
    public String name() {
        return entry.name();
    }

    /**
     * Starts it where it does not run and may. Completed when its tools are known or it failed, or, with false, five
     * seconds after its start: a slow server holds up nobody for longer than that.
     */
    CompletableFuture<Boolean> start() {
        current();
        lock.lock();
        try {
            return ready;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public McpSchema.CallToolResult call(String tool, Map<String, Object> arguments, Optional<Question> question) {
        boolean background = question.filter(Question::background).isPresent();
        Duration limit = passedOn.limit(question, background ? LONGEST_CALL_IN_BACKGROUND : LONGEST_CALL);
        ServerRun now = current();
        if (now == null) {
            throw new PeerUnreachable("it is no longer configured");
        }
        return now.call(tool, arguments, limit);
    }

    /** The tools that it offers, or did before it ended; none when its start failed. */
    List<McpSchema.Tool> tools() {
        lock.lock();
        try {
            return run == null ? List.of() : run.tools();
        } finally {
            lock.unlock();
        }
    }

    /** In a few words, for people. */
    String state() {
        lock.lock();
        try {
            if (run == null) {
                return "not started";
            }
            if (run.over().isDone()) {
                return "failed";
            }
            return run.isListed() ? "running" : "starting";
        } finally {
            lock.unlock();
        }
    }

    /** Why it does not run, and when it may again, or what is left out of it; empty: nothing is wrong. */
    Optional<String> problem() {
        lock.lock();
        try {
            if (closed || run == null) {
                return Optional.empty();
            }
            if (!run.over().isDone()) {
                return run.hasTooMany() ? Optional.of("MCP server " + name() + TOO_MANY) : Optional.empty();
            }
            return Optional.of(
                    "MCP server " + name() + ": " + run.over().join() + "; " + nextStart(backOff.secondsLeft()));
        } finally {
            lock.unlock();
        }
    }

    /** Ends it for good; completed when it is gone. */
    CompletableFuture<@Nullable Void> close() {
        ServerRun last;
        lock.lock();
        try {
            closed = true;
            last = run;
        } finally {
            lock.unlock();
        }
        return last == null ? CompletableFuture.completedFuture(null) : last.end("it was ended");
    }

    private @Nullable ServerRun current() {
        ServerRun fresh = new ServerRun();
        lock.lock();
        try {
            if (closed || (run != null && !(run == failed && backOff.isOver()))) {
                return run;
            }
            run = fresh;
            ready = fresh.settled().completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            lock.unlock();
        }
        long begun = nanoTime.getAsLong();
        fresh.over().thenAccept(reason -> fail(fresh, begun, reason));
        fresh.settled().thenAccept(known -> warnOfTooMany(fresh));
        fresh.begin(links, entry);
        return fresh;
    }

    private void warnOfTooMany(ServerRun listed) {
        if (listed.hasTooMany()) {
            log.warn("MCP server {}{}", name(), TOO_MANY);
        }
    }

    /** A run is followed by another one only after this has noted its end, and with that the back-off. */
    private void fail(ServerRun ended, long begun, String reason) {
        long seconds;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            failed = ended;
            backOff.failed(Duration.ofNanos(nanoTime.getAsLong() - begun));
            seconds = backOff.secondsLeft();
        } finally {
            lock.unlock();
        }
        log.warn("MCP server {}: {}; {}", name(), reason, nextStart(seconds));
    }

    private static String nextStart(long seconds) {
        return seconds == 0
                ? "it is started when it is needed"
                : "it is started when it is needed, in " + seconds + " s at the earliest";
    }
}
