package io.octoswarm.routing;

import io.octoswarm.instance.Instance;
import io.octoswarm.instance.Load;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.PeerInfo;
import io.octoswarm.peer.PeerStatus;
import io.octoswarm.peer.Peers;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Everybody who could take a task now. Thread-safe; never blocks on a network. */
@Component
public class Roster {
    private final Instance instance;
    private final Peers peers;

    Roster(Instance instance, Peers peers) {
        this.instance = instance;
        this.peers = peers;
    }

    /**
     * This Octo first, then the peers, those that are offline included.
     *
     * @param excluded names of Octos to leave out, in any case; for example those that a question came through
     */
    public List<Candidate> candidates(Collection<String> excluded) {
        return Stream.concat(Stream.of(self()), peers.all().stream().map(Roster::candidate))
                .filter(candidate -> excluded.stream().noneMatch(candidate.name()::equalsIgnoreCase))
                .toList();
    }

    private Candidate self() {
        return new Candidate(instance.name(), instance.capabilities(), true, null, instance.load());
    }

    private static Candidate candidate(KnownPeer known) {
        PeerInfo info = known.status().info();
        Load load = info == null || info.load() == null ? Load.UNKNOWN : info.load();
        return new Candidate(known.peer().name(), known.capabilities(), false, unavailable(known.status()), load);
    }

    private static @Nullable String unavailable(PeerStatus status) {
        return switch (status.state()) {
            case ONLINE -> null;
            case UNKNOWN -> "not reached yet";
            case OFFLINE -> "offline: " + Objects.requireNonNullElse(status.reason(), "no reason known");
        };
    }
}
