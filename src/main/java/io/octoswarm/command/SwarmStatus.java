package io.octoswarm.command;

import io.octoswarm.instance.Instance;
import io.octoswarm.instance.Load;
import io.octoswarm.instance.StatusReport;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.Peers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

@Component
class SwarmStatus implements Command {
    private final Instance instance;
    private final Peers peers;
    private final List<StatusReport> reports;

    SwarmStatus(Instance instance, Peers peers, List<StatusReport> reports) {
        this.instance = instance;
        this.peers = peers;
        this.reports = reports;
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
    public String run(Line line) {
        Load load = instance.load();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "Name", instance.name() + " (" + instance.role().text() + ", version " + instance.version() + ")"));
        rows.add(List.of("Port", String.valueOf(instance.port())));
        rows.add(List.of(
                "Capabilities",
                instance.capabilities().isEmpty() ? "none" : String.join(", ", instance.capabilities())));
        rows.add(List.of("Peers", connected()));
        rows.add(List.of(
                "Tasks", load.running() + " of " + load.capacity() + " running, " + load.queued() + " waiting"));
        rows.add(List.of("Up", Ago.length(instance.uptime())));
        reports.forEach(report -> report.rows().forEach((label, value) -> rows.add(List.of(label, value))));
        return Table.of(rows) + problems();
    }

    private String problems() {
        return reports.stream()
                .flatMap(report -> report.problems().stream())
                .map(problem -> "\nProblem: " + problem)
                .collect(Collectors.joining());
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
