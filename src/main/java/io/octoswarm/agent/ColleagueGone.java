package io.octoswarm.agent;

/** A peer could not be reached, so that it cannot have answered anybody: another one may be asked. */
public final class ColleagueGone extends CannotAnswer {
    public ColleagueGone(String message) {
        super(message);
    }
}
