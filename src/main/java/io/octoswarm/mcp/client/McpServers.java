package io.octoswarm.mcp.client;

import io.octoswarm.instance.Home;
import io.octoswarm.instance.JsonFile;
import io.octoswarm.instance.PlainText;
import io.octoswarm.instance.StatusReport;
import io.octoswarm.mcp.McpSettings;
import io.octoswarm.mcp.ToolServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tools of the servers of <code>.mcp.json</code>, as {@code server__tool}. The servers are started when the tools are
 * first asked for; the file is read again whenever it was changed before that. No server stops the start of this Octo
 * nor holds up the others. Thread-safe: of several that see a changed file at once, the compare-and-set decides whose
 * reading counts.
 */
@Component
class McpServers implements ToolCallbackProvider, ToolServers, StatusReport, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(McpServers.class);
    private static final Duration LONGEST_RELOAD = Duration.ofSeconds(5);
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);
    private static final int LONGEST_NAME = 40;

    private final ServersFile file;
    private final Function<ServerEntry, ToolServer> making;
    private final JsonMapper json;
    private final AtomicReference<Reading> current = new AtomicReference<>(Reading.NONE);

    /** What was read last, and the servers made of it. */
    private record Reading(
            Object fingerprint, Map<String, ToolServer> servers, List<String> disabled, List<String> problems) {
        static final Reading NONE = new Reading("not read", Map.of(), List.of(), List.of());
    }

    McpServers(
            Home home,
            McpSettings settings,
            ServerLinks links,
            PassedOn passedOn,
            LongSupplier nanoTime,
            JsonMapper json) {
        this.file = new ServersFile(home.serversFile(), new Placeholders(settings::variable));
        this.making = entry -> new ToolServer(entry, links, passedOn, nanoTime);
        this.json = json;
    }

    @Override
    public ToolCallback[] getToolCallbacks() {
        Collection<ToolServer> servers = upToDate().servers().values();
        all(servers.stream().map(ToolServer::start)).join(); // each is done five seconds after its start at the latest
        return servers.stream()
                .flatMap(server -> server.tools().stream().map(tool -> new RemoteTool(server, tool, json)))
                .toArray(ToolCallback[]::new);
    }

    @Override
    public List<State> states() {
        Reading now = upToDate();
        return Stream.concat(
                        now.servers().values().stream()
                                .map(server -> new State(
                                        shown(server.name()),
                                        server.state(),
                                        server.tools().size())),
                        now.disabled().stream().map(name -> new State(shown(name), "disabled", 0)))
                .toList();
    }

    @Override
    public List<String> problems() {
        Reading now = current.get();
        return Stream.concat(
                        now.problems().stream(),
                        now.servers().values().stream().flatMap(server -> server.problem().stream()))
                .toList();
    }

    @Override
    public void reload() {
        Reading before = current.get();
        Reading fresh = read(before, entry -> making.apply(entry));
        if (current.compareAndSet(before, fresh)) {
            close(before, fresh);
        }
        await(all(upToDate().servers().values().stream().map(ToolServer::start)), LONGEST_RELOAD);
    }

    @Override
    public void destroy() {
        await(all(current.get().servers().values().stream().map(ToolServer::close)), LONGEST_GOODBYE);
    }

    private Reading upToDate() {
        Reading before = current.get();
        if (file.fingerprint().equals(before.fingerprint())) {
            return before;
        }
        Reading fresh = read(before, entry -> reused(before, entry));
        if (!current.compareAndSet(before, fresh)) {
            return upToDate();
        }
        fresh.problems().forEach(log::warn);
        close(before, fresh);
        return fresh;
    }

    /** An unreadable file changes nothing but what is told of it. */
    private Reading read(Reading before, Function<ServerEntry, ToolServer> source) {
        Object fingerprint = file.fingerprint();
        try {
            ServersFile.Content content = file.read();
            return new Reading(fingerprint, servers(content.servers(), source), content.disabled(), content.problems());
        } catch (JsonFile.Unreadable broken) {
            List<ServerEntry> entries =
                    before.servers().values().stream().map(ToolServer::entry).toList();
            return new Reading(
                    fingerprint,
                    servers(entries, source),
                    before.disabled(),
                    List.of(broken.getMessage() + "; the servers known so far stay."));
        }
    }

    private static Map<String, ToolServer> servers(
            List<ServerEntry> entries, Function<ServerEntry, ToolServer> source) {
        Map<String, ToolServer> servers = new LinkedHashMap<>();
        entries.forEach(entry -> servers.put(entry.name(), source.apply(entry)));
        return servers;
    }

    /** A server that stands there as before goes on. */
    private ToolServer reused(Reading before, ServerEntry entry) {
        ToolServer known = before.servers().get(entry.name());
        return known != null && known.entry().equals(entry) ? known : making.apply(entry);
    }

    /** Those that are not in the fresh reading any more. */
    private static void close(Reading before, Reading fresh) {
        List<ToolServer> gone = new ArrayList<>(before.servers().values());
        gone.removeAll(fresh.servers().values());
        gone.forEach(ToolServer::close);
    }

    private static CompletableFuture<?> all(Stream<? extends CompletableFuture<?>> each) {
        return CompletableFuture.allOf(each.toArray(CompletableFuture[]::new));
    }

    private static void await(CompletableFuture<?> all, Duration limit) {
        try {
            all.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            log.debug("Not all MCP servers were done in {} s", limit.toSeconds());
        }
    }

    private static String shown(String name) {
        return PlainText.of(name, LONGEST_NAME);
    }
}
