package io.octoswarm.agent;

/** A question came back to an Octo that had asked it, or was passed on too often. The message shows its path. */
public final class WentInCircle extends CannotAnswer {
    private static final long serialVersionUID = 1L;

    public WentInCircle(String message) {
        super(message);
    }
}
