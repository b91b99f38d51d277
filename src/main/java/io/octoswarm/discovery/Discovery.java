package io.octoswarm.discovery;

import io.octoswarm.discovery.DiscoverySettings.Mode;
import io.octoswarm.instance.Instance;
import io.octoswarm.peer.Admission;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.Peers;
import io.octoswarm.peer.WaitingPeer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Finds peers on the local networks, and lets them find this Octo. Everything happens on one thread, which nobody waits
 * for: neither the start, nor JmDNS's own threads, which only hand over what they hear.
 */
@Component
public class Discovery implements SmartLifecycle, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Discovery.class);
    private static final Duration TICK = Duration.ofMillis(500);
    /** So that what comes in one packet is looked at together. */
    private static final Duration AFTER_NEWS = Duration.ofMillis(100);

    /** How long answers take to come in. */
    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(3);

    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(4);

    private final Peers peers;
    private final Approvals approvals;
    private final Sightings sightings;
    private final Responders responders;
    private final Namesake namesake;
    private final boolean on;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "discovery");
        made.setDaemon(true);
        return made;
    });
    private final Responder.Ear ear = new Intake(thread, this::take, this::drop);
    private boolean lookPlanned; // on the one thread
    private volatile boolean running;

    Discovery(
            DiscoverySettings settings,
            Instance instance,
            Peers peers,
            Approvals approvals,
            Sightings sightings,
            Responders responders,
            Namesake namesake) {
        this.peers = peers;
        this.approvals = approvals;
        this.sightings = sightings;
        this.responders = responders;
        this.namesake = namesake;
        this.on = settings.mode() == Mode.MDNS && instance.enabled();
    }

    /** False: it is turned off, by SWARM_DISCOVERY or with the swarm as a whole. */
    public boolean isOn() {
        return on;
    }

    /** Asks the networks who is there. Completes, never exceptionally, when the answers are in: after some 3 s. */
    public CompletableFuture<Void> look() {
        if (running) {
            thread.execute(() -> {
                responders.ask();
                sightings.lookAtAll();
                tick();
            });
        }
        return new CompletableFuture<Void>().completeOnTimeout(null, TIME_TO_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * A person lets in a peer that waits, now and whenever it is found at this address again.
     *
     * @return it; empty: nobody of this name waits
     * @throws IllegalArgumentException for one that lacks something else than a yes
     */
    public Optional<Peer> approve(String name) {
        Optional<WaitingPeer> waiting = peers.waiting().stream()
                .filter(found -> found.peer().isNamed(name))
                .findFirst();
        waiting.filter(found -> !found.approvable()).ifPresent(found -> {
            throw new IllegalArgumentException(found.peer().name() + " " + found.why()
                    + ". Give it the same key, or vouch for it: " + found.peer().addCommand());
        });
        return waiting.map(WaitingPeer::peer).map(peer -> {
            approvals.add(peer);
            lookAgain();
            return peer;
        });
    }

    /** Takes a person's yes back; one that is there waits again. False: there was none. */
    public boolean forget(String name) {
        boolean known = approvals.remove(name.toLowerCase(Locale.ROOT));
        if (known) {
            peers.find(name)
                    .filter(peer -> peer.admission() == Admission.APPROVED)
                    .ifPresent(peer -> peers.lost(peer.peer().name()));
            if (running) {
                thread.execute(() -> sightings.again(name.toLowerCase(Locale.ROOT)));
            }
        }
        return known;
    }

    private void lookAgain() {
        if (running) {
            thread.execute(() -> {
                sightings.lookAtAll();
                tick();
            });
        }
    }

    @Override
    public void start() {
        running = on;
        if (on) {
            thread.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Goodbye is said while the rest of the Octo ends. */
    @Override
    public void stop() {
        if (running) {
            running = false;
            thread.execute(responders::close);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void destroy() throws InterruptedException {
        thread.shutdown();
        if (!thread.awaitTermination(LONGEST_GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
            thread.shutdownNow();
        }
    }

    private void tick() {
        if (!running) {
            return;
        }
        try {
            responders.tick(ear);
            if (sightings.tick(thread)) {
                responders.askSoon();
            }
        } catch (RuntimeException | Error failure) { // a task that throws, for want of a thread, say, would be the last
            log.error("Discovery goes on after a failure", failure);
        }
    }

    private void take(Advertisement found) {
        if (namesake.isHere(found)) {
            return;
        }
        if (namesake.isOne(found)) {
            sightings.drop(found.peer().key()); // it may have told its own name late
            return;
        }
        sightings.heard(found);
        lookSoon();
    }

    private void drop(String name) {
        namesake.gone(name);
        sightings.gone(name.toLowerCase(Locale.ROOT));
        lookSoon();
    }

    private void lookSoon() {
        if (!lookPlanned) {
            lookPlanned = true;
            thread.schedule(
                    () -> {
                        lookPlanned = false;
                        tick();
                    },
                    AFTER_NEWS.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }
}
