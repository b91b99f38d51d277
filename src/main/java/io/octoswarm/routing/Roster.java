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
    private final PastTasks past;

    Roster(Instance instance, Peers peers, PastTasks past) {
        this.instance = instance;
        this.peers = peers;
        this.past = past;
    }

    /**
     * This Octo first, then its peers in their order.
     *
     * @param excluded names that are left out, such as those that a question came through
     */
    public List<Candidate> candidates(Collection<String> excluded) {
        return Stream.concat(Stream.of(self()), peers.all().stream().map(this::candidate))
                .filter(candidate -> excluded.stream().noneMatch(candidate.name()::equalsIgnoreCase))
                .toList();
    }

    private Candidate self() {
        return new Candidate(
                instance.name(),
                instance.capabilities(),
                true,
                null,
                instance.load(),
                instance.profile(),
                List.of(),
                false); // without a model
    }

    private Candidate candidate(KnownPeer known) {
        PeerInfo info = known.status().info();
        return new Candidate(
                known.peer().name(),
                known.capabilities(),
                false,
                unavailable(known),
                info == null || info.load() == null ? Load.UNKNOWN : info.load(),
                known.profile(),
                past.of(known.peer().name()),
                known.capabilities().isEmpty() && info != null && info.model());
    }

    private static @Nullable String unavailable(KnownPeer known) {
        PeerState state = known.status().state();
        return state.takesWork() ? null : state.text() + ": " + known.status().reason();
    }
}
