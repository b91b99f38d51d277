package io.octoswarm.health;

import io.octoswarm.peer.FailureReason;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerInfo;
import io.octoswarm.peer.Peers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The pings of one peer: every 2 s, a quick second look after a first miss, offline after two: a peer whose cable is
 * pulled, so that both looks run into their limit, is offline within 5 s. One that is offline is looked at as often, so
 * that it is back within 5 s of its return. Pings are spread by jitter, lest all Octos of a
 * swarm ping in step.
 */
final class Heartbeat {
    private static final Duration STEADY = Duration.ofMillis(2250);
    private static final Duration AFTER_A_MISS = Duration.ofMillis(250);
    private static final Duration WHILE_OFFLINE = Duration.ofMillis(2500);
    private static final int MISSES_ALLOWED = 1;
    private static final int PINGS_PER_INFO = 6;

    private final Peer peer;
    private final Peers peers;
    private final Ping ping;
    private final ScheduledExecutorService timer;
    private final AtomicInteger misses = new AtomicInteger();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean stopped;

    Heartbeat(Peer peer, Peers peers, Ping ping, ScheduledExecutorService timer) {
        this.peer = peer;
        this.peers = peers;
        this.ping = ping;
        this.timer = timer;
    }

    void start() {
        next(Duration.ZERO);
    }

    void stop() {
        stopped = true;
    }

    /** Looks now, and again after a miss. Completes, never exceptionally, when the peer's status is settled. */
    CompletableFuture<Void> check() {
        return ping().thenCompose(done ->
                misses.get() == 0 || misses.get() > MISSES_ALLOWED ? CompletableFuture.completedFuture(done) : ping());
    }

    private CompletableFuture<Void> ping() {
        boolean withInfo = count.getAndIncrement() % PINGS_PER_INFO == 0 || misses.get() > 0;
        return ping.send(peer, withInfo).handle((info, failure) -> {
            settle(info, failure);
            return null;
        });
    }

    private void beat() {
        if (!stopped) {
            ping().thenRun(() -> next(pause()));
        }
    }

    private void settle(@Nullable Optional<PeerInfo> info, @Nullable Throwable failure) {
        if (failure != null) {
            if (misses.incrementAndGet() > MISSES_ALLOWED) {
                peers.failed(peer, FailureReason.of(failure));
            }
            return;
        }
        misses.set(0);
        if (info != null && info.isPresent()) {
            peers.told(peer, info.get());
        } else {
            peers.seen(peer);
        }
    }

    private Duration pause() {
        return switch (misses.get()) {
            case 0 ->
                STEADY.multipliedBy(80 + ThreadLocalRandom.current().nextInt(20))
                        .dividedBy(100);
            case 1 -> AFTER_A_MISS;
            default -> WHILE_OFFLINE;
        };
    }

    private void next(Duration pause) {
        try {
            timer.schedule(this::beat, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ending) {
            stopped = true; // the Octo shuts down
        }
    }
}
