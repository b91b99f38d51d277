package io.octoswarm.agent.device;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a log said about errors. */
sealed interface LogReading {
    /**
     * The log was read.
     *
     * @param newestFirst the errors
     * @param more whether there were more than these
     * @param limitation what was not to be seen, as the end of a sentence "No errors in …"; empty: all was seen
     */
    record Read(List<LogLine> newestFirst, boolean more, Optional<String> limitation) implements LogReading {
        public Read {
            newestFirst = List.copyOf(newestFirst);
        }
    }

    /** The log was not read; the reason goes into a sentence: "journalctl is not installed". */
    record Unread(String reason) implements LogReading {}

    /** One error, as the log has it. */
    record LogLine(Instant at, String text) {}
}
