package io.octoswarm.web;

import io.octoswarm.conversation.Delivery;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * What one open page is told: that something new was said in its conversation, the swarm's state, and the ids of results
 * that wait for it. It is told the present state whenever it was woken, not each change: however much happens, one event is
 * on its way at a time.
 *
 * <p>{@link #wake} may be called by any thread and waits for nothing. The count of wakes guards against a wake that comes
 * while the last one is being written: only the one that counts from zero starts writing, and it ends only at zero, so
 * no state is missed and no two threads write at once.
 */
final class EventStream {
    private static final Logger log = LoggerFactory.getLogger(EventStream.class);

    private final SseEmitter emitter;
    private final String conversation;
    private final SwarmView swarm;
    private final WaitingResults results;
    private final Executor executor;
    private final AtomicInteger wakes = new AtomicInteger();
    private final AtomicBoolean said = new AtomicBoolean();
    /** Of this stream; only the writing thread uses it. */
    private final Set<String> told = new HashSet<>();

    EventStream(SseEmitter emitter, String conversation, SwarmView swarm, WaitingResults results, Executor executor) {
        this.emitter = emitter;
        this.conversation = conversation;
        this.swarm = swarm;
        this.results = results;
        this.executor = executor;
    }

    void wake() {
        if (wakes.getAndIncrement() == 0) {
            executor.execute(this::write);
        }
    }

    /** As {@link #wake}, where it is this stream's conversation. */
    void said(String where) {
        if (where.equals(conversation)) {
            said.set(true);
            wake();
        }
    }

    void end() {
        emitter.complete();
    }

    private void write() {
        int seen = 0;
        do {
            seen = wakes.get();
            try {
                tell();
            } catch (IOException | RuntimeException gone) { // the page was closed, or the Octo is about to end
                end(gone);
                return;
            }
        } while (wakes.addAndGet(-seen) > 0);
    }

    private void end(Exception gone) {
        try {
            emitter.completeWithError(gone);
        } catch (IllegalStateException ended) { // by the server, which has noticed as well
            log.debug("A page's stream was over already", ended);
        }
    }

    private void tell() throws IOException {
        if (said.getAndSet(false)) {
            emitter.send(SseEmitter.event().name("said").data(conversation, MediaType.TEXT_PLAIN));
        }
        emitter.send(SseEmitter.event().name("status").data(swarm.now(), MediaType.APPLICATION_JSON));
        for (Delivery delivery : results.due(conversation)) {
            if (told.add(delivery.id())) {
                emitter.send(SseEmitter.event().name("result").data(delivery.id(), MediaType.TEXT_PLAIN));
            }
        }
    }
}
