package io.octoswarm.task;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Tells this process of the ends of the tasks that its Octo posted, whoever did them. An end is marked as told after its
 * listeners have returned: after a crash between the two it is told again, so listeners know a task by its id.
 */
final class Announcer {
    private static final Logger log = LoggerFactory.getLogger(Announcer.class);
    private static final int AT_ONCE = 100;

    private final TaskBoard board;
    private final ApplicationEventPublisher events;
    private final AtomicInteger wanted = new AtomicInteger();

    Announcer(TaskBoard board, ApplicationEventPublisher events) {
        this.board = board;
        this.events = events;
    }

    /**
     * What could not be told now is told the next time. One thread at a time tells, lest two tell the same; who comes
     * meanwhile returns at once, and the one that tells looks once more.
     */
    void announce() {
        if (wanted.getAndIncrement() > 0) {
            return;
        }
        try {
            int seen;
            do {
                seen = wanted.get();
                tellAll();
            } while (!wanted.compareAndSet(seen, 0));
        } catch (RuntimeException | Error failure) { // the board is away, for one: whoever comes next tries it
            wanted.set(0);
            throw failure;
        }
    }

    private void tellAll() {
        List<Task> ended;
        List<Task> told;
        do {
            ended = board.unannounced(AT_ONCE);
            told = ended.stream().filter(this::told).toList();
            board.announced(told);
        } while (told.size() == AT_ONCE);
    }

    private boolean told(Task task) {
        try {
            events.publishEvent(new TaskFinished(task));
        } catch (DataAccessException
                | TransactionException full) { // a listener keeps it, and its disk takes nothing now
            log.debug("The end of task {} is told later: {}", task.id(), full.getMessage());
            return false;
        } catch (RuntimeException failure) { // one listener's defect must not hold up the ends of all other tasks
            log.error("The end of task {} could not be passed on to all", task.id(), failure);
        }
        String error = task.error();
        log.info("Task {} is {}{}", task.id(), task.state().text(), error == null ? "" : ": " + error);
        return true;
    }
}
