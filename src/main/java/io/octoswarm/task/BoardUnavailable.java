package io.octoswarm.task;

/** The board cannot be used now; the message says why, in a sentence. Nothing was changed, or nobody knows. */
public class BoardUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BoardUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    public BoardUnavailable(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
