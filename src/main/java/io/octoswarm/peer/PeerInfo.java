package io.octoswarm.peer;

import io.octoswarm.instance.Load;
import io.octoswarm.instance.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a peer tells of itself (get_info). Everything beyond name and capabilities is absent where the peer is not an
 * Octo of this kind.
 *
 * @param model whether it has a language model behind it
 * @param board how it offers a board of tasks to others; null: it does not
 * @param telegramUsername of its bot in the swarm's group, without the {@code @}; null: none that it knows
 */
public record PeerInfo(
        String name,
        List<String> capabilities,
        @Nullable String role,
        @Nullable String version,
        @Nullable Load load,
        Profile profile,
        boolean model,
        @Nullable String board,
        @Nullable String telegramUsername) {
    public PeerInfo {
        capabilities = List.copyOf(capabilities);
    }

    /** One that says no more of itself, and has no model. */
    public PeerInfo(
            String name,
            List<String> capabilities,
            @Nullable String role,
            @Nullable String version,
            @Nullable Load load) {
        this(name, capabilities, role, version, load, Profile.NONE, false, null, null);
    }
}
