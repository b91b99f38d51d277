package io.octoswarm.mcp.client;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.instance.Deed;
import io.octoswarm.instance.Instance;
import io.octoswarm.instance.Trace;
import io.octoswarm.mcp.Meta;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerCircuits;
import io.octoswarm.peer.PeerUnreachable;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Calls that give a peer work. They pass its circuit, and tell it how they went: a peer that fails is out of the routes
 * before the caller hears of it. Thread-safe.
 */
@Component
class PeerCalls {
    /** Who had less time than this may have been asked too late by others, who could so talk an innocent peer down. */
    private static final Duration FAIR_TIME = Duration.ofSeconds(10);

    private final PeerClients clients;
    private final PeerCircuits circuits;
    private final Instance instance;
    private final ApplicationEventPublisher events;

    PeerCalls(PeerClients clients, PeerCircuits circuits, Instance instance, ApplicationEventPublisher events) {
        this.instance = instance;
        this.events = events;
        this.clients = clients;
        this.circuits = circuits;
    }

    /** Fails as {@link McpConnection#call} does, and with {@link PeerUnreachable} when the peer gets no work now. */
    Mono<McpSchema.CallToolResult> call(
            Peer peer, String tool, Map<String, Object> arguments, Map<String, Object> meta, Duration limit) {
        return Mono.defer(() -> {
            Mono<McpSchema.CallToolResult> call = clients.of(peer).call(tool, arguments, meta, limit);
            PeerCircuits.Permit permit = circuits.permit(peer);
            return call.doOnSuccess(result -> {
                        permit.answered();
                        tell(peer, tool, arguments, meta, Boolean.TRUE.equals(result.isError()) ? "refused" : "done");
                    })
                    .doOnError(failure -> {
                        ended(permit, failure, limit);
                        tell(peer, tool, arguments, meta, String.valueOf(failure.getMessage()));
                    })
                    .doOnCancel(permit::returned);
        });
    }

    /** As {@link #call}, on the thread of the caller, who waits. */
    McpSchema.CallToolResult await(
            Peer peer, String tool, Map<String, Object> arguments, Map<String, Object> meta, Duration limit) {
        return Objects.requireNonNull(
                call(peer, tool, arguments, meta, limit).block(), "a call ends with a result or an error");
    }

    private void tell(Peer peer, String tool, Map<String, Object> arguments, Map<String, Object> meta, String result) {
        String trace = new Meta(meta).trace().map(Trace::id).orElse("");
        events.publishEvent(new Deed(instance.name(), tool, peer.name(), result, Deed.contents(arguments), trace));
    }

    private static void ended(PeerCircuits.Permit permit, Throwable failure, Duration limit) {
        if (failure instanceof McpError) {
            permit.answered();
        } else if (failure instanceof PeerUnreachable unreachable
                && !(unreachable.isTimeout() && limit.compareTo(FAIR_TIME) < 0)) {
            permit.failed(unreachable);
        } else {
            permit.returned();
        }
    }
}
