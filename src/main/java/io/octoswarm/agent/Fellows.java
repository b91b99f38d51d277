package io.octoswarm.agent;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The {@link GroupTalk} of other Octos. Implemented by the module that speaks with peers. No call takes longer than 2 s;
 * one that cannot be made, or that the peer does not know, ends empty. Thread-safe.
 */
public interface Fellows {
    /** Who answers a message, as a peer has it registered; registers this Octo where nobody is. */
    CompletableFuture<Optional<String>> claim(String peer, String conversation, String message);

    /** Who answers a message, as a peer has it registered; registers that peer itself where nobody is. */
    CompletableFuture<Optional<String>> holder(String peer, String conversation, String message);

    /** Has a peer register another Octo where it registered this one. */
    void leave(String peer, String conversation, String message, String winner);

    /** What a peer said in a conversation. */
    CompletableFuture<Optional<GroupTalk.News>> said(String peer, String conversation, long after);

    /** What a peer sees of this Octo and of a message that this Octo said. */
    CompletableFuture<Optional<GroupTalk.Sight>> sight(String peer, String conversation, String message);

    /** Has a peer end what it does for a conversation. */
    CompletableFuture<Optional<Integer>> stop(String peer, String conversation);
}
