package io.octoswarm.security;

import io.octoswarm.instance.Deed;
import io.octoswarm.instance.Home;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps who asked what of whom, when and with what result, at most 10 MB of it. One thread of its own writes: whoever does
 * something waits for no disk, and a full one costs lines of the audit and nothing else. Thread-safe.
 */
@Component
public class Audit implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Audit.class);
    private static final long MOST_BYTES = 5_000_000;
    private static final int MOST_WAITING = 10_000;

    /** One line of the audit. Those of former versions have no trace; it is empty. */
    public record Entry(
            Instant at, String who, String what, String whom, String result, String contents, String trace) {
        public Entry {
            trace = Objects.requireNonNullElse(trace, "");
        }
    }

    private final BlockingQueue<Entry> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicLong lost = new AtomicLong();
    private final AuditFile file;
    private final boolean contents;
    private final Clock clock;
    private final JsonMapper json;
    private final Thread writer = new Thread(this::write, "audit");
    private volatile boolean running;

    Audit(Home home, SecuritySettings settings, Clock clock, JsonMapper json) {
        this.file = new AuditFile(home.auditFile(), MOST_BYTES);
        this.contents = settings.auditsContents();
        this.clock = clock;
        this.json = json;
        writer.setDaemon(true);
    }

    @EventListener
    void note(Deed deed) {
        Entry entry = new Entry(
                clock.instant(),
                deed.who(),
                deed.what(),
                deed.whom(),
                deed.result(),
                contents ? deed.contents() : "",
                deed.trace());
        if (!waiting.offer(entry)) {
            lost.incrementAndGet();
        }
    }

    /**
     * The newest entries on the disk, the oldest of them first.
     *
     * @throws IllegalArgumentException when the file cannot be read
     */
    public List<Entry> newest(int most) {
        try {
            return file.newest(most).stream()
                    .flatMap(line -> entry(line).stream())
                    .toList();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("The audit cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private List<Entry> entry(String line) {
        try {
            return List.of(json.readValue(line, Entry.class));
        } catch (JacksonException cut) { // by the end of the process
            return List.of();
        }
    }

    private void write() {
        try {
            while (running || !waiting.isEmpty()) {
                Entry first = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    write(first);
                }
            }
        } catch (InterruptedException ending) { // the process ends and waits no longer
            log.debug("The audit ends with {} lines unwritten", waiting.size());
        }
    }

    private void write(Entry first) {
        List<Entry> entries = new ArrayList<>(List.of(first));
        waiting.drainTo(entries, 999);
        try {
            file.add(entries.stream().map(json::writeValueAsString).toList());
            long gone = lost.getAndSet(0);
            if (gone > 0) {
                log.warn("{} lines of the audit could not be kept.", gone);
            }
        } catch (IOException full) {
            if (lost.getAndAdd(entries.size()) == 0) {
                log.warn("The audit cannot be written ({}); its lines are lost until it can.", full.getMessage());
            }
        }
    }

    @Override
    public void start() {
        running = true;
        writer.start();
    }

    /** What waits is written, for 2 s at the most. */
    @Override
    public void stop() {
        running = false;
        try {
            writer.join(2_000);
            writer.interrupt();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before all that does anything, and after it at the end. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
