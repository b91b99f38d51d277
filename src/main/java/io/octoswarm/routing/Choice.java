package io.octoswarm.routing;

import java.util.List;

/** All candidates for one task side by side. */
final class Choice {
    private final List<Sight> sights;
    private final Subject subject;
    private final double[] utilities;
    private final double none;
    private final int best;

    Choice(List<Sight> sights, Subject subject, ChoiceModel model) {
        this.sights = sights;
        this.subject = subject;
        this.utilities = sights.stream()
                .mapToDouble(sight -> sight.isNothing() ? Double.NEGATIVE_INFINITY : model.utility(sight.evidence()))
                .toArray();
        this.none = model.utilityOfNone(subject);
        int highest = -1;
        for (int i = 0; i < utilities.length; i++) {
            if (!sights.get(i).isNothing() && (highest < 0 || utilities[i] > utilities[highest])) {
                highest = i;
            }
        }
        this.best = highest;
    }

    /** The place of the candidate that fits best; -1: none has tags. */
    int best() {
        return best;
    }

    Sight sight(int candidate) {
        return sights.get(candidate);
    }

    Subject subject() {
        return subject;
    }

    /**
     * How probable it is that a candidate fits, were it the only one: 0 to 1. So it does not depend on who else is there
     * or away, equal candidates have equal scores, and a thousand poor ones do not add up to a good one.
     */
    double score(int candidate) {
        return 1 / (1 + Math.exp(none - utilities[candidate]));
    }

    /** How probable a candidate is to be the right one, compared with the best one, 0 to 1. */
    double share(int candidate) {
        return best < 0 ? 0 : Math.exp(utilities[candidate] - utilities[best]);
    }
}
