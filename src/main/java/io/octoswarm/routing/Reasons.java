package io.octoswarm.routing;

import io.octoswarm.instance.PlainText;
import io.octoswarm.routing.Scoring.Fit;
import java.util.List;

/** A decision in the words of a person. What comes from peers and tasks is bounded and stripped of control characters. */
final class Reasons {
    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_TAG = 40;
    private static final int LONGEST_WORD = 30;
    private static final int MOST_WORDS = 3;

    private Reasons() {}

    static String name(Candidate candidate) {
        return PlainText.of(candidate.name(), LONGEST_NAME);
    }

    /** The verdict on one candidate. */
    static String why(Ranking.Entry entry) {
        String match = match(entry.fit(), "no tag matches");
        String unavailable = entry.candidate().unavailable();
        return unavailable == null ? match : match + "; out: " + PlainText.clause(unavailable, 200);
    }

    /** Why the best one gets it. */
    static String fits(Ranking.Entry best, Ranking ranking) {
        List<Ranking.Entry> rivals = ranking.rivals();
        String why = "its " + match(best.fit(), "capabilities come nearest");
        String name = name(best.candidate());
        return rivals.isEmpty()
                ? name + " fits best: " + why + missed(best.score(), ranking) + "."
                : name + " fits: " + why + "; " + others(rivals) + " as well, but " + name + preference(best, rivals)
                        + missed(best.score(), ranking) + ".";
    }

    /** Why it goes to this Octo, or to none. */
    static String nobodyFits(Ranking ranking) {
        if (ranking.entries().isEmpty()) {
            return "There is no Octo that could take it.";
        }
        if (ranking.best().isEmpty()) {
            return "No Octo can take work now" + missed(0, ranking) + ".";
        }
        return ranking.self()
                        .map(self -> "No capability fits, so " + name(self) + " tries it itself")
                        .orElse("No capability fits")
                + missed(0, ranking) + mightFit(ranking) + ".";
    }

    /** Why it goes to one that declares nothing. */
    static String generalist(Candidate to, Ranking ranking) {
        return "No capability fits; " + name(to) + " declares none and has a model, so it may be good for it"
                + mightFit(ranking) + ".";
    }

    private static String mightFit(Ranking ranking) {
        List<String> names = ranking.maybe().stream()
                .map(entry -> name(entry.candidate()) + " (" + Math.round(100 * entry.score()) + " %)")
                .limit(MOST_WORDS)
                .toList();
        return names.isEmpty() ? "" : "; " + PlainText.listed(names) + " might fit, but that is not sure enough";
    }

    private static String match(Fit fit, String otherwise) {
        if (fit.tag() == null) {
            return otherwise;
        }
        List<String> words = fit.words().subList(0, Math.min(fit.words().size(), MOST_WORDS));
        return "tag " + PlainText.quoted(List.of(fit.tag()), LONGEST_TAG)
                + (words.isEmpty() ? " comes nearest" : " matches " + PlainText.quoted(words, LONGEST_WORD));
    }

    private static String others(List<Ranking.Entry> rivals) {
        return rivals.size() == 1 ? name(rivals.get(0).candidate()) + " fits" : rivals.size() + " others fit";
    }

    private static String preference(Ranking.Entry best, List<Ranking.Entry> rivals) {
        double pressure = best.candidate().load().pressure();
        if (rivals.stream().allMatch(rival -> rival.candidate().load().pressure() > pressure)) {
            return " is less busy";
        }
        return best.candidate().self() ? " is already here" : " comes first by name";
    }

    /** Whoever would have fitted better, but is out. */
    private static String missed(double score, Ranking ranking) {
        return ranking.missed(score)
                .map(out -> "; " + name(out.candidate()) + " would fit" + (score > 0 ? " better" : "")
                        + ", but cannot take it now: "
                        + PlainText.clause(String.valueOf(out.candidate().unavailable()), 200))
                .orElse("");
    }
}
