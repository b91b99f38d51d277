package io.octoswarm.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Posts that come at the same time share one commit, and with it one wait for the disk. Whoever gets to write first
 * writes for all that wait; the others find their work done. Nobody returns before its own task is on the disk.
 */
final class Posting {
    private static final int MOST_AT_ONCE = 200;

    /** The same in every Octo, as each waits in PostgreSQL for the lanes and keys that another one is about to put in. */
    private static final Comparator<Waiting> ORDER = Comparator.comparing(
                    (Waiting waiting) -> waiting.task.audience().toString())
            .thenComparing(waiting -> String.valueOf(waiting.task.source().key()));

    private static final class Waiting {
        private final NewTask task;
        private volatile @Nullable Task posted;
        private volatile @Nullable RuntimeException failure;

        private Waiting(NewTask task) {
            this.task = task;
        }

        private boolean isDone() {
            return posted != null || failure != null;
        }
    }

    private final BoardDatabase database;
    private final Function<NewTask, Task> insert;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writer = new ReentrantLock(true);

    /** @param insert called within a transaction, one at a time */
    Posting(BoardDatabase database, Function<NewTask, Task> insert) {
        this.database = database;
        this.insert = insert;
    }

    Task post(NewTask task) {
        Waiting mine = new Waiting(task);
        queue.add(mine);
        writer.lock(); // the wait for the disk is what is shared here
        try {
            while (!mine.isDone()) {
                writeNext();
            }
        } finally {
            writer.unlock();
        }
        RuntimeException failure = mine.failure;
        if (failure != null) {
            throw failure;
        }
        return Objects.requireNonNull(mine.posted);
    }

    private void writeNext() {
        List<Waiting> batch = new ArrayList<>();
        for (Waiting next = queue.poll(); next != null; next = batch.size() < MOST_AT_ONCE ? queue.poll() : null) {
            batch.add(next);
        }
        batch.sort(ORDER);
        write(batch);
    }

    private void write(List<Waiting> batch) {
        try {
            List<Task> posted = database.write(() ->
                    batch.stream().map(waiting -> insert.apply(waiting.task)).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).posted = posted.get(i);
            }
        } catch (RuntimeException failure) {
            if (batch.size() == 1 || failure instanceof BoardUnavailable) {
                batch.forEach(waiting -> waiting.failure = failure);
            } else { // one of them cannot be kept: the others are not to suffer for it
                batch.forEach(waiting -> write(List.of(waiting)));
            }
        } catch (Error failure) { // memory was short, say: nobody may wait for ever
            batch.forEach(waiting -> waiting.failure = new IllegalStateException("The task was not posted.", failure));
            throw failure;
        }
    }
}
