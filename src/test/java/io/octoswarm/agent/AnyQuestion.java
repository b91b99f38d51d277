package io.octoswarm.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Questions for tests that look at one trait of them. */
final class AnyQuestion {
    private AnyQuestion() {}

    /** From a person in the terminal, with five minutes left. */
    static Question of(String text) {
        return new Question(text, "", List.of(), Instant.now().plus(Duration.ofMinutes(5)), "terminal");
    }
}
