package io.octoswarm.instance;

import java.util.List;
import java.util.Map;

/**
 * What a part of this Octo has to tell in {@code /swarm} and on the page. Implemented by any module; asked often and by
 * any thread, so an answer is at hand and waits for nothing.
 */
public interface StatusReport {
    /** Labels with their values, for people, in the order to show them. */
    default Map<String, String> rows() {
        return Map.of();
    }

    /** What is wrong now, a line each, with what to do about it; empty while nothing is. */
    default List<String> problems() {
        return List.of();
    }

    /** Whether a {@link Checkup} tells of these problems, too. */
    default boolean hasCheckup() {
        return false;
    }
}
