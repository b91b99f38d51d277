package io.octoswarm.task;

/** Thrown by work that cannot go on before a human has answered; the message is the question. */
public class NeedsAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NeedsAnswer(String question) {
        super(question, null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
