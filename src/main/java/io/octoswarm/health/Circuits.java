package io.octoswarm.health;

import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerCircuits;
import io.octoswarm.peer.PeerInfo;
import io.octoswarm.peer.PeerJoined;
import io.octoswarm.peer.PeerLeft;
import io.octoswarm.peer.PeerUnreachable;
import io.octoswarm.peer.Peers;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * A circuit for each known peer, fed by its pings and by the calls of it, and what follows for its status. Runs on the
 * threads of those who tell it, and keeps none of them waiting.
 */
@Component
public class Circuits implements PeerCircuits {
    /** News of a peer that has left, or has moved, meets no circuit. */
    private record Place(String key, URI url) {
        static Place of(Peer peer) {
            return new Place(peer.key(), peer.url());
        }
    }

    private static final int MOST_FALLS = 1_000;

    private final Map<Place, Circuit> circuits = new ConcurrentHashMap<>();
    /** By name: a peer that comes and goes at one address after the other does so all the same. Guarded by itself. */
    private final Map<String, Falls> falls = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Falls> eldest) {
            return size() > MOST_FALLS;
        }
    };

    private final Peers peers;
    private final Clock clock;
    private final LongSupplier nanoTime;

    Circuits(Peers peers, Clock clock, LongSupplier nanoTime) {
        this.peers = peers;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    @Override
    public Permit permit(Peer peer) {
        Circuit circuit = circuits.get(Place.of(peer));
        if (circuit == null || !circuit.begin()) {
            return new Call(peer, false);
        }
        show(peer, circuit);
        return new Call(peer, true);
    }

    /** @param told what it told of itself; null: it was not asked */
    void pinged(Peer peer, @Nullable PeerInfo told) {
        Instant now = clock.instant();
        with(peer, circuit -> {
            circuit.pinged();
            peers.update(peer, status -> circuit.of(told == null ? status.seen(now) : status.told(now, told)));
        });
    }

    void missed(Peer peer, String why) {
        with(peer, circuit -> {
            circuit.missed(why);
            show(peer, circuit);
        });
    }

    /** Whether all is well with the peer, as far as is known. */
    boolean closed(Peer peer) {
        Circuit circuit = circuits.get(Place.of(peer));
        return circuit == null || circuit.state() instanceof Closed;
    }

    /** 0: closed, 1: half-open, 2: open. */
    int openness(Peer peer) {
        Circuit circuit = circuits.get(Place.of(peer));
        CircuitState state = circuit == null ? new Closed() : circuit.state();
        return state instanceof Closed ? 0 : state instanceof HalfOpen ? 1 : 2;
    }

    /** Before the heartbeat begins. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void begin(PeerJoined joined) {
        circuits.put(Place.of(joined.peer()), new Circuit(fallsOf(joined.peer())));
    }

    private Falls fallsOf(Peer peer) {
        synchronized (falls) {
            return falls.computeIfAbsent(peer.key(), name -> new Falls(nanoTime));
        }
    }

    @EventListener
    void end(PeerLeft left) {
        circuits.remove(Place.of(left.peer()));
    }

    private void with(Peer peer, Consumer<Circuit> news) {
        Circuit circuit = circuits.get(Place.of(peer));
        if (circuit != null) {
            news.accept(circuit);
        }
    }

    private void show(Peer peer, Circuit circuit) {
        peers.update(peer, circuit::of);
    }

    private final class Call implements Permit {
        private final Peer peer;
        private final boolean trial;

        Call(Peer peer, boolean trial) {
            this.peer = peer;
            this.trial = trial;
        }

        @Override
        public void answered() {
            Instant now = clock.instant();
            with(peer, circuit -> {
                circuit.answered();
                peers.update(peer, status -> circuit.of(status.seen(now)));
            });
        }

        @Override
        public void failed(PeerUnreachable failure) {
            with(peer, circuit -> {
                circuit.failed(failure);
                show(peer, circuit);
            });
        }

        @Override
        public void returned() {
            if (trial) {
                with(peer, circuit -> {
                    circuit.returned();
                    show(peer, circuit);
                });
            }
        }
    }
}
