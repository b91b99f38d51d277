package io.octoswarm.routing;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a task goes and why.
 *
 * @param to the chosen candidate; for {@link Kind#NAMED_BUT_DOWN} the one that was named; null for {@link Kind#NONE}
 * @param reason one sentence for people
 * @param verdicts one for each candidate, best first
 */
public record Route(Kind kind, @Nullable Candidate to, String reason, List<Verdict> verdicts) {
    /** What decided. */
    public enum Kind {
        /** The task names an Octo. */
        NAMED,
        /** The task names an Octo that cannot take work now. */
        NAMED_BUT_DOWN,
        /** The capabilities of an Octo fit the task best. */
        CAPABILITY,
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
    }

    /** Whoever would have fitted better than the chosen one, had it been there. */
    public Optional<Verdict> passedOver() {
        double chosen = verdicts.stream()
                .filter(verdict -> verdict.candidate() == to)
                .mapToDouble(Verdict::score)
                .findFirst()
                .orElse(0);
        return verdicts.stream()
                .filter(verdict -> !verdict.candidate().available())
                .filter(verdict -> verdict.score() >= SwarmRouter.THRESHOLD && verdict.score() > chosen)
                .max(Comparator.comparingDouble(Verdict::score));
    }
}
