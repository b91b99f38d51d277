package io.octoswarm.web;

import io.octoswarm.conversation.DeliveryDue;
import io.octoswarm.conversation.MessageRecorded;
import io.octoswarm.peer.PeerJoined;
import io.octoswarm.peer.PeerLeft;
import io.octoswarm.peer.PeerStatusChanged;
import io.octoswarm.peer.PeerWaiting;
import io.octoswarm.task.TaskFinished;
import io.octoswarm.task.TaskPaused;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-sent events for open pages: {@code status} with what {@code /api/status} tells, at once, at every change and every
 * 10 s; {@code said} when there is something new in the conversation; {@code result} with the id of a result that waits for the conversation. An open page holds no thread.
 */
@RestController
class EventsController implements SmartLifecycle {
    private static final int MOST_STREAMS = 50;
    private static final long NO_LIMIT = 0;

    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final SwarmView swarm;
    private final WaitingResults results;
    private final Executor executor;
    private volatile boolean running;

    EventsController(SwarmView swarm, WaitingResults results, @Qualifier("applicationTaskExecutor") Executor executor) {
        this.swarm = swarm;
        this.results = results;
        this.executor = executor;
    }

    @GetMapping("/api/events")
    SseEmitter events(@RequestParam("conversation") String conversation) {
        ApiController.requireOpen(conversation);
        if (!running || streams.size() >= MOST_STREAMS) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
        }
        SseEmitter emitter = new SseEmitter(NO_LIMIT);
        EventStream stream = new EventStream(emitter, conversation, swarm, results, executor);
        emitter.onCompletion(() -> streams.remove(stream));
        emitter.onError(failure -> streams.remove(stream));
        streams.add(stream);
        stream.wake();
        return emitter;
    }

    @EventListener({
        PeerJoined.class,
        PeerLeft.class,
        PeerStatusChanged.class,
        PeerWaiting.class,
        TaskFinished.class,
        TaskPaused.class,
        DeliveryDue.class
    })
    void wakeAll() {
        streams.forEach(EventStream::wake);
    }

    @EventListener
    void tell(MessageRecorded recorded) {
        streams.forEach(stream -> stream.said(recorded.conversation()));
    }

    /** Load and times change by themselves, and a page that has gone is noticed by writing to it. */
    @Scheduled(fixedDelay = 10_000)
    void beat() {
        wakeAll();
    }

    @Override
    public void start() {
        running = true;
    }

    /** A stream that is open would hold up the server's end. */
    @Override
    public void stop() {
        running = false;
        streams.forEach(EventStream::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
