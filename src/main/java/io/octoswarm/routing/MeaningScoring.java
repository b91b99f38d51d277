package io.octoswarm.routing;

import io.octoswarm.instance.Profile;
import io.octoswarm.routing.GenericTags.Subject;
import io.octoswarm.routing.SentenceVectors.Meaning;
import io.octoswarm.routing.Sight.TagMeaning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Scores by meaning: a score is the probability that the candidate is the right one for the task. Where most words are
 * unknown, only common word stems count.
 */
final class MeaningScoring implements Scoring {
    /** Who is this far behind the best has no chance. */
    private static final double HOPELESS = 0.5;

    /** What an own description or example adds to the fit where it says just what the task says. */
    static final double OWN_WORDS = 0.2;

    /** The same for a task that was ended well. */
    static final double PAST_TASKS = 0.1;

    /** Texts that are no nearer than this have nothing to do with one another. */
    private static final double NEAR = 0.3;

    /** Who is farther behind needs no reasons word by word. */
    private static final double RIVAL = 0.2;

    /** From here on common words name the tag. */
    private static final double PLAIN = 0.5;

    /** What the words related to a tag count beside the tag. */
    private static final float RELATED = 1;

    private static final int MOST_TAGS = 100;
    private static final int LONGEST_TAG = 100;
    private static final int CACHED_TAGS = 8_192;
    private static final int MOST_WORDS = 3;

    /** Words that speak for a tag less than this share of the one that speaks most are left out. */
    private static final float TELLING = 0.4f;

    /** Above this share of unknown words nothing was understood. */
    private static final double STRANGE = 0.5;

    private final Scoring keywords;
    private final Supplier<MeaningData> data;
    private final RelatedWords relatedWords = RelatedWords.load();
    private final Recent<String, TagMeaning> tags = new Recent<>(CACHED_TAGS);
    private final double ownWords;
    private final double pastTasks;

    /**
     * @param keywords what common words say, one part of the evidence
     * @param data asked at each task; must give the same each time
     */
    MeaningScoring(Scoring keywords, Supplier<MeaningData> data) {
        this(keywords, data, OWN_WORDS, PAST_TASKS);
    }

    /** With other weights than the usual ones, to measure what they are worth. */
    MeaningScoring(Scoring keywords, Supplier<MeaningData> data, double ownWords, double pastTasks) {
        this.keywords = keywords;
        this.data = data;
        this.ownWords = ownWords;
        this.pastTasks = pastTasks;
    }

    @Override
    public List<Fit> score(String task, List<Candidate> candidates) {
        MeaningData known = data.get();
        Meaning meaning = known.sentences().of(task);
        List<Fit> words = keywords.score(task, candidates);
        if (meaning.unknown() > STRANGE) {
            return words;
        }
        Comparison comparison = compare(meaning, candidates, words, known);
        if (comparison.best() < 0) {
            return candidates.stream().map(candidate -> Fit.NONE).toList();
        }
        double surest = known.confidence().of(comparison.evidence());
        List<Word> told = Word.of(task, meaning, known.sentences());
        List<Fit> fits = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            Sight sight = comparison.sight(i);
            double score = surest * Math.max(0, 1 - comparison.behind(i) / HOPELESS);
            fits.add(
                    sight.isNothing() || score <= 0
                            ? Fit.NONE
                            : fit(
                                    score,
                                    candidates.get(i),
                                    words.get(i),
                                    sight,
                                    comparison.behind(i) < RIVAL ? told : List.of()));
        }
        return fits;
    }

    /** A word of the task that is a tag is the plainest reason. */
    private static Fit fit(double score, Candidate candidate, Fit plain, Sight sight, List<Word> told) {
        return plain.score() >= PLAIN
                ? new Fit(score, plain.tag(), plain.words())
                : new Fit(score, names(candidate).get(sight.best()), telling(told, sight));
    }

    /** What speaks for and against the best candidate, and its place; null where nothing is to be said. */
    @Nullable
    Judged judged(String task, List<Candidate> candidates) {
        MeaningData known = data.get();
        Meaning meaning = known.sentences().of(task);
        Comparison comparison = compare(meaning, candidates, keywords.score(task, candidates), known);
        return comparison.best() < 0 ? null : new Judged(comparison.best(), comparison.evidence());
    }

    /** The best candidate and the evidence on it: what the confidence is fitted on. */
    record Judged(int best, Evidence evidence) {}

    private Comparison compare(Meaning meaning, List<Candidate> candidates, List<Fit> words, MeaningData known) {
        Subject subject = known.genericTags().subject(meaning.vector());
        List<Sight> sights = candidates.stream()
                .map(candidate -> Sight.of(meaning.vector(), subject, tags(candidate, known))
                        .with(beyondTags(meaning.vector(), candidate, known)))
                .toList();
        return new Comparison(subject, meaning.unknown(), sights, words, known.genericTags());
    }

    /** What description, examples and past tasks add to the fit: little, so that they never drown the tags. */
    private double beyondTags(float[] task, Candidate candidate, MeaningData known) {
        Profile profile = candidate.profile();
        String description = profile.description();
        double own = Math.max(
                nearest(task, description == null ? List.of() : List.of(description), known),
                nearest(task, profile.examples(), known));
        return ownWords * own + pastTasks * nearest(task, candidate.past(), known);
    }

    /** The cosine of the nearest text, 0 where none is near. */
    private double nearest(float[] task, List<String> texts, MeaningData known) {
        return texts.stream()
                .mapToDouble(text -> Cosine.of(
                        task, tags.get(text, missing -> meaning(missing, known)).vector()))
                .filter(nearness -> nearness > NEAR)
                .max()
                .orElse(0);
    }

    private List<TagMeaning> tags(Candidate candidate, MeaningData known) {
        List<String> names = names(candidate);
        return names.subList(0, Math.min(names.size(), MOST_TAGS)).stream()
                .map(name -> name.length() <= LONGEST_TAG ? name : name.substring(0, LONGEST_TAG))
                .map(name -> tags.get(name, missing -> meaning(missing, known)))
                .toList();
    }

    /** Where no tags are declared, the description stands for them. */
    private static List<String> names(Candidate candidate) {
        String description = candidate.profile().description();
        return candidate.capabilities().isEmpty() && description != null
                ? List.of(description)
                : candidate.capabilities();
    }

    /**
     * A common tag means what it says and, a little, what people say when they need it: "ops" alone is no word that the
     * vectors know.
     */
    private float[] meaningOf(String tag, MeaningData known) {
        float[] vector = known.sentences().of(tag).vector();
        String words = relatedWords.words(tag);
        if (words.isEmpty()) {
            return vector;
        }
        float[] related = known.sentences().of(words).vector();
        float[] sum = new float[vector.length];
        for (int d = 0; d < sum.length; d++) {
            sum[d] = vector[d] + RELATED * related[d];
        }
        return Cosine.unit(sum);
    }

    private TagMeaning meaning(String tag, MeaningData known) {
        float[] vector = meaningOf(tag, known);
        return new TagMeaning(vector, known.genericTags().packedNearness(vector));
    }

    /** The words of a task, each with the vector that it brought in. */
    private record Word(String text, float[] vector) {
        static List<Word> of(String task, Meaning meaning, SentenceVectors sentences) {
            return new LinkedHashSet<>(Words.of(task))
                    .stream()
                            .filter(word -> word.length() > 1)
                            .map(word -> new Word(word, sentences.word(word, meaning)))
                            .toList();
        }
    }

    private static List<String> telling(List<Word> words, Sight sight) {
        float[] tag = sight.tags().get(sight.best()).vector();
        record Share(String word, float weight) {}
        List<Share> shares = words.stream()
                .map(word -> new Share(word.text(), Cosine.of(word.vector(), tag)))
                .filter(share -> share.weight() > 0)
                .sorted(Comparator.comparingDouble(share -> -share.weight()))
                .limit(MOST_WORDS)
                .toList();
        return shares.stream()
                .filter(share -> share.weight() >= TELLING * shares.get(0).weight())
                .map(Share::word)
                .toList();
    }
}
