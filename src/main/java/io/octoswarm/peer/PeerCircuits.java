package io.octoswarm.peer;

/**
 * Says whether work may be given to a peer, and learns from what comes of it. Implemented by the module that watches
 * over the peers' health. Thread-safe; never blocks.
 */
public interface PeerCircuits {
    /**
     * Leave to give a peer work once. A peer that nobody knows always has it.
     *
     * @throws PeerUnreachable when the peer gets no work now; the message says why
     */
    Permit permit(Peer peer);

    /** One call of a peer; exactly one of these methods ends it. */
    interface Permit {
        /** The peer gave an answer. That it cannot do what it was asked is one, too. */
        void answered();

        /** The peer could not be spoken with, or did not answer in time. */
        void failed(PeerUnreachable failure);

        /** The call says nothing about the peer. */
        void returned();
    }
}
