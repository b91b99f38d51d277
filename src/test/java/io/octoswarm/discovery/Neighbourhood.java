package io.octoswarm.discovery;

import static org.awaitility.Awaitility.await;

import io.octoswarm.TestOcto;
import io.octoswarm.instance.Fingerprint;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.Peers;
import io.octoswarm.testing.SettableClock;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** What an Octo sees of its network, without a network: a test says what is announced. */
final class Neighbourhood implements AutoCloseable {
    private final SettableClock clock = new SettableClock();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Sightings sightings;
    private final Peers peers;

    /** As seen by that Octo, whose own look at the network is turned off. Made anew, it has forgotten what it saw. */
    Neighbourhood(TestOcto octo) {
        peers = octo.part(Peers.class);
        sightings = new Sightings(peers, octo.part(Introduction.class), octo.part(Reception.class), clock::nanoTime);
    }

    void announce(String name, URI url) {
        announce(name, url, null);
    }

    void announce(String name, URI url, @Nullable Fingerprint certificate) {
        run(() -> {
            sightings.heard(advertisement(name, url, certificate));
            return null;
        });
    }

    /** A goodbye, or an announcement that ran out. */
    void withdraw(String name) {
        run(() -> {
            sightings.gone(name);
            return null;
        });
    }

    /** It says now that its name is ours. */
    void drop(String name) {
        run(() -> {
            sightings.drop(name);
            return null;
        });
    }

    /** A person has taken a yes back. */
    void again(String name) {
        run(() -> {
            sightings.again(name);
            return null;
        });
    }

    /** Time passes until that is so; a minute of it may take a second. */
    void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    pass(Duration.ofSeconds(1));
                    return condition.call();
                });
    }

    void pass(Duration time) {
        run(() -> {
            clock.forward(time);
            return sightings.tick(thread);
        });
    }

    boolean isPeer(String name) {
        return peers.find(name).isPresent();
    }

    boolean waits(String name) {
        return peers.waiting().stream().anyMatch(found -> found.peer().isNamed(name));
    }

    boolean waitsAt(URI url) {
        return peers.waiting().stream().anyMatch(found -> found.peer().url().equals(url));
    }

    int count() {
        return sightings.count();
    }

    static Advertisement advertisement(String name, URI url) {
        return advertisement(name, url, null);
    }

    private static Advertisement advertisement(String name, URI url, @Nullable Fingerprint certificate) {
        try {
            InetAddress address = InetAddress.getByName(url.getHost());
            return new Advertisement(new Peer(name, url, List.of("ops"), certificate), name, address, false);
        } catch (UnknownHostException unknown) {
            throw new UncheckedIOException(unknown);
        }
    }

    private void run(Callable<?> what) {
        try {
            thread.submit(what).get();
        } catch (ExecutionException failure) {
            throw new AssertionError(failure.getCause());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ended);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
