package io.octoswarm.task;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other Octos that use the same database, by PostgreSQL's NOTIFY, that something changed: on a thread of its own
 * and many changes at once, because a notification within a transaction makes all commits queue. One that is lost by a crash
 * costs a moment: whoever has a free slot looks every few seconds by itself.
 */
final class Tidings {
    private static final Logger log = LoggerFactory.getLogger(Tidings.class);

    private final BoardDatabase database;
    private final AtomicBoolean due = new AtomicBoolean();
    private final ExecutorService thread =
            new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Tidings::daemon);

    Tidings(BoardDatabase database) {
        this.database = database;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "board tidings");
        thread.setDaemon(true);
        return thread;
    }

    /** Waits for nothing. */
    void tell() {
        if (database.isShared() && due.compareAndSet(false, true)) {
            thread.execute(this::tellNow);
        }
    }

    private void tellNow() {
        due.set(false); // first: a change from here on is told anew
        try {
            database.read(() -> database.jdbc()
                    .sql("select pg_notify('" + BoardNews.CHANNEL + "', '')")
                    .query((row, number) -> number)
                    .list());
        } catch (BoardUnavailable away) {
            log.debug("The others were not told of a change: {}", away.getMessage());
        }
    }
}
