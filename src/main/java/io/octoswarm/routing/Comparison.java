package io.octoswarm.routing;

import io.octoswarm.routing.GenericTags.Rivalry;
import io.octoswarm.routing.GenericTags.Subject;
import io.octoswarm.routing.Scoring.Fit;
import java.util.List;
import java.util.stream.IntStream;

/** All candidates for one task side by side. */
final class Comparison {
    /** What a common word adds to a fit. */
    private static final double KEYWORDS = 0.15;

    /** What the subject counts beside the fit. */
    private static final double SUBJECT = 0.6;

    private final Subject subject;
    private final double unknown;
    private final List<Sight> sights;
    private final List<Fit> keywords;
    private final GenericTags genericTags;
    private final double mean;
    private final double[] ranks;
    private final TopTwo fits;
    private final TopTwo words;
    private final TopTwo subjects;

    /** @param sights and keywords stand in the same order */
    Comparison(Subject subject, double unknown, List<Sight> sights, List<Fit> keywords, GenericTags genericTags) {
        this.subject = subject;
        this.unknown = unknown;
        this.sights = sights;
        this.keywords = keywords;
        this.genericTags = genericTags;
        this.mean = sights.stream()
                .filter(sight -> !sight.isNothing())
                .mapToDouble(Sight::fit)
                .average()
                .orElse(0);
        this.ranks = IntStream.range(0, sights.size()).mapToDouble(this::rank).toArray();
        this.fits = TopTwo.of(ranks);
        this.subjects = TopTwo.of(sights.stream().mapToDouble(Sight::subject).toArray());
        this.words = TopTwo.of(keywords.stream().mapToDouble(Fit::score).toArray());
    }

    /** The place of the candidate that fits best; -1: none has tags. */
    int best() {
        return fits.place();
    }

    Sight sight(int candidate) {
        return sights.get(candidate);
    }

    /** How far a candidate is behind the best one, 0 to 2. */
    double behind(int candidate) {
        return fits.first() - ranks[candidate];
    }

    /** What speaks for and against the best candidate. */
    Evidence evidence() {
        int candidate = best();
        Sight sight = sights.get(candidate);
        Rivalry rivalry = genericTags.rivalry(subject, sight.generic());
        double keyword = keywords.get(candidate).score();
        return new Evidence(
                sight.fit(),
                fits.first() - Math.max(0, fits.second()),
                sight.fit() - mean,
                sight.nearness(),
                sight.nearness() - rivalry.rival(),
                rivalry.kinship(),
                rivalry.best(),
                sight.subject(),
                sight.subject() - Math.max(0, subjects.besides(candidate)),
                rivalry.odds(),
                subject.doubt(),
                subject.mean(),
                subject.spread(),
                keyword,
                keyword - Math.max(0, words.besides(candidate)),
                unknown);
    }

    private double rank(int candidate) {
        Sight sight = sights.get(candidate);
        return sight.isNothing()
                ? -1
                : sight.fit()
                        + SUBJECT * sight.subject()
                        + KEYWORDS * keywords.get(candidate).score();
    }

    /** The largest two of some numbers. */
    private record TopTwo(int place, double first, double second) {
        static TopTwo of(double[] values) {
            TopTwo top = new TopTwo(-1, -1, -1);
            for (int i = 0; i < values.length; i++) {
                if (values[i] > top.first) {
                    top = new TopTwo(i, values[i], top.first);
                } else if (values[i] > top.second) {
                    top = new TopTwo(top.place, top.first, values[i]);
                }
            }
            return top;
        }

        double besides(int candidate) {
            return candidate == place ? second : first;
        }
    }
}
