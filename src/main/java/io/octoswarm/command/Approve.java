package io.octoswarm.command;

import io.octoswarm.discovery.Discovery;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.Peers;
import io.octoswarm.peer.WaitingPeer;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** A person lets in a peer that was found on the network. */
@Component
class Approve implements Command {
    private final Discovery discovery;
    private final Peers peers;

    Approve(Discovery discovery, Peers peers) {
        this.discovery = discovery;
        this.peers = peers;
    }

    @Override
    public String name() {
        return "/swarm approve";
    }

    @Override
    public String arguments() {
        return "<name>";
    }

    @Override
    public String summary() {
        return "Let in a peer that was found on the network";
    }

    @Override
    public String run(Line line) {
        if (line.words().size() != 1) {
            throw Refused.usage(this);
        }
        Authorize.requireOwner(line.caller());
        Peer peer = discovery.approve(line.words().get(0)).orElseThrow(() -> new Refused(nobody()));
        return peer.name() + " at " + peer.url() + " is let in. To undo: /swarm forget " + peer.name();
    }

    private String nobody() {
        List<WaitingPeer> waiting = peers.waiting();
        return waiting.isEmpty()
                ? "No peer waits to be let in."
                : "No peer of that name waits to be let in. Waiting: "
                        + waiting.stream().map(found -> found.peer().name()).collect(Collectors.joining(", ")) + ".";
    }
}
