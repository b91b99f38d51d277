package io.octoswarm.mcp.client;

import io.octoswarm.instance.Instance;
import io.octoswarm.instance.Role;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.PeerInfo;
import io.octoswarm.peer.Peers;
import io.octoswarm.task.Board;
import io.octoswarm.task.SharedBoard;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Finds the supervisor that offers its board. An Octo that keeps a board for others takes from no other's. */
@Component
class SupervisorBoard implements SharedBoard {
    private final Peers peers;
    private final PeerClients clients;
    private final Instance instance;
    private final AtomicReference<@Nullable String> unansweredClaim = new AtomicReference<>();
    private final JsonMapper json;

    SupervisorBoard(Peers peers, PeerClients clients, Instance instance, JsonMapper json) {
        this.peers = peers;
        this.clients = clients;
        this.instance = instance;
        this.json = json;
    }

    @Override
    public Optional<Board> current() {
        return instance.role() == Role.SUPERVISOR
                ? Optional.empty()
                : peers.all().stream()
                        .filter(SupervisorBoard::offersABoard)
                        .findFirst()
                        .map(known -> new RemoteBoard(known.peer(), clients, unansweredClaim, json));
    }

    private static boolean offersABoard(KnownPeer known) {
        PeerInfo info = known.status().info();
        return known.online() && info != null && "mcp".equals(info.board());
    }
}
