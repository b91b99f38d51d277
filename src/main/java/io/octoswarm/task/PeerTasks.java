package io.octoswarm.task;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Background work at a peer. Implemented by the module that speaks with peers. Thread-safe; nothing blocks. */
public interface PeerTasks {
    /**
     * How a task stands at the peer.
     *
     * @param state as the peer tells it
     * @param note progress, or of a paused task its question
     */
    record Standing(
            TaskState state,
            @Nullable String note,
            @Nullable String result,
            @Nullable String error) {}

    /** The peer cannot be spoken with now; whether it got the task is not known. Trying again repeats nothing. */
    final class Away extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Away(String reason) {
            super(reason, null, false, false);
        }
    }

    /** It will not come to an end there; the message says why, for people. */
    final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Lost(String reason) {
            super(reason, null, false, false);
        }
    }

    /** Its id at the peer, or fails with {@link Away} or {@link Lost}. */
    CompletableFuture<String> dispatch(Task task);

    /** How it stands, or fails with {@link Away} or {@link Lost}. */
    CompletableFuture<Standing> check(Task task, String remoteId);
}
