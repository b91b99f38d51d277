package io.octoswarm.routing;

import io.octoswarm.routing.Route.Verdict;
import io.octoswarm.routing.Scoring.Fit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Candidates in the order in which they would get a task: those that can take work first, by score; among the ones that
 * are nearly as good as the best, the least busy one, then this Octo, then by name.
 */
record Ranking(List<Entry> entries, List<Verdict> verdicts, RoutingSettings settings) {
    /** Scores that are no farther apart say nothing about who is better ... */
    private static final double NEARLY = 0.05;

    /** ... unless the odds of one are so many times those of the other: near 1 a small difference is a large one. */
    private static final double CLEARLY = 20;

    /** A candidate and how it fits. */
    record Entry(Candidate candidate, Fit fit) {
        double score() {
            return fit.score();
        }

        boolean available() {
            return candidate.available();
        }
    }

    private static final Comparator<Entry> BY_EASE = Comparator.comparingDouble(
                    (Entry entry) -> entry.candidate().load().pressure())
            .thenComparing(Comparator.comparingDouble(Entry::score).reversed())
            .thenComparing(entry -> !entry.candidate().self())
            .thenComparing(entry -> entry.candidate().name(), String.CASE_INSENSITIVE_ORDER);
    private static final Comparator<Entry> BY_SCORE = Comparator.comparing((Entry entry) -> !entry.available())
            .thenComparing(Comparator.comparingDouble(Entry::score).reversed())
            .thenComparing(BY_EASE);

    /** The ranking; {@code fits} stand in the order of the candidates. */
    static Ranking of(List<Candidate> candidates, List<Fit> fits, RoutingSettings settings) {
        List<Entry> entries = new ArrayList<>(IntStream.range(0, candidates.size())
                .mapToObj(i -> new Entry(candidates.get(i), fits.get(i)))
                .sorted(BY_SCORE)
                .toList());
        int equals = (int) entries.stream()
                .filter(Entry::available)
                .filter(entry -> isNearly(entry, entries.get(0), settings))
                .count();
        entries.subList(0, equals).sort(BY_EASE);
        List<Verdict> verdicts = entries.stream()
                .map(entry -> new Verdict(entry.candidate(), entry.score(), Reasons.why(entry)))
                .toList();
        return new Ranking(List.copyOf(entries), verdicts, settings);
    }

    /** Nobody who does not fit gets work because the one that fits is busy. */
    private static boolean isNearly(Entry entry, Entry best, RoutingSettings settings) {
        boolean bothFit = entry.score() >= settings.threshold() || best.score() < settings.threshold();
        return bothFit && areAlike(entry.score(), best.score());
    }

    private static boolean areAlike(double one, double other) {
        double less = Math.min(one, other);
        double more = Math.max(one, other);
        return more - less <= NEARLY && more * (1 - less) <= CLEARLY * less * (1 - more);
    }

    /** The best of those that can take work. */
    Optional<Entry> best() {
        return entries.stream().findFirst().filter(Entry::available);
    }

    /** The best score of those that can take work; the best of them may be a little below it. */
    double topScore() {
        return entries.stream()
                .filter(Entry::available)
                .mapToDouble(Entry::score)
                .max()
                .orElse(0);
    }

    /** The best of those that cannot take work, if it would have fitted better than {@code score}. */
    Optional<Entry> missed(double score) {
        return entries.stream()
                .filter(entry -> !entry.available())
                .filter(entry -> entry.score() >= settings.threshold() && entry.score() > score)
                .findFirst();
    }

    /** Others that can take work and might fit, without being sure enough. */
    List<Entry> maybe() {
        return entries.stream()
                .filter(Entry::available)
                .filter(entry -> !entry.candidate().self())
                .filter(entry -> entry.score() >= settings.maybe() && entry.score() < settings.threshold())
                .toList();
    }

    /** Those that declare nothing and have a model: the least busy first. */
    Optional<Candidate> generalist() {
        return entries.stream()
                .filter(Entry::available)
                .filter(entry -> entry.candidate().generalist())
                .min(BY_EASE)
                .map(Entry::candidate);
    }

    /** This Octo, when it can take work. */
    Optional<Candidate> self() {
        return entries.stream()
                .map(Entry::candidate)
                .filter(candidate -> candidate.self() && candidate.available())
                .findFirst();
    }

    /** Others that can take work and fit nearly as well as the best one. */
    List<Entry> rivals() {
        return entries.stream()
                .skip(1)
                .filter(Entry::available)
                .filter(entry -> areAlike(entry.score(), entries.get(0).score()))
                .filter(entry -> entry.score() >= settings.threshold())
                .toList();
    }

    Verdict verdict(Candidate candidate) {
        return verdicts.stream()
                .filter(verdict -> verdict.candidate() == candidate)
                .findFirst()
                .orElseThrow();
    }
}
