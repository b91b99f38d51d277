package io.octoswarm.routing;

import ai.onnxruntime.OrtException;
import io.octoswarm.routing.Scoring.Fit;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Half the best tag, half the mean, of a big encoder's vectors. */
record Encoder(Teacher teacher, Map<String, float[]> known) implements Scoring {
    static Encoder miniLm() {
        return of(Teacher::miniLm);
    }

    static Encoder bge() {
        return of(Teacher::bge);
    }

    private interface Source {
        Teacher open(int threads) throws IOException, OrtException;
    }

    private static Encoder of(Source source) {
        try {
            return new Encoder(source.open(2), new HashMap<>());
        } catch (IOException | OrtException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public List<Fit> score(String task, List<Candidate> candidates) {
        float[] vector = embed(task);
        return candidates.stream().map(candidate -> fit(vector, candidate)).toList();
    }

    private Fit fit(float[] task, Candidate candidate) {
        double[] cosines = candidate.capabilities().stream()
                .mapToDouble(tag -> Algebra.dot(task, known.computeIfAbsent(tag, this::embed)))
                .toArray();
        double best = Arrays.stream(cosines).max().orElse(-1);
        return new Fit((best + Arrays.stream(cosines).average().orElse(-1)) / 2, null, List.of());
    }

    private float[] embed(String text) {
        try {
            return teacher.embed(List.of(text))[0];
        } catch (OrtException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
