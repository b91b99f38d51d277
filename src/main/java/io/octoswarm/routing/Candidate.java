package io.octoswarm.routing;

import io.octoswarm.instance.Load;
import io.octoswarm.instance.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An Octo that could take a task.
 *
 * @param self whether it is this Octo
 * @param unavailable why it cannot take work now, for people; null: it can
 * @param profile what it says of itself beyond its tags
 * @param past tasks that it ended well
 * @param generalist whether it declares nothing and has a model, so that it may be good for anything
 */
public record Candidate(
        String name,
        List<String> capabilities,
        boolean self,
        @Nullable String unavailable,
        Load load,
        Profile profile,
        List<String> past,
        boolean generalist) {
    public Candidate {
        capabilities = List.copyOf(capabilities);
        past = List.copyOf(past);
    }

    /** One of whom no more than its tags is known. */
    public Candidate(String name, List<String> capabilities, boolean self, @Nullable String unavailable, Load load) {
        this(name, capabilities, self, unavailable, load, Profile.NONE, List.of(), false);
    }

    public boolean available() {
        return unavailable == null;
    }
}
