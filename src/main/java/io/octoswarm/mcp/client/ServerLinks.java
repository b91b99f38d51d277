package io.octoswarm.mcp.client;

import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.instance.Instance;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens the ways to servers: starts the process, or gets ready to call the address. */
@Component
class ServerLinks {
    /** Programs that fetch themselves first take their time. */
    static final Duration LONGEST_START = Duration.ofSeconds(60);

    private static final String REFUSAL = "it refuses the credentials in its headers";

    private final HttpClient http;
    private final McpSchema.Implementation self;

    ServerLinks(HttpClient http, Instance instance) {
        this.http = http;
        this.self = McpSchema.Implementation.builder("octo-" + instance.name(), instance.version())
                .build();
    }

    /**
     * @param changes hears the server's tools when they are others than before
     * @throws IOException when its program cannot be started
     */
    ServerLink open(ServerEntry entry, Consumer<List<McpSchema.Tool>> changes) throws IOException {
        if (entry.way() instanceof ServerEntry.Program program) {
            ProcessTransport transport = new ProcessTransport(entry.name(), ServerProcess.start(entry.name(), program));
            return new ServerLink(connection(transport, changes), transport.broken());
        }
        ServerEntry.Address address = (ServerEntry.Address) entry.way();
        Mono<Map<String, String>> headers = Mono.just(address.headers());
        if (address.events()) {
            EventStreamHttp watched = new EventStreamHttp(http, REFUSAL);
            return new ServerLink(
                    connection(HttpTransports.sse(address.url(), watched, headers), changes), watched.broken());
        }
        return new ServerLink(
                connection(HttpTransports.streamable(address.url(), http, headers), changes),
                new CompletableFuture<>());
    }

    private McpConnection connection(McpClientTransport transport, Consumer<List<McpSchema.Tool>> changes) {
        return new McpConnection(transport, self, LONGEST_START, REFUSAL, changes);
    }
}
