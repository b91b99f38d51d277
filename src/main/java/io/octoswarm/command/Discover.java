package io.octoswarm.command;

import io.octoswarm.discovery.Discovery;
import org.springframework.stereotype.Component;

@Component
class Discover implements Command {
    private final Discovery discovery;
    private final PeerList list;

    Discover(Discovery discovery, PeerList list) {
        this.discovery = discovery;
        this.list = list;
    }

    @Override
    public String name() {
        return "/swarm discover";
    }

    @Override
    public String arguments() {
        return "";
    }

    @Override
    public String summary() {
        return "Look for peers on the network now";
    }

    @Override
    public String run(Line line) {
        if (!discovery.isOn()) {
            throw new Refused("Looking for peers is turned off here. Set SWARM_DISCOVERY=mdns in the environment or in"
                    + " .env and start again.");
        }
        discovery.look().join(); // it ends by itself, after some 3 s
        return list.text();
    }
}
