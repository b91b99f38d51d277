package io.octoswarm.agent;

/** There is no answer; the message tells the asker why and what would help. */
public class CannotAnswer extends RuntimeException {
    public CannotAnswer(String message) {
        super(message, null, false, false); // an expected outcome: its stack tells nothing
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
