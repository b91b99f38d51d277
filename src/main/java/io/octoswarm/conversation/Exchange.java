package io.octoswarm.conversation;

import java.util.Set;

/**
 * What went before a message.
 *
 * @param hops how many messages of Octos in a row led to it; 0: a person speaks
 * @param mostHops from how many hops on nobody answers any more
 * @param openDelegations ids of messages by which an Octo handed something to another one and waits for the answer
 * @param albumAddressed whether an earlier item of the same album was addressed to somebody
 */
public record Exchange(int hops, int mostHops, Set<Long> openDelegations, boolean albumAddressed) {
    /** No exchange among bots goes further. */
    public static final int MOST_HOPS = 4;

    /** Nothing went before. */
    public static final Exchange NEW = new Exchange(0, MOST_HOPS, Set.of(), false);

    public Exchange {
        openDelegations = Set.copyOf(openDelegations);
    }
}
