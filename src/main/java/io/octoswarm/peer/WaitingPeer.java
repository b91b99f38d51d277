package io.octoswarm.peer;

/**
 * A peer that was found on the network and is not let in.
 *
 * @param peer as it presents itself, which nobody has checked
 * @param why what it lacks, for people
 * @param approvable whether a person's yes is what it lacks
 */
public record WaitingPeer(Peer peer, String why, boolean approvable) {}
