package io.octoswarm.peer;

/** A peer that could not be spoken with; the message is a reason for people, such as "connection refused". */
public class PeerUnreachable extends RuntimeException {
    public PeerUnreachable(String reason) {
        super(reason);
    }
}
