package io.octoswarm.instance;

import java.util.List;

/**
 * One part of an examination of this Octo ({@code /swarm doctor}). Implemented by any module for what it owns. Asked
 * seldom and on a thread of its own; it may ask others, and ends within 10 s.
 */
public interface Checkup {
    /** What was found, in the order to show it. */
    List<Finding> examine();

    /**
     * One thing that was looked at.
     *
     * @param good false: something is to be done
     * @param subject what was looked at, in a word or two
     * @param text what was found and, where it is not good, what to do about it; one line
     */
    record Finding(boolean good, String subject, String text) {
        public static Finding good(String subject, String text) {
            return new Finding(true, subject, text);
        }

        public static Finding bad(String subject, String text) {
            return new Finding(false, subject, text);
        }
    }
}
