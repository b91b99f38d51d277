package io.octoswarm.agent.program;

import io.octoswarm.instance.PlainText;
import java.time.Duration;

/** How the run of a program ended. */
public sealed interface Outcome {
    /** Why there is no good result, in words that go into a sentence: "journalctl is not installed". */
    String problem();

    /**
     * It ran to its end.
     *
     * @param output what it wrote, up to the limit
     * @param errors what it wrote to its error stream, up to the limit
     * @param cut whether there was more output than that
     */
    record Finished(String program, int exitCode, String output, String errors, boolean cut) implements Outcome {
        public boolean succeeded() {
            return exitCode == 0;
        }

        @Override
        public String problem() {
            String said =
                    errors.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
            return program + " failed with exit code " + exitCode
                    + (said.isEmpty() ? "" : " (" + PlainText.of(said, 160) + ")");
        }
    }

    /** There is no such program on the path. */
    record Absent(String program) implements Outcome {
        @Override
        public String problem() {
            return program + " is not installed";
        }
    }

    /** It is there, but the system did not start it. */
    record NotStarted(String program, String reason) implements Outcome {
        @Override
        public String problem() {
            return program + " could not be started (" + PlainText.of(reason, 160) + ")";
        }
    }

    record TimedOut(String program, Duration limit) implements Outcome {
        @Override
        public String problem() {
            return program + " took longer than " + limit.toSeconds()
                    + (limit.toSeconds() == 1 ? " second" : " seconds");
        }
    }

    /** The asking thread was interrupted; its flag is set again. */
    record Interrupted(String program) implements Outcome {
        @Override
        public String problem() {
            return "the wait for " + program + " was interrupted";
        }
    }
}
