package io.octoswarm.command;

import io.octoswarm.mcp.ToolServers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

@Component
class ListServers implements Command {
    private static final String NONE = "There are no MCP servers. A file .mcp.json beside the data folder names them.";

    private final ToolServers servers;

    ListServers(ToolServers servers) {
        this.servers = servers;
    }

    @Override
    public String name() {
        return "/mcp";
    }

    @Override
    public String arguments() {
        return "";
    }

    @Override
    public String summary() {
        return "List the MCP servers whose tools a model may use";
    }

    @Override
    public String run(Line line) {
        return list();
    }

    /** A row for each server, then what is wrong. */
    String list() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Server", "State", "Tools"));
        servers.states()
                .forEach(server -> rows.add(List.of(server.name(), server.state(), String.valueOf(server.tools()))));
        String table = rows.size() == 1 ? NONE : Table.of(rows);
        return table
                + servers.problems().stream()
                        .map(problem -> "\nProblem: " + problem)
                        .collect(Collectors.joining());
    }
}
