package io.octoswarm.peer;

/** A peer is no longer known, or is about to be known with another URL. */
public record PeerLeft(Peer peer) {}
