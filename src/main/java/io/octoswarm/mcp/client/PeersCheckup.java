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
            return named(name, info);
        });
    }

    private Finding named(String name, PeerInfo info) {
        if (instance.isNamed(info.name())) {
            return Finding.bad("peer " + name, "is this Octo itself, or has its name: /swarm remove " + name);
        }
        return info.name().equalsIgnoreCase(name)
                ? Finding.good("peer " + name, security.sent().isPresent() ? "answers, and takes the key" : "answers")
                : Finding.bad("peer " + name, "answers, but calls itself " + info.name() + "; add it under that name");
    }
}
