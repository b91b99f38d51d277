package io.octoswarm.mcp.client;

import io.octoswarm.instance.Checkup;
import io.octoswarm.instance.Instance;
import io.octoswarm.peer.FailureReason;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.PeerInfo;
import io.octoswarm.peer.PeerProbe;
import io.octoswarm.peer.Peers;
import io.octoswarm.security.SecuritySettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Whether there is a key, and whether each peer answers and takes it. */
@Component
class PeersCheckup implements Checkup {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Peers peers;
    private final PeerProbe probe;
    private final SecuritySettings security;
    private final Instance instance;

    PeersCheckup(Peers peers, PeerProbe probe, SecuritySettings security, Instance instance) {
        this.instance = instance;
        this.peers = peers;
        this.probe = probe;
        this.security = security;
    }

    @Override
    public List<Finding> examine() {
        List<CompletableFuture<Finding>> asked =
                peers.all().stream().map(this::ask).toList();
        Stream<Finding> answers = asked.isEmpty()
                ? Stream.of(Finding.good("peers", "none; add one: /swarm add <name> <url>"))
                : asked.stream().map(CompletableFuture::join);
        return Stream.concat(Stream.of(key()), answers).toList();
    }

    private Finding key() {
        return security.sent().isPresent()
                ? Finding.good("key", "SWARM_API_KEY is set; peers need the same")
                : Finding.good("key", "none is set: every device on the private network may ask this Octo");
    }

    private CompletableFuture<Finding> ask(KnownPeer known) {
        String name = known.peer().name();
        return probe.info(known.peer(), LIMIT).handle((info, failure) -> {
            if (failure != null) {
                return Finding.bad(
                        "peer " + name,
                        FailureReason.of(failure) + " (" + known.peer().url() + ")");
            }
            return named(known, info);
        });
    }

    private Finding named(KnownPeer known, PeerInfo info) {
        String name = known.peer().name();
        if (instance.isNamed(info.name())) {
            return Finding.bad("peer " + name, "is this Octo itself, or has its name: /swarm remove " + name);
        }
        if (isNameOf(known, info.name())) {
            return Finding.good("peer " + name, security.sent().isPresent() ? "answers, and takes the key" : "answers");
        }
        return Finding.bad(
                "peer " + name,
                known.admission().discovered()
                        ? "answers, but is named " + info.name() + ", as another Octo on its network seems to be;"
                                + " give one of them another SWARM_NAME"
                        : "answers, but calls itself " + info.name() + "; add it under that name");
    }

    /** A long name is announced as far as it fits. */
    private static boolean isNameOf(KnownPeer known, String told) {
        String name = known.peer().name();
        return known.admission().discovered()
                ? told.regionMatches(true, 0, name, 0, name.length())
                : told.equalsIgnoreCase(name);
    }
}
