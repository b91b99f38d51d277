package io.octoswarm.peer;

/** A peer that could not be spoken with; the message is a reason for people, such as "connection refused". */
public class PeerUnreachable extends RuntimeException {
    private final boolean timeout;

    public PeerUnreachable(String reason) {
        this(reason, false);
    }

    private PeerUnreachable(String reason, boolean timeout) {
        super(reason);
        this.timeout = timeout;
    }

    /** The peer took the call, as far as one can know, and did not answer in time. */
    public static PeerUnreachable timeout() {
        return new PeerUnreachable("no answer in time", true);
    }

    public boolean isTimeout() {
        return timeout;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
