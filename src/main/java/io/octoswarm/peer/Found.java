package io.octoswarm.peer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The peers that were found on the network, let in or not. Changed by {@link Peers} under its lock; who waits may be
 * asked by any thread.
 */
final class Found {
    private static final int MOST_TOLD = 20;

    private final Map<String, KnownPeer> admitted = new LinkedHashMap<>();
    private final Map<String, WaitingPeer> waiting = new LinkedHashMap<>();
    private volatile List<WaitingPeer> shown = List.of();
    private List<Peer> configured = List.of();

    /** Never news: it does not wait. */
    Optional<PeerWaiting> put(Peer peer, Admission admission) {
        waiting.remove(peer.key());
        admitted.put(peer.key(), new KnownPeer(peer, PeerStatus.UNKNOWN, admission));
        return Optional.empty();
    }

    /** News where a person has to decide on it, and had not to before. */
    Optional<PeerWaiting> put(WaitingPeer peer) {
        admitted.remove(peer.peer().key());
        WaitingPeer before = waiting.put(peer.peer().key(), peer);
        boolean same = before != null
                && before.approvable() == peer.approvable()
                && before.peer().url().equals(peer.peer().url());
        boolean tooMany = waiting.size() > MOST_TOLD; // somebody announces whatever comes to mind
        return same || tooMany || !peer.approvable() || isConfigured(peer.peer(), configured)
                ? Optional.empty()
                : Optional.of(new PeerWaiting(peer.peer()));
    }

    void remove(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        admitted.remove(key);
        waiting.remove(key);
    }

    List<WaitingPeer> waiting() {
        return shown;
    }

    /** Those that are let in, without the ones that are configured as well. */
    List<KnownPeer> beside(List<Peer> now) {
        configured = now;
        shown = waiting.values().stream()
                .filter(found -> !isConfigured(found.peer(), now))
                .toList();
        return admitted.values().stream()
                .filter(found -> !isConfigured(found.peer(), now))
                .toList();
    }

    private static boolean isConfigured(Peer found, List<Peer> configured) {
        return configured.stream()
                .anyMatch(peer -> peer.isNamed(found.name()) || peer.url().equals(found.url()));
    }
}
