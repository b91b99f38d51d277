package io.octoswarm.task;

import org.jspecify.annotations.Nullable;

/** How a claim ended, as the one who worked reports it. */
public sealed interface Outcome {
    /** With a result. */
    record Completed(String result) implements Outcome {
        private static final int MOST_CHARACTERS = 99_000; // a report over the network holds no more

        public Completed {
            result = result.replace('\0', ' '); // PostgreSQL keeps no such character
            if (result.length() > MOST_CHARACTERS) {
                result = result.substring(0, MOST_CHARACTERS) + "\n[cut: " + result.length() + " characters]";
            }
        }
    }

    /** Without one; the error is for people. */
    record Failed(String error) implements Outcome {
        private static final int MOST_CHARACTERS = 5_000;

        public Failed {
            error = error.replace('\0', ' ').substring(0, Math.min(error.length(), MOST_CHARACTERS));
        }
    }

    /** Until a human has answered a question. */
    record Paused(String question) implements Outcome {
        private static final int MOST_CHARACTERS = 5_000;

        public Paused {
            question = question.replace('\0', ' ').substring(0, Math.min(question.length(), MOST_CHARACTERS));
        }
    }

    /** Begun and not ended, to be begun anew by somebody; nothing went wrong. */
    record HandedBack() implements Outcome {}

    default TaskState state() {
        if (this instanceof Completed) {
            return TaskState.COMPLETED;
        }
        if (this instanceof Failed) {
            return TaskState.FAILED;
        }
        return this instanceof Paused ? TaskState.PAUSED : TaskState.PENDING;
    }

    /** Null unless completed. */
    default @Nullable String result() {
        return null;
    }

    /** Null unless failed. */
    default @Nullable String error() {
        return null;
    }

    /** Null unless paused. */
    default @Nullable String question() {
        return null;
    }

    /** As it stands in the list of attempts. */
    default String text() {
        return this instanceof HandedBack ? "handed back" : state().text();
    }
}
