package io.octoswarm.command;

import io.octoswarm.health.HealthMonitor;
import io.octoswarm.instance.Fingerprint;
import io.octoswarm.instance.Instance;
import io.octoswarm.peer.FailureReason;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerInfo;
import io.octoswarm.peer.PeerProbe;
import io.octoswarm.peer.Peers;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class AddPeer implements Command {
    /** More than a ping's: an Octo that has just been started on a small computer is slow at first. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String PIN = "fingerprint=";

    private final Peers peers;
    private final PeerProbe probe;
    private final HealthMonitor health;
    private final Instance instance;

    AddPeer(Peers peers, PeerProbe probe, HealthMonitor health, Instance instance) {
        this.peers = peers;
        this.probe = probe;
        this.health = health;
        this.instance = instance;
    }

    @Override
    public String name() {
        return "/swarm add";
    }

    @Override
    public String arguments() {
        return "<name> <url> [fingerprint=<sha256:...>]";
    }

    @Override
    public String summary() {
        return "Add a new peer, or change the URL of a known one";
    }

    @Override
    public String run(Line line) {
        Authorize.requireManager(line.caller());
        List<String> words = line.words();
        boolean pinned = words.size() == 3 && words.get(2).startsWith(PIN);
        if (words.size() != 2 && !pinned) {
            throw Refused.usage(this);
        }
        String name = words.get(0);
        URI url = Peer.parseUrl(words.get(1));
        return add(new Peer(
                name,
                url,
                List.of(),
                pinned ? Fingerprint.parse(words.get(2).substring(PIN.length())) : pinOf(name, url)));
    }

    /** As long as its URL stays, so does what is known of its certificate. */
    private @Nullable Fingerprint pinOf(String name, URI url) {
        return peers.find(name)
                .map(KnownPeer::peer)
                .filter(known -> known.url().equals(url))
                .map(Peer::fingerprint)
                .orElse(null);
    }

    private String add(Peer peer) {
        String name = peer.name();
        boolean known = peers.find(name).isPresent();
        String done = name + (known ? " was changed" : " was added");
        try {
            PeerInfo info = probe.introduction(peer, PATIENCE).join();
            refuseMyself(info, peer.url());
            peers.add(new Peer(name, peer.url(), info.capabilities(), peer.fingerprint()));
            health.pingAll().join();
            return done + ": online, capabilities: " + capabilities(info) + "." + otherName(name, info);
        } catch (CompletionException unreachable) {
            if (FailureReason.unreachable(unreachable).isUntrusted()) {
                throw new Refused(
                        name + (known ? " was not changed: " : " was not added: ") + FailureReason.of(unreachable));
            }
            peers.add(new Peer(name, peer.url(), tagsOf(name), peer.fingerprint()));
            health.pingAll().join();
            return done + ", but cannot be reached now: " + FailureReason.of(unreachable)
                    + ". It takes part as soon as it answers.";
        }
    }

    /** As long as it does not tell them itself, those that are known stay. */
    private List<String> tagsOf(String name) {
        return peers.find(name).map(known -> known.peer().capabilities()).orElse(List.of());
    }

    private void refuseMyself(PeerInfo info, URI url) {
        if (instance.isNamed(info.name())) {
            throw new Refused("At " + url + " answers an Octo named " + info.name()
                    + ", which is this Octo's own name. Each Octo needs a name of its own (SWARM_NAME).");
        }
    }

    private static String capabilities(PeerInfo info) {
        return info.capabilities().isEmpty() ? "none" : String.join(", ", info.capabilities());
    }

    private static String otherName(String name, PeerInfo info) {
        return info.name().equalsIgnoreCase(name) ? "" : " It calls itself " + info.name() + ".";
    }
}
