package io.octoswarm.conversation;

import io.octoswarm.task.IllegalTaskMove;
import io.octoswarm.task.Task;
import io.octoswarm.task.TaskBoard;
import io.octoswarm.task.TaskRunner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Ends what runs for a conversation: answers being made and background tasks. Thread-safe. */
@Component
public class Stopping {
    private static final int MOST = 1_000;

    private final Running running;
    private final TaskBoard board;
    private final TaskRunner runner;
    private final ApplicationEventPublisher events;

    Stopping(Running running, TaskBoard board, TaskRunner runner, ApplicationEventPublisher events) {
        this.running = running;
        this.board = board;
        this.runner = runner;
        this.events = events;
    }

    /** What was ended. */
    public record Stopped(int answers, int tasks) {}

    /** Ends it here, and has other Octos that work for the conversation told by {@link ConversationStopped}. */
    public Stopped everywhere(String conversation) {
        Stopped stopped = here(conversation);
        events.publishEvent(new ConversationStopped(conversation));
        return stopped;
    }

    /** Ends it here. */
    public Stopped here(String conversation) {
        int answers = running.stop(conversation);
        long tasks = board.openOf(conversation, MOST).stream()
                .filter(this::cancelled)
                .count();
        return new Stopped(answers, (int) tasks);
    }

    private boolean cancelled(Task task) {
        try {
            return runner.cancel(task.id()).isPresent();
        } catch (IllegalTaskMove ended) {
            return false; // meanwhile
        }
    }
}
