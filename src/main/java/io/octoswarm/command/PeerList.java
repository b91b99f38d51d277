package io.octoswarm.command;

import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.PeerState;
import io.octoswarm.peer.Peers;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The peers as lines for people. */
@Component
class PeerList {
    private final Peers peers;
    private final Clock clock;

    PeerList(Peers peers, Clock clock) {
        this.peers = peers;
        this.clock = clock;
    }

    /** One line a peer, then what is wrong with peers.json. */
    String text() {
        List<KnownPeer> known = peers.all();
        String table = known.isEmpty()
                ? "No peers yet. Add one: /swarm add <name> <url>"
                : Table.of(known.stream().map(this::row).toList());
        return table + problems();
    }

    private String problems() {
        return peers.problems().stream().map(problem -> "\nProblem: " + problem).collect(Collectors.joining());
    }

    private List<String> row(KnownPeer known) {
        return List.of(
                known.peer().name(),
                known.status().state().text(),
                known.peer().url().toString(),
                known.capabilities().isEmpty() ? "-" : String.join(", ", known.capabilities()),
                state(known));
    }

    private String state(KnownPeer known) {
        String seen = known.status().state() == PeerState.UNKNOWN
                ? "not tried yet"
                : "last seen " + Ago.text(known.status().lastSeen(), clock.instant());
        return known.status().reason() == null ? seen : known.status().reason() + "; " + seen;
    }
}
