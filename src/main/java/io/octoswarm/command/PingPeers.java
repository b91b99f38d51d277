package io.octoswarm.command;

import io.octoswarm.health.HealthMonitor;
import org.springframework.stereotype.Component;

@Component
class PingPeers implements Command {
    private final HealthMonitor health;
    private final PeerList list;

    PingPeers(HealthMonitor health, PeerList list) {
        this.health = health;
        this.list = list;
    }

    @Override
    public String name() {
        return "/swarm ping";
    }

    @Override
    public String arguments() {
        return "";
    }

    @Override
    public String summary() {
        return "Check all peers' health immediately";
    }

    @Override
    public String run(Line line) {
        health.pingAll().join(); // every ping ends within its own time limit
        return list.text();
    }
}
