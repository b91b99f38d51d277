package io.octoswarm.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.octoswarm.instance.Instance;
import io.octoswarm.instance.Load;
import io.octoswarm.instance.StatusReport;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.PeerStatus;
import io.octoswarm.peer.Peers;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The swarm as this Octo sees it, for programs. */
@RestController
class StatusController {
    record Status(
            String name,
            String role,
            String version,
            int port,
            List<String> capabilities,
            @JsonProperty("uptime_seconds") long uptimeSeconds,
            Load load,
            List<PeerView> peers,
            List<String> problems) {}

    record PeerView(
            String name,
            URI url,
            List<String> capabilities,
            String status,
            @JsonProperty("last_seen") @Nullable Instant lastSeen,
            @Nullable String reason) {}

    private final Instance instance;
    private final Peers peers;
    private final List<StatusReport> reports;

    StatusController(Instance instance, Peers peers, List<StatusReport> reports) {
        this.reports = reports;
        this.instance = instance;
        this.peers = peers;
    }

    @GetMapping("/api/status")
    Status status() {
        return new Status(
                instance.name(),
                instance.role().text(),
                instance.version(),
                instance.port(),
                instance.capabilities(),
                instance.uptime().toSeconds(),
                instance.load(),
                peers.all().stream().map(StatusController::view).toList(),
                reports.stream().flatMap(report -> report.problems().stream()).toList());
    }

    private static PeerView view(KnownPeer known) {
        PeerStatus status = known.status();
        return new PeerView(
                known.peer().name(),
                known.peer().url(),
                known.capabilities(),
                status.state().text(),
                status.lastSeen(),
                status.reason());
    }
}
