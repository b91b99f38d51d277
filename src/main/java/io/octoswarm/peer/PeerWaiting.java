package io.octoswarm.peer;

/** A peer was found on the network, and waits for a person to let it in. Published once while it is there. */
public record PeerWaiting(Peer peer) {}
