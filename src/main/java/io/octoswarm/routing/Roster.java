package io.octoswarm.routing;

import io.octoswarm.instance.Instance;
import io.octoswarm.instance.Load;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.PeerInfo;
import io.octoswarm.peer.PeerState;
import io.octoswarm.peer.Peers;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The Octos that a task could go to, as of now. Thread-safe. */
@Component
public class Roster {
    private final Instance instance;
    private final Peers peers;

    Roster(Instance instance, Peers peers) {
        this.instance = instance;
        this.peers = peers;
    }

    /**
     * This Octo first, then its peers in their order.
     *
     * @param excluded names that are left out, such as those that a question came through
     */
    public List<Candidate> candidates(Collection<String> excluded) {
        Candidate self = new Candidate(instance.name(), instance.capabilities(), true, null, instance.load());
        return Stream.concat(Stream.of(self), peers.all().stream().map(Roster::candidate))
                .filter(candidate -> excluded.stream().noneMatch(candidate.name()::equalsIgnoreCase))
                .toList();
    }

    private static Candidate candidate(KnownPeer known) {
        PeerInfo info = known.status().info();
        Load load = info == null || info.load() == null ? Load.UNKNOWN : info.load();
        return new Candidate(known.peer().name(), known.capabilities(), false, unavailable(known), load);
    }

    /** A peer that was not tried yet may be there: the first call will tell. */
    private static @Nullable String unavailable(KnownPeer known) {
        return known.status().state() == PeerState.OFFLINE
                ? "offline: " + known.status().reason()
                : null;
    }
}
