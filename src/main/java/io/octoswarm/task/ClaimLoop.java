package io.octoswarm.task;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes tasks from the boards, on the single thread {@code claims}, whenever it is woken and some seconds later at the
 * latest. A slot is taken before the claim, and given back when there was nothing to claim: no more tasks are claimed
 * than can be begun at once.
 */
final class ClaimLoop {
    private static final Logger log = LoggerFactory.getLogger(ClaimLoop.class);
    private static final int SHORTEST_LOOK_MILLIS = 1_000;
    private static final int LONGEST_LOOK_MILLIS = 30_000;
    private static final int MILLIS_TO_END = 2_000;

    private final TaskBoard board;
    private final Supplier<Optional<SharedBoard>> shared;
    private final Slots slots;
    private final Consumer<Work> begin;
    private final Consumer<Work> follow;
    private final Semaphore wakeUp = new Semaphore(0);
    private final Polling polling = new Polling();
    private final Thread thread = new Thread(this::run, "claims");
    private volatile int waiting;
    private volatile boolean ended;

    /**
     * @param begin gets each claimed task, with a slot that it gives back
     * @param follow gets each task that a peer does; it takes no slot
     */
    ClaimLoop(
            TaskBoard board,
            Supplier<Optional<SharedBoard>> shared,
            Slots slots,
            Consumer<Work> begin,
            Consumer<Work> follow) {
        this.board = board;
        this.shared = shared;
        this.slots = slots;
        this.begin = begin;
        this.follow = follow;
    }

    void start() {
        thread.start();
    }

    /** Waits for a claim that is being made: it must not begin behind the back of whoever ends the others. */
    void stop() {
        ended = true;
        thread.interrupt();
        try {
            thread.join(MILLIS_TO_END);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /** There may be something to claim. */
    void wake() {
        wakeUp.release();
    }

    /** Tasks that waited on this Octo's board at the last look. */
    int waiting() {
        return waiting;
    }

    private void run() {
        boolean recovered = false;
        while (!ended) {
            try {
                if (!recovered) {
                    board.recover();
                    recovered = true;
                }
                claimAll();
            } catch (BoardUnavailable away) {
                log.debug("Nothing can be claimed: {}", away.getMessage()); // the board itself says so once
            } catch (RuntimeException defect) {
                log.error("Claiming failed because of a fault of this program", defect);
            } catch (Error shortage) { // no memory or no thread: what was claimed is given back, and tried again later
                log.error("Nothing can be begun now: {}", shortage.toString());
                wakeUp.drainPermits();
            }
            rest();
        }
    }

    /** Own tasks by an event; but some open by time alone (a courtesy ends, an Octo is gone), and others' by looking. */
    private void rest() {
        boolean look = waiting > 0 && slots.free() > 0;
        int longest = look || board.isBroken() ? SHORTEST_LOOK_MILLIS : LONGEST_LOOK_MILLIS;
        try {
            if (wakeUp.tryAcquire(Math.min(longest, polling.millis()), TimeUnit.MILLISECONDS)) {
                wakeUp.drainPermits();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void claimAll() {
        Optional<Task> followed = board.claimFollowed(self());
        while (followed.isPresent()) {
            follow.accept(new Work(followed.get(), board));
            followed = board.claimFollowed(self());
        }
        while (!ended && claimed(board, self())) {}
        if (!board.isShared()) {
            shared.get().ifPresent(this::claimFrom);
        }
        waiting = board.backlog().waiting();
    }

    /** As its own board sees it: where that is a file, its claims end with this process. */
    private Claimant self() {
        return slots.claimant(!board.isShared());
    }

    private void claimFrom(SharedBoard others) {
        Optional<Board> offered = others.current();
        boolean found = false;
        try {
            while (!ended && offered.isPresent() && claimed(offered.get(), slots.claimant(false))) {
                found = true;
            }
        } catch (BoardUnavailable away) {
            log.debug("The supervisor's board: {}", away.getMessage());
        }
        polling.looked(offered.isPresent(), found);
    }

    private boolean claimed(Board from, Claimant claimant) {
        if (!slots.take()) {
            return false;
        }
        Optional<Task> task = Optional.empty();
        try {
            task = from.claim(claimant);
        } finally {
            if (task.isEmpty()) {
                slots.giveBack();
            }
        }
        task.ifPresent(begun -> begin.accept(new Work(begun, from)));
        return task.isPresent();
    }
}
