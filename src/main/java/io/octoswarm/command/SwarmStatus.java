package io.octoswarm.command;

import io.octoswarm.instance.Instance;
import io.octoswarm.instance.Load;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.Peers;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

@Component
class SwarmStatus implements Command {
    private final Instance instance;
    private final Peers peers;
    private final PeerList list;

    SwarmStatus(Instance instance, Peers peers, PeerList list) {
        this.instance = instance;
        this.peers = peers;
        this.list = list;
    }

    @Override
    public String name() {
        return "/swarm";
    }

    @Override
    public String arguments() {
        return "";
    }

    @Override
    public String summary() {
        return "Show swarm status (name, port, connected peers)";
    }

    @Override
    public String run(List<String> words) {
        Load load = instance.load();
        return Table.of(List.of(
                        List.of(
                                "Name",
                                instance.name() + " (" + instance.role().text() + ", version " + instance.version()
                                        + ")"),
                        List.of("Port", String.valueOf(instance.port())),
                        List.of(
                                "Capabilities",
                                instance.capabilities().isEmpty()
                                        ? "none"
                                        : String.join(", ", instance.capabilities())),
                        List.of("Peers", connected()),
                        List.of(
                                "Tasks",
                                load.running() + " of " + load.capacity() + " running, " + load.queued() + " waiting"),
                        List.of("Up", Ago.length(instance.uptime()))))
                + list.problems();
    }

    private String connected() {
        List<KnownPeer> known = peers.all();
        List<String> online = known.stream()
                .filter(KnownPeer::online)
                .map(peer -> peer.peer().name())
                .toList();
        return known.isEmpty()
                ? "none; add one: /swarm add <name> <url>"
                : online.size() + " of " + known.size() + " connected"
                        + online.stream().collect(Collectors.joining(", ", online.isEmpty() ? "" : ": ", ""));
    }
}
