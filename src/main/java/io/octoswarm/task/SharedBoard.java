package io.octoswarm.task;

import java.util.Optional;

/** Another Octo's board that is open to this one. Implemented by the module that speaks with peers. */
public interface SharedBoard {
    /** The board of the supervisor; empty while none offers one. Waits for nothing. */
    Optional<Board> current();
}
