package io.octoswarm.peer;

import io.octoswarm.instance.Home;
import io.octoswarm.instance.Instance;
import io.octoswarm.instance.JsonFile;
import io.octoswarm.instance.StatusReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * All known peers and how they fare. Thread-safe: readers see an immutable snapshot without waiting; changes of the
 * file come one at a time under {@link #fileLock}, so that two commands cannot overwrite each other's; statuses are
 * replaced under that of {@link Directory}. That a peer joined or left is published under the lock, so that no listener hears of
 * the end before the beginning; a listener must not wait for another thread that changes the peers.
 *
 * <p>Peers that were found on the network stand behind the configured ones; one of the same name or URL as a configured
 * one is left out. Those that wait are told by {@link #waiting()} alone: whoever asks for peers gets none of them.
 */
@Component
public class Peers implements SmartLifecycle, StatusReport {
    private static final Logger log = LoggerFactory.getLogger(Peers.class);

    private final Instance instance;
    private final ApplicationEventPublisher events;
    private final PeersFile file;
    private final ReentrantLock fileLock = new ReentrantLock();
    private final Directory known = new Directory();
    private final Found found = new Found();
    private List<Peer> configured = List.of(); // under the lock
    private volatile List<String> problems = List.of();
    private volatile @Nullable Object fingerprint;

    Peers(Instance instance, Home home, ApplicationEventPublisher events) {
        this.instance = instance;
        this.events = events;
        this.file = new PeersFile(home.peersFile(), this::objection);
    }

    /** In the order of the file, then those that were found on the network. */
    public List<KnownPeer> all() {
        return known.all();
    }

    public Optional<KnownPeer> find(String name) {
        return known.find(name);
    }

    /** Whether a name is this Octo's own. */
    public boolean isOwnName(String name) {
        return instance.isNamed(name);
    }

    /** Those that were found on the network and are not let in. */
    public List<WaitingPeer> waiting() {
        return found.waiting();
    }

    /**
     * A peer was found on the network, or its admission has changed. Nothing of it is written to the file.
     *
     * @throws IllegalArgumentException for this Octo's own name or URL
     */
    public void found(Peer peer, Admission admission) {
        refuse(peer);
        changeFound(() -> found.put(peer, admission));
    }

    /** A peer was found on the network, and lacks something that it needs to be let in. */
    public void found(WaitingPeer waiting) {
        refuse(waiting.peer());
        changeFound(() -> found.put(waiting));
    }

    /** A peer that was found on the network is gone. Does nothing where there is none. */
    public void lost(String name) {
        changeFound(() -> {
            found.remove(name);
            return Optional.empty();
        });
    }

    /** What is wrong with peers.json, a line each; empty while nothing is. */
    @Override
    public List<String> problems() {
        return problems;
    }

    /**
     * Adds a peer or replaces the one of its name, on disk first.
     *
     * @throws IllegalArgumentException for this Octo's own name or URL, for another peer's URL, or when the file cannot
     *     be used
     */
    public void add(Peer peer) {
        refuse(peer);
        change(() -> {
            refuseSecondName(peer);
            file.put(peer);
            return true;
        });
    }

    /** Whether there was such a peer. Throws an IllegalArgumentException when the file cannot be used. */
    public boolean remove(String name) {
        return change(() -> file.remove(name));
    }

    /**
     * Changes how a peer fares; of one that is not known any more, or is known with another URL, nothing is kept.
     *
     * @param change from the status as it is; runs under a lock, so it must be quick, and must not change peers itself
     */
    public void update(Peer peer, UnaryOperator<PeerStatus> change) {
        known.update(peer, change)
                .filter(changed -> changed.now().status().state() != changed.before())
                .ifPresent(changed -> {
                    PeerStatus status = changed.now().status();
                    log.info("{} is {}{}", peer.name(), status.state().text(), because(status));
                    events.publishEvent(new PeerStatusChanged(changed.now().peer(), changed.before(), status));
                });
    }

    private void refuse(Peer peer) {
        objection(peer).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
    }

    private void refuseSecondName(Peer peer) {
        configured.stream()
                .filter(other -> other.url().equals(peer.url()) && !other.isNamed(peer.name()))
                .findFirst()
                .ifPresent(other -> {
                    throw new IllegalArgumentException(peer.url() + " is the URL of " + other.name()
                            + " already. For another name: /swarm remove " + other.name() + " first.");
                });
    }

    /** Looks whether a person has changed the file. A look costs one stat; a watch service would take up to 10 s on macOS. */
    @Scheduled(fixedDelay = 1000)
    void lookAtFile() {
        if (isRunning() && !file.fingerprint().equals(fingerprint)) {
            reload();
        }
    }

    @Override
    public void start() {
        if (instance.enabled()) {
            reload();
        }
    }

    @Override
    public void stop() {
        fingerprint = null;
    }

    @Override
    public boolean isRunning() {
        return fingerprint != null;
    }

    /** Before the server, so that the first question finds its peers. */
    @Override
    public int getPhase() {
        return 0;
    }

    private boolean change(BooleanSupplier edit) {
        fileLock.lock();
        try {
            boolean changed = edit.getAsBoolean();
            reload();
            return changed;
        } catch (JsonFile.Unreadable broken) {
            throw new IllegalArgumentException(broken.getMessage() + "; mend the file first, nothing was changed.");
        } finally {
            fileLock.unlock();
        }
    }

    private void reload() {
        fileLock.lock();
        try {
            fingerprint = file.fingerprint(); // before reading: a change meanwhile is seen at the next look
            PeersFile.Content content = file.read();
            note(content.problems());
            configured = content.peers();
            replace();
        } catch (JsonFile.Unreadable broken) {
            note(List.of(broken.getMessage() + "; the peers known so far stay."));
        } finally {
            fileLock.unlock();
        }
    }

    private void note(List<String> wrong) {
        if (!wrong.equals(problems)) {
            wrong.forEach(log::warn);
        }
        problems = List.copyOf(wrong);
    }

    private void changeFound(Supplier<Optional<PeerWaiting>> change) {
        fileLock.lock();
        try {
            Optional<PeerWaiting> news = change.get();
            replace();
            news.ifPresent(events::publishEvent);
        } finally {
            fileLock.unlock();
        }
    }

    private void replace() {
        List<KnownPeer> now = new ArrayList<>();
        configured.forEach(peer -> now.add(new KnownPeer(peer, PeerStatus.UNKNOWN)));
        now.addAll(found.beside(configured));
        known.replace(now).forEach(events::publishEvent);
    }

    private Optional<String> objection(Peer peer) {
        if (instance.isNamed(peer.name())) {
            return Optional.of("\"" + peer.name() + "\" is this Octo's own name.");
        }
        if (OwnAddress.isMine(peer.url(), instance.port())) {
            return Optional.of(peer.url() + " is this Octo's own URL.");
        }
        return Optional.empty();
    }

    private static String because(PeerStatus status) {
        return status.reason() == null ? "" : ": " + status.reason();
    }
}
