package io.octoswarm.task;

/** The board cannot be used now; the message says why, in a sentence. */
public class BoardUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean unknown;

    public BoardUnavailable(String message, Throwable cause) {
        this(message, cause, false);
    }

    BoardUnavailable(String message, Throwable cause, boolean unknown) {
        super(message, cause);
        this.unknown = unknown;
    }

    public BoardUnavailable(String message) {
        super(message);
        this.unknown = false;
    }

    /** Whether nobody knows if it was done: the answer to the commit was lost. Else nothing was changed. */
    public boolean isUnknown() {
        return unknown;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
