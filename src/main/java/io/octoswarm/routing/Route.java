package io.octoswarm.routing;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a task goes and why.
 *
 * @param to the chosen candidate; for {@link Kind#NAMED_BUT_DOWN} the one that was named; null for {@link Kind#NONE}
 * @param reason one sentence for people
 * @param verdicts one for each candidate, the chosen one first, then those that can take work, best first
 * @param maybe others that might fit, but not surely enough; best first
 * @param missed whoever would have fitted better than the chosen one, had it been there; null: nobody
 */
public record Route(
        Kind kind,
        @Nullable Candidate to,
        String reason,
        List<Verdict> verdicts,
        List<Candidate> maybe,
        @Nullable Candidate missed) {
    /** What decided. */
    public enum Kind {
        /** The task names an Octo. */
        NAMED,
        /** The task names an Octo that cannot take work now. */
        NAMED_BUT_DOWN,
        /** The capabilities of an Octo fit the task best. */
        CAPABILITY,
        /** Nobody's capabilities fit; this Octo declares none and has a model. */
        GENERALIST,
        /** Nobody's capabilities fit; this Octo may try. */
        SELF,
        /** Nobody is there to take it. */
        NONE
    }

    /**
     * The verdict on one candidate.
     *
     * @param score fitness, 0 (not at all) to 1
     * @param why for people: which tag matched, or why the candidate is out
     */
    public record Verdict(Candidate candidate, double score, String why) {}

    public Route {
        verdicts = List.copyOf(verdicts);
        maybe = List.copyOf(maybe);
    }

    /** A decision that leaves nobody else to speak of. */
    public Route(Kind kind, @Nullable Candidate to, String reason, List<Verdict> verdicts) {
        this(kind, to, reason, verdicts, List.of(), null);
    }

    /** Whoever would have fitted better than the chosen one, had it been there. */
    public Optional<Candidate> passedOver() {
        return Optional.ofNullable(missed);
    }

    /** The candidate that fits best of those that can take work, sure enough or not; empty where there is none. */
    public Optional<Verdict> best() {
        return verdicts.stream()
                .filter(verdict -> verdict.candidate().available())
                .findFirst();
    }
}
