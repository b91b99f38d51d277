package io.octoswarm.peer;

import io.octoswarm.instance.Load;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a peer tells of itself (get_info). Everything beyond name and capabilities is absent where the peer is not an
 * Octo of this kind.
 */
public record PeerInfo(
        String name,
        List<String> capabilities,
        @Nullable String role,
        @Nullable String version,
        @Nullable Load load) {
    public PeerInfo {
        capabilities = List.copyOf(capabilities);
    }
}
