package io.octoswarm.command;

import java.util.List;

/**
 * What stands behind a command's name.
 *
 * @param words split at white space; empty: nothing
 * @param text the same as it was written, from the first word to the last
 */
record Line(List<String> words, String text, Caller caller) {
    boolean isEmpty() {
        return words.isEmpty();
    }
}
