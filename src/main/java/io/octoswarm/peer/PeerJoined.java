package io.octoswarm.peer;

/** A peer became known. */
public record PeerJoined(Peer peer) {}
