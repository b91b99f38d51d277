package io.octoswarm.peer;

/** A peer went from one state to another. */
public record PeerStatusChanged(Peer peer, PeerState from, PeerStatus status) {}
