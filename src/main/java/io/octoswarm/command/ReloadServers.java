package io.octoswarm.command;

import io.octoswarm.mcp.ToolServers;
import org.springframework.stereotype.Component;

@Component
class ReloadServers implements Command {
    private final ToolServers servers;
    private final ListServers list;

    ReloadServers(ToolServers servers, ListServers list) {
        this.servers = servers;
        this.list = list;
    }

    @Override
    public String name() {
        return "/mcp reload";
    }

    @Override
    public String arguments() {
        return "";
    }

    @Override
    public String summary() {
        return "Read .mcp.json again and start its servers anew";
    }

    @Override
    public String run(Line line) {
        Authorize.requireManager(line.caller());
        servers.reload();
        return list.list();
    }
}
