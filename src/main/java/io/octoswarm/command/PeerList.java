package io.octoswarm.command;

import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.PeerState;
import io.octoswarm.peer.Peers;
import io.octoswarm.peer.WaitingPeer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The peers as lines for people. */
@Component
class PeerList {
    private static final int MOST_WAITING = 50;

    private final Peers peers;
    private final Clock clock;

    PeerList(Peers peers, Clock clock) {
        this.peers = peers;
        this.clock = clock;
    }

    /** One line a peer, then those that are not let in, and what is wrong with peers.json. */
    String text() {
        List<List<String>> rows = new ArrayList<>();
        peers.all().forEach(known -> rows.add(row(known)));
        List<WaitingPeer> waiting = peers.waiting();
        waiting.stream().limit(MOST_WAITING).forEach(found -> rows.add(row(found)));
        String table = rows.isEmpty() ? "No peers yet. Add one: /swarm add <name> <url>" : Table.of(rows);
        return table + more(waiting.size() - MOST_WAITING) + howToApprove(waiting) + problems();
    }

    private static String more(int left) {
        return left <= 0 ? "" : "\nand " + left + " more that are not let in";
    }

    private static String howToApprove(List<WaitingPeer> waiting) {
        return waiting.stream()
                .filter(WaitingPeer::approvable)
                .findFirst()
                .map(first -> "\nTo let one in: /swarm approve " + first.peer().name())
                .orElse("");
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

    private static List<String> row(WaitingPeer found) {
        return List.of(
                found.peer().name(),
                "waiting",
                found.peer().url().toString(),
                found.peer().capabilities().isEmpty()
                        ? "-"
                        : String.join(", ", found.peer().capabilities()),
                found.why());
    }

    private String state(KnownPeer known) {
        String seen = known.status().state() == PeerState.UNKNOWN
                ? "not tried yet"
                : "last seen " + Ago.text(known.status().lastSeen(), clock.instant());
        String state = known.status().reason() == null ? seen : known.status().reason() + "; " + seen;
        return known.admission().discovered()
                ? "discovered (" + known.admission().text() + "); " + state
                : state;
    }
}
