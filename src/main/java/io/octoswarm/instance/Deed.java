package io.octoswarm.instance;

/**
 * Somebody asked something of somebody. Published by whatever part sees it, when its outcome is known, for the audit; holds
 * no contents and no secrets.
 *
 * @param who an address, an Octo's name or a person
 * @param what in a word or two, such as {@code ask} or {@code /swarm add}
 * @param whom an Octo's name; empty: this Octo
 * @param result {@code done}, {@code refused}, or why it failed
 */
public record Deed(String who, String what, String whom, String result) {
    private static final int LONGEST = 200;

    public Deed {
        who = PlainText.of(who, LONGEST);
        what = PlainText.of(what, LONGEST);
        whom = PlainText.of(whom, LONGEST);
        result = PlainText.of(result, LONGEST);
    }
}
