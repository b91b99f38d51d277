package io.octoswarm.peer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** How many peers are in which state. */
@Component
class PeerMeters {
    PeerMeters(MeterRegistry meters, Peers peers) {
        for (PeerState state : PeerState.values()) {
            Gauge.builder("octo.peers", peers, known -> count(known, state))
                    .description("Known peers by state")
                    .tag("state", state.text())
                    .register(meters);
        }
    }

    private static double count(Peers peers, PeerState state) {
        return peers.all().stream()
                .filter(known -> known.status().state() == state)
                .count();
    }
}
