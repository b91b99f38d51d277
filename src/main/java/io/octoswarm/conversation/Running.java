package io.octoswarm.conversation;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * The answers that are being made, by their conversation. Thread-safe; a thread is interrupted under the lock of its own
 * entry, so that the interrupt cannot meet what it does afterwards.
 */
@Component
public class Running {
    private final Map<String, Set<Work>> works = new ConcurrentHashMap<>();

    private static final class Work {
        private final Thread thread = Thread.currentThread();
        private boolean over;
        private boolean stopped;

        synchronized void stop() {
            if (!over) {
                stopped = true;
                thread.interrupt();
            }
        }

        /** Whether it was stopped; takes the interrupt back. */
        synchronized boolean end() {
            over = true;
            return stopped && (Thread.interrupted() || stopped);
        }
    }

    /**
     * Does a piece of work that {@link #stop} may end.
     *
     * @throws Stopped when it was stopped, whatever came of it
     */
    public <T> T run(String conversation, Supplier<T> work) {
        Work mine = new Work();
        works.computeIfAbsent(conversation, unused -> ConcurrentHashMap.newKeySet())
                .add(mine);
        boolean stopped = false;
        try {
            T result = work.get();
            stopped = mine.end();
            return stopped ? refuse() : result;
        } catch (RuntimeException failure) {
            throw stopped || mine.end() ? new Stopped() : failure;
        } finally {
            works.computeIfPresent(conversation, (unused, all) -> {
                all.remove(mine);
                return all.isEmpty() ? null : all;
            });
        }
    }

    /** Ends what is being made for a conversation; how many answers. */
    public int stop(String conversation) {
        Set<Work> all = Set.copyOf(works.getOrDefault(conversation, Set.of()));
        all.forEach(Work::stop);
        return all.size();
    }

    /** Whether somebody waits for an answer in a conversation now. */
    public boolean isLive(String conversation) {
        return works.containsKey(conversation);
    }

    private static <T> T refuse() {
        throw new Stopped();
    }

    /** The answer was stopped by a person. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("Stopped.", null, false, false);
        }
    }
}
