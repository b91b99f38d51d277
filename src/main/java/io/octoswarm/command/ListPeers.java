package io.octoswarm.command;

import org.springframework.stereotype.Component;

@Component
class ListPeers implements Command {
    private final PeerList list;

    ListPeers(PeerList list) {
        this.list = list;
    }

    @Override
    public String name() {
        return "/swarm peers";
    }

    @Override
    public String arguments() {
        return "";
    }

    @Override
    public String summary() {
        return "List all configured peers and their online status";
    }

    @Override
    public String run(Line line) {
        return list.text();
    }
}
