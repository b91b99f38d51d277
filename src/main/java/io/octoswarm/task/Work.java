package io.octoswarm.task;

import io.octoswarm.instance.PlainText;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One task under way: its claim, the thread that works on it, and the board that is told of its end. The thread is
 * interrupted at most once, and only while it works: never while it reports.
 */
final class Work implements Worker.Progress {
    private static final int LONGEST_NOTE = 500;

    private final Task task;
    private final Board board;
    private final AtomicReference<@Nullable String> note = new AtomicReference<>();
    private final AtomicBoolean slot = new AtomicBoolean(true);
    private @Nullable Thread worker; // guarded by this, for an instant: an interrupt must meet the work, not the report
    private volatile boolean dropped;
    private volatile boolean reporting;

    Work(Task task, Board board) {
        this.task = task;
        this.board = board;
    }

    Task task() {
        return task;
    }

    Board board() {
        return board;
    }

    @Override
    public void note(String text) {
        note.set(PlainText.of(text, LONGEST_NOTE));
    }

    /** The newest note that was not taken yet. */
    @Nullable
    String takeNote() {
        return note.getAndSet(null);
    }

    /** The note was not brought to the board; a newer one wins. */
    void putBack(@Nullable String taken) {
        note.compareAndSet(null, taken);
    }

    synchronized void begins(Thread thread) {
        worker = thread;
    }

    synchronized void interrupt() {
        if (worker != null) {
            worker.interrupt();
        }
    }

    /** From here on it is not interrupted any more. */
    synchronized void ends() {
        worker = null;
        Thread.interrupted();
    }

    /** Tells the board of its end. */
    Task report(Outcome outcome) {
        reporting = true; // before: whoever then finds the claim ended must not take it for lost
        try {
            return board.report(task, outcome);
        } catch (BoardUnavailable away) {
            reporting = false;
            throw away;
        }
    }

    /** Whether its board is told of its end just now, or has been. */
    boolean isReporting() {
        return reporting;
    }

    /** Its claim is not valid any more, and nobody waits for its result. */
    void drop() {
        dropped = true;
        interrupt();
    }

    boolean isDropped() {
        return dropped;
    }

    /** True once: for whoever gives its slot back. */
    boolean freesSlot() {
        return slot.compareAndSet(true, false);
    }
}
