package io.octoswarm.mcp.client;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.ProtocolVersions;
import io.octoswarm.instance.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * MCP with a process: a message is a line of JSON on its standard input and output. The SDK's own transport passes on all
 * of our environment, gives up at the first line that is no message, leaves the children behind, and does not tell when
 * the process ends.
 *
 * <p>Two threads for each process, as its streams block: one reads, one writes what others have queued.
 */
final class ProcessTransport implements McpClientTransport {
    private static final Logger log = LoggerFactory.getLogger(ProcessTransport.class);
    private static final int LONGEST_MESSAGE = 4 << 20;
    private static final int MOST_NO_MESSAGES = 200;
    private static final int MOST_QUEUED = 256;

    private final String name;
    private final ServerProcess process;
    private final McpJsonMapper json = McpJson.MAPPER;
    private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(MOST_QUEUED);
    private final CompletableFuture<String> broken = new CompletableFuture<>();
    private final Thread writer;

    ProcessTransport(String name, ServerProcess process) {
        this.name = name;
        this.process = process;
        this.writer = daemon("mcp " + name + " input", this::write);
        process.ended().thenAccept(broken::complete);
    }

    /** Completed when no message will come any more, with the reason in words that follow the server's name. */
    CompletableFuture<String> broken() {
        return broken;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return Mono.fromRunnable(() -> {
            writer.start();
            daemon("mcp " + name + " output", () -> read(handler)).start();
        });
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.fromCallable(() -> {
            if (!queue.offer(json.writeValueAsString(message))) {
                throw new IOException("it does not read what it is sent");
            }
            return null;
        });
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.<Void>fromRunnable(() -> {
                    broken.complete("it was ended");
                    process.end(writer::interrupt);
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return json.convertValue(data, type);
    }

    @Override
    public List<String> protocolVersions() {
        return List.of(
                ProtocolVersions.MCP_2024_11_05,
                ProtocolVersions.MCP_2025_03_26,
                ProtocolVersions.MCP_2025_06_18,
                ProtocolVersions.MCP_2025_11_25);
    }

    private void write() {
        try (OutputStream stream = process.process().getOutputStream()) {
            while (true) {
                stream.write((queue.take() + "\n").getBytes(StandardCharsets.UTF_8));
                stream.flush();
            }
        } catch (IOException gone) { // its end tells the reason
            log.debug("{} takes no more input", name);
        } catch (InterruptedException over) { // this is how the thread ends, and with it the server's input
            log.debug("{} gets no more input", name);
        }
    }

    private void read(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        try (InputStream stream = process.process().getInputStream()) {
            BoundedLines lines = new BoundedLines(stream, LONGEST_MESSAGE);
            int noMessages = 0;
            for (var line = lines.next(); line.isPresent() && !broken.isDone(); line = lines.next()) {
                if (lines.isCut()) {
                    broken.complete("it sent a message of more than 4 MiB");
                } else if (!take(line.get(), handler) && ++noMessages > MOST_NO_MESSAGES) {
                    broken.complete("it prints what is no MCP message");
                }
            }
        } catch (IOException ended) {
            log.debug("{} prints no more", name);
        }
        // the process may live on, but a server that closed its output is of no use
        process.ended()
                .completeOnTimeout("it closed its output", 2, TimeUnit.SECONDS)
                .thenAccept(broken::complete);
    }

    /** Servers print greetings and logs where only messages belong: that is no reason to end. */
    private boolean take(String line, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        try {
            JSONRPCMessage message = McpSchema.deserializeJsonRpcMessage(json, line);
            handler.apply(Mono.just(message)).subscribe();
            return true;
        } catch (IOException | RuntimeException noMessage) {
            log.debug("{} prints what is no message: {}", name, PlainText.of(line, 200));
            return line.isBlank();
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
