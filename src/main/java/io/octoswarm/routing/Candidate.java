package io.octoswarm.routing;

import io.octoswarm.instance.Load;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An Octo that could take a task.
 *
 * @param self whether it is this Octo
 * @param unavailable why it cannot take work now, for people; null: it can
 */
public record Candidate(
        String name,
        List<String> capabilities,
        boolean self,
        @Nullable String unavailable,
        Load load) {
    public Candidate {
        capabilities = List.copyOf(capabilities);
    }

    public boolean available() {
        return unavailable == null;
    }
}
