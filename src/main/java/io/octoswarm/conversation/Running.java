package io.octoswarm.conversation;

import java.util.Map;
import java.util.Optional;
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
        private final String question;
        private boolean over;
        private boolean stopped;

        Work(String question) {
            this.question = question;
        }

        synchronized void stop() {
            if (!over) {
                stopped = true;
                thread.interrupt();
            }
        }

        /** Whether it was stopped; takes the interrupt back. */
        synchronized boolean end() {
            over = true;
            if (stopped) {
                Thread.interrupted();
            }
            return stopped;
        }
    }

    /**
     * Does a piece of work that {@link #stop} may end.
     *
     * @param question the external id of the message that is answered
     * @throws Stopped when it was stopped, whatever came of it
     */
    public <T> T run(String conversation, String question, Supplier<T> work) {
        Work mine = new Work(question);
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

    /**
     * The message that is being answered in a conversation: on this thread or, where another one asks on behalf of it,
     * the only one. Empty: none, or it cannot be told which.
     */
    public Optional<String> question(String conversation) {
        Set<Work> all = Set.copyOf(works.getOrDefault(conversation, Set.of()));
        return all.stream()
                .filter(work -> all.size() == 1 || work.thread == Thread.currentThread())
                .map(work -> work.question)
                .findFirst();
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
