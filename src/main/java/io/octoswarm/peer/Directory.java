package io.octoswarm.peer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The peers that are known at this moment, by name, with how they fare. Thread-safe: its monitor makes each step whole. */
final class Directory {
    /** A peer whose status was changed, and the state before. */
    record Change(KnownPeer now, PeerState before) {}

    private Map<String, KnownPeer> known = new LinkedHashMap<>();

    synchronized List<KnownPeer> all() {
        return List.copyOf(known.values());
    }

    synchronized Optional<KnownPeer> find(String name) {
        return Optional.ofNullable(known.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Empty: it was removed, or moved, while the news of it was under way. */
    synchronized Optional<Change> update(Peer peer, UnaryOperator<PeerStatus> change) {
        KnownPeer current = known.get(peer.key());
        if (current == null || !current.peer().url().equals(peer.url())) {
            return Optional.empty();
        }
        KnownPeer now = new KnownPeer(current.peer(), change.apply(current.status()), current.admission());
        known.put(peer.key(), now);
        return Optional.of(new Change(now, current.status().state()));
    }

    /**
     * From now on these are known; those that were so before keep how they fare.
     *
     * @return who left and who joined, as events
     */
    synchronized List<Object> replace(List<KnownPeer> peers) {
        Map<String, KnownPeer> before = known;
        List<Object> changes = new ArrayList<>();
        known = new LinkedHashMap<>();
        for (KnownPeer peer : peers) {
            KnownPeer old = before.remove(peer.peer().key());
            known.put(peer.peer().key(), next(old, peer, changes));
        }
        before.values().forEach(gone -> changes.add(new PeerLeft(gone.peer())));
        return changes;
    }

    private static KnownPeer next(@Nullable KnownPeer old, KnownPeer now, List<Object> changes) {
        if (old != null && isReachedAlike(old, now)) {
            return new KnownPeer(now.peer(), old.status(), now.admission());
        }
        if (old != null) {
            changes.add(new PeerLeft(old.peer()));
        }
        changes.add(new PeerJoined(now.peer()));
        return now;
    }

    /** Another key or certificate is another connection. */
    private static boolean isReachedAlike(KnownPeer one, KnownPeer other) {
        return one.peer().url().equals(other.peer().url())
                && Objects.equals(one.peer().apiKey(), other.peer().apiKey())
                && Objects.equals(one.peer().fingerprint(), other.peer().fingerprint())
                && one.admission() == other.admission();
    }
}
