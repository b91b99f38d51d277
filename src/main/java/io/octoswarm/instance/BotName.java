package io.octoswarm.instance;

import org.jspecify.annotations.Nullable;

/** Tells under which name this Octo takes part in the swarm's chat; the module of that door implements it. */
public interface BotName {
    /** The username of its bot in the group, without the {@code @}; null: it has none there, or does not know it yet. */
    @Nullable
    String username();
}
