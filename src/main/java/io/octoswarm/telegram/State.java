package io.octoswarm.telegram;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** How the door fares: what is wrong now, a line a subject, told once in the log when it changes. Thread-safe. */
@Component
class State {
    private static final Logger log = LoggerFactory.getLogger(State.class);

    private final Map<String, String> problems = new ConcurrentSkipListMap<>();
    private volatile @Nullable Bot bot;

    /** The bot that the token is of; null: Telegram has not told yet. */
    @Nullable
    Bot bot() {
        return bot;
    }

    void bot(Bot told) {
        bot = told;
    }

    void problem(String subject, String line) {
        if (!line.equals(problems.put(subject, line))) {
            log.warn(line);
        }
    }

    void good(String subject) {
        if (problems.remove(subject) != null) {
            log.info("Telegram: {} is well again.", subject);
        }
    }

    List<String> problems() {
        return List.copyOf(problems.values());
    }
}
