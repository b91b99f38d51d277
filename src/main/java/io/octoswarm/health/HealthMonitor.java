package io.octoswarm.health;

import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerJoined;
import io.octoswarm.peer.PeerLeft;
import io.octoswarm.peer.PeerProbe;
import io.octoswarm.peer.PeerState;
import io.octoswarm.peer.PeerStatusChanged;
import io.octoswarm.peer.Peers;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps a heartbeat going for every known peer. One timer thread starts the pings; they wait on no thread, so a
 * thousand dead peers cost no more than their sockets.
 */
@Component
public class HealthMonitor implements DisposableBean {
    private final Circuits circuits;
    private final HttpClient http;
    private final PeerProbe probe;
    private final Peers peers;
    private final Map<String, Heartbeat> heartbeats = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "heartbeats");
        thread.setDaemon(true);
        return thread;
    });

    HealthMonitor(Circuits circuits, HttpClient http, PeerProbe probe, Peers peers) {
        this.circuits = circuits;
        this.http = http;
        this.probe = probe;
        this.peers = peers;
    }

    /** Pings every peer now. Completes, never exceptionally, when each has answered or missed: after 4 s or a little later. */
    public CompletableFuture<Void> pingAll() {
        return CompletableFuture.allOf(
                heartbeats.values().stream().map(Heartbeat::check).toArray(CompletableFuture[]::new));
    }

    @EventListener
    void begin(PeerJoined joined) {
        Heartbeat heartbeat = heartbeat(joined.peer());
        heartbeats.put(joined.peer().key(), heartbeat); // a peer that moved has left before
        heartbeat.start();
    }

    /** Whether it is gone, or only fails what it is asked, the next ping tells. */
    @EventListener
    void lookAgain(PeerStatusChanged changed) {
        Heartbeat heartbeat = heartbeats.get(changed.peer().key());
        if (heartbeat != null && changed.from() == PeerState.ONLINE) {
            heartbeat.hurry();
        }
    }

    @EventListener
    void end(PeerLeft left) {
        Heartbeat heartbeat = heartbeats.remove(left.peer().key());
        if (heartbeat != null) {
            heartbeat.stop();
        }
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }

    private Heartbeat heartbeat(Peer peer) {
        return new Heartbeat(peer, circuits, new Ping(http, probe, peers::isOwnName), timer, System::nanoTime);
    }
}
