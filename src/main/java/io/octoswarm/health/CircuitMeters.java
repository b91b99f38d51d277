package io.octoswarm.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerJoined;
import io.octoswarm.peer.PeerLeft;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** How the circuit of each peer stands; of the first 100 peers, lest a crowd fills the page of metrics. */
@Component
class CircuitMeters {
    private static final int MOST = 100;

    private final Map<String, Meter> gauges = new ConcurrentHashMap<>();
    private final MeterRegistry meters;
    private final Circuits circuits;

    CircuitMeters(MeterRegistry meters, Circuits circuits) {
        this.meters = meters;
        this.circuits = circuits;
    }

    @EventListener
    void add(PeerJoined joined) {
        if (gauges.size() < MOST) {
            gauges.computeIfAbsent(joined.peer().key(), key -> gauge(joined.peer()));
        }
    }

    @EventListener
    void remove(PeerLeft left) {
        Meter gauge = gauges.remove(left.peer().key());
        if (gauge != null) {
            meters.remove(gauge);
        }
    }

    private Meter gauge(Peer peer) {
        return Gauge.builder("octo.peer.circuit", circuits, known -> known.openness(peer))
                .description("The circuit breaker of a peer: 0 closed, 1 half-open, 2 open")
                .tag("peer", peer.name())
                .register(meters);
    }
}
