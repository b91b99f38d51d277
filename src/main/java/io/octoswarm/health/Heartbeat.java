package io.octoswarm.health;

import io.octoswarm.peer.FailureReason;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerInfo;
import io.octoswarm.peer.PeerUnreachable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pings of one peer: every 2 s, a quick second look after a first miss, offline after two: a peer whose cable is
 * pulled, so that both looks run into their limit, is offline within 5 s. One that is not online is looked at as often,
 * however long it is silent each time, so that it is back within 5 s of its return. Pings are spread by jitter, lest all Octos of a swarm ping in step.
 */
final class Heartbeat {
    private static final Duration STEADY = Duration.ofMillis(2250);
    private static final Duration AFTER_A_MISS = Duration.ofMillis(250);
    /** From the beginning of one look to that of the next. */
    private static final Duration WHILE_OPEN = Duration.ofSeconds(2);

    private static final int MISSES_ALLOWED = 1;
    private static final int PINGS_PER_INFO = 6;

    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

    /** Shown a wrong key more often, the peer would shut out this device, and whoever shares its address. */
    private static final Duration AFTER_A_REFUSAL = Duration.ofMinutes(1);

    /** The peer turned our key away. */
    private record Refusal(PeerUnreachable why, long at) {}

    private final Peer peer;
    private final Circuits circuits;
    private final Ping ping;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final AtomicInteger misses = new AtomicInteger();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger beats = new AtomicInteger();
    private volatile @Nullable Refusal refusal;
    private volatile boolean stopped;

    Heartbeat(Peer peer, Circuits circuits, Ping ping, ScheduledExecutorService timer, LongSupplier nanoTime) {
        this.peer = peer;
        this.circuits = circuits;
        this.ping = ping;
        this.timer = timer;
        this.nanoTime = nanoTime;
    }

    void start() {
        next(Duration.ZERO);
    }

    /** A call of the peer failed: looks soon whether it is there at all, in place of the next ping. */
    void hurry() {
        next(AFTER_A_MISS);
    }

    void stop() {
        stopped = true;
    }

    /** Looks now, and again after a miss. Completes, never exceptionally, when the peer's status is settled. */
    CompletableFuture<Void> check() {
        refusal = null; // somebody wants to know
        return ping().thenCompose(done ->
                misses.get() == 0 || misses.get() > MISSES_ALLOWED ? CompletableFuture.completedFuture(done) : ping());
    }

    private CompletableFuture<Void> ping() {
        boolean withInfo = count.getAndIncrement() % PINGS_PER_INFO == 0 || misses.get() > 0 || !circuits.closed(peer);
        Refusal lately = refusedLately();
        return ping.send(peer, withInfo && lately == null).handle((info, failure) -> {
            if (lately != null && failure == null && info.isEmpty()) {
                miss(lately.why());
            } else {
                settle(info, failure);
            }
            return null;
        });
    }

    /** Until its minute is over, or the peer was away: it may have come back with another key. */
    private @Nullable Refusal refusedLately() {
        Refusal last = refusal;
        return last != null && nanoTime.getAsLong() - last.at() < AFTER_A_REFUSAL.toNanos() ? last : null;
    }

    private void beat(int number) {
        if (!stopped && number == beats.get()) {
            long begun = nanoTime.getAsLong();
            ping().whenComplete((settled, defect) -> {
                if (defect != null) { // of a listener to the peer's status: the next look must come all the same
                    log.error("What was heard of {} could not be told", peer.name(), defect);
                }
                if (number == beats.get()) {
                    next(pause(Duration.ofNanos(nanoTime.getAsLong() - begun)));
                }
            });
        }
    }

    private void settle(@Nullable Optional<PeerInfo> info, @Nullable Throwable failure) {
        if (failure == null) {
            misses.set(0);
            refusal = null;
            circuits.pinged(peer, info == null ? null : info.orElse(null));
        } else {
            PeerUnreachable why = FailureReason.unreachable(failure);
            refusal = why.isTurnedAway() ? new Refusal(why, nanoTime.getAsLong()) : null;
            miss(why);
        }
    }

    private void miss(PeerUnreachable why) {
        if (misses.incrementAndGet() > MISSES_ALLOWED) {
            circuits.missed(peer, why.getMessage());
        }
    }

    /** @param taken how long the last ping took */
    private Duration pause(Duration taken) {
        if (misses.get() == 1) {
            return AFTER_A_MISS;
        }
        if (circuits.closed(peer)) {
            return STEADY.multipliedBy(80 + ThreadLocalRandom.current().nextInt(20))
                    .dividedBy(100);
        }
        Duration left = WHILE_OPEN.minus(taken);
        return left.compareTo(AFTER_A_MISS) < 0 ? AFTER_A_MISS : left;
    }

    /** The one that is planned last counts; those before it come to nothing. */
    private void next(Duration pause) {
        int number = beats.incrementAndGet();
        try {
            timer.schedule(() -> beat(number), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ending) {
            stopped = true; // the Octo shuts down
        }
    }
}
