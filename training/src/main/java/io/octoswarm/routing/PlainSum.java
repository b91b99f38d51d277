package io.octoswarm.routing;

import io.octoswarm.routing.Scoring.Fit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The vectors' nearness, with pieces of evidence added to it by fixed weights: what each of them is worth without a model. */
record PlainSum(
        MeaningData data,
        boolean context,
        Map<String, Sight.TagMeaning> tags,
        double keywords,
        double meant,
        double reached,
        Scoring words)
        implements Scoring {
    PlainSum(MeaningData data, boolean context, double keywords, double meant, double reached) {
        this(data, context, new HashMap<>(), keywords, meant, reached, new KeywordScoring());
    }

    private float[] vector(String text) {
        SentenceVectors.Meaning meaning = data.sentences().of(text);
        if (context) {
            return meaning.vector();
        }
        float[] sum = new float[meaning.vector().length];
        Words.of(text).forEach(word -> Algebra.add(sum, data.sentences().word(word, meaning), 1));
        return Algebra.normalise(sum);
    }

    @Override
    public List<Fit> score(String task, List<Candidate> candidates) {
        float[] vector = vector(task);
        Subject subject = data.kinds().subject(vector);
        List<Fit> common = words.score(task, candidates);
        List<Fit> fits = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            List<Sight.TagMeaning> known = candidates.get(i).capabilities().stream()
                    .map(tag -> tags.computeIfAbsent(tag, this::meaning))
                    .toList();
            double mean = known.stream().mapToDouble(tag -> Cosine.of(vector, tag.vector())).average().orElse(-1);
            double[] evidence = Sight.of(vector, subject, known, common.get(i).score(), 0).evidence().values();
            double score = (evidence[0] + mean) / 2 + keywords * evidence[1] + meant * evidence[5] + reached * evidence[2];
            fits.add(new Fit(score, null, List.of()));
        }
        return fits;
    }

    private Sight.TagMeaning meaning(String tag) {
        float[] vector = vector(tag);
        return new Sight.TagMeaning(vector, data.kinds().reach(tag, vector));
    }
}
