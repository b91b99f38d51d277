package io.octoswarm.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.octoswarm.instance.Instance;
import io.octoswarm.instance.Load;
import io.octoswarm.instance.StatusReport;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerStatus;
import io.octoswarm.peer.Peers;
import io.octoswarm.peer.WaitingPeer;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The swarm as this Octo sees it at one moment, for programs and for the page. Thread-safe. */
@Component
class SwarmView {
    /**
     * As it is sent.
     *
     * @param details what parts of this Octo tell beside it, labels with values, for people
     * @param problems what is wrong now, a line each
     */
    record Status(
            String name,
            String role,
            String version,
            int port,
            List<String> capabilities,
            @JsonProperty("uptime_seconds") long uptimeSeconds,
            Load load,
            List<PeerView> peers,
            List<WaitingView> waiting,
            Map<String, String> details,
            List<String> problems) {}

    record PeerView(
            String name,
            URI url,
            List<String> capabilities,
            String status,
            String admission,
            @JsonProperty("last_seen") @Nullable Instant lastSeen,
            @Nullable String reason) {}

    /** One that was found and is not let in; {@code approvable}: a person's yes is what it lacks. */
    record WaitingView(String name, URI url, List<String> capabilities, String why, boolean approvable) {}

    private final Instance instance;
    private final Peers peers;
    private final List<StatusReport> reports;

    SwarmView(Instance instance, Peers peers, List<StatusReport> reports) {
        this.instance = instance;
        this.peers = peers;
        this.reports = reports;
    }

    Status now() {
        return new Status(
                instance.name(),
                instance.role().text(),
                instance.version(),
                instance.port(),
                instance.capabilities(),
                instance.uptime().toSeconds(),
                instance.load(),
                peers.all().stream().map(SwarmView::view).toList(),
                peers.waiting().stream().map(SwarmView::view).toList(),
                details(),
                reports.stream().flatMap(report -> report.problems().stream()).toList());
    }

    private Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        reports.forEach(report -> details.putAll(report.rows()));
        return details;
    }

    private static PeerView view(KnownPeer known) {
        PeerStatus status = known.status();
        return new PeerView(
                known.peer().name(),
                known.peer().url(),
                known.capabilities(),
                status.state().text(),
                known.admission().text(),
                status.lastSeen(),
                status.reason());
    }

    private static WaitingView view(WaitingPeer waiting) {
        Peer peer = waiting.peer();
        return new WaitingView(peer.name(), peer.url(), peer.capabilities(), waiting.why(), waiting.approvable());
    }
}
