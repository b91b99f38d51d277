package io.octoswarm.peer;

/** A peer that could not be spoken with; the message is a reason for people, such as "connection refused". */
public class PeerUnreachable extends RuntimeException {
    /** How far a call came. */
    public enum Stage {
        /** There was no connection. */
        NOT_CONNECTED,
        /** Its certificate is not the right one; nothing was said to it. */
        UNTRUSTED,
        /** The peer turned the call away before it did anything. */
        TURNED_AWAY,
        /** The call ended without an answer; whether the peer does what was asked is not known. */
        BROKEN_OFF,
        /** The peer took the call, as far as one can know, and did not answer in time. */
        TIMED_OUT
    }

    private final Stage stage;

    public PeerUnreachable(String reason) {
        this(reason, Stage.BROKEN_OFF);
    }

    public PeerUnreachable(String reason, Stage stage) {
        super(reason);
        this.stage = stage;
    }

    public static PeerUnreachable timeout() {
        return new PeerUnreachable("no answer in time", Stage.TIMED_OUT);
    }

    public boolean isTimeout() {
        return stage == Stage.TIMED_OUT;
    }

    public boolean isConnected() {
        return stage != Stage.NOT_CONNECTED && stage != Stage.UNTRUSTED;
    }

    /** Whether somebody is there whose certificate is not the right one. */
    public boolean isUntrusted() {
        return stage == Stage.UNTRUSTED;
    }

    /** Whether it wants another key, or one at all. */
    public boolean isTurnedAway() {
        return stage == Stage.TURNED_AWAY;
    }

    /** Whether the peer may have begun what it was asked to do. */
    public boolean mayHaveBegun() {
        return stage == Stage.BROKEN_OFF || stage == Stage.TIMED_OUT;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
