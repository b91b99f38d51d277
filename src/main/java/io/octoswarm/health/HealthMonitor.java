package io.octoswarm.health;

import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerJoined;
import io.octoswarm.peer.PeerLeft;
import io.octoswarm.peer.PeerProbe;
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
    private final Peers peers;
    private final HttpClient http;
    private final PeerProbe probe;
    private final Map<String, Heartbeat> heartbeats = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "heartbeats");
        thread.setDaemon(true);
        return thread;
    });

    HealthMonitor(Peers peers, HttpClient http, PeerProbe probe) {
        this.peers = peers;
        this.http = http;
        this.probe = probe;
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
        return new Heartbeat(peer, peers, new Ping(http, probe), timer);
    }
}
