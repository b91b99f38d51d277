package io.octoswarm.routing;

import io.octoswarm.instance.Profile;
import io.octoswarm.routing.SentenceVectors.Meaning;
import io.octoswarm.routing.Sight.TagMeaning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Scores by meaning: a score is the probability that the candidate is the right one for the task. Where most words are
 * unknown, only common word stems count.
 */
final class MeaningScoring implements Scoring {
    /** Who has less than this has no chance. */
    private static final double LEAST = 0.01;

    /** What an own description or example adds to the nearness where it says just what the task says. */
    static final double OWN_WORDS = 0.2;

    /** The same for a task that was ended well. */
    static final double PAST_TASKS = 0.1;

    /** Texts that are no nearer than this have nothing to do with one another. */
    private static final double NEAR = 0.3;

    /** Who is less probable than this, compared with the best one, needs no reasons word by word. */
    private static final double RIVAL = 0.1;

    /** From here on common words name the tag. */
    private static final double PLAIN = 0.5;

    /** What the words related to a tag count beside the tag. */
    private static final float RELATED = 1;

    private static final int MOST_TAGS = 100;
    private static final int LONGEST_TAG = 100;
    private static final int CACHED_TAGS = 6_000;
    /** Above this share of unknown words nothing was understood. */
    private static final double STRANGE = 0.5;

    private final Scoring keywords;
    private final Supplier<MeaningData> data;
    private final RelatedWords relatedWords = RelatedWords.load();
    private final Recent<String, TagMeaning> tags = new Recent<>(CACHED_TAGS);
    private final Recent<String, float[]> texts = new Recent<>(CACHED_TAGS);
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
        Choice choice = choice(meaning, candidates, words, known);
        TellingWords told = TellingWords.of(task, meaning, known.sentences());
        List<Fit> fits = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            Sight sight = choice.sight(i);
            double score = choice.score(i);
            fits.add(
                    sight.isNothing() || score < LEAST
                            ? Fit.NONE
                            : fit(
                                    score,
                                    candidates.get(i),
                                    words.get(i),
                                    sight,
                                    choice.share(i) > RIVAL ? told : TellingWords.NONE));
        }
        return fits;
    }

    /** A word of the task that is a tag is the plainest reason. */
    private static Fit fit(double score, Candidate candidate, Fit plain, Sight sight, TellingWords told) {
        return plain.score() >= PLAIN
                ? new Fit(score, plain.tag(), plain.words())
                : new Fit(score, names(candidate).get(sight.best()), told.of(sight.bestTag()));
    }

    /** All candidates side by side: what the weights are fitted on. */
    Choice choice(String task, List<Candidate> candidates) {
        MeaningData known = data.get();
        return choice(known.sentences().of(task), candidates, keywords.score(task, candidates), known);
    }

    private Choice choice(Meaning meaning, List<Candidate> candidates, List<Fit> words, MeaningData known) {
        Subject subject = known.kinds().subject(meaning.vector());
        List<Sight> sights = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            sights.add(Sight.of(
                    meaning.vector(),
                    subject,
                    tags(candidate, known),
                    words.get(i).score(),
                    beyondTags(meaning.vector(), candidate, known)));
        }
        return new Choice(sights, subject, known.model());
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
    private double nearest(float[] task, List<String> own, MeaningData known) {
        return own.stream()
                .mapToDouble(text -> Cosine.of(task, texts.get(text, missing -> meaningOf(missing, known))))
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
        return new TagMeaning(vector, known.kinds().reach(tag, vector));
    }
}
