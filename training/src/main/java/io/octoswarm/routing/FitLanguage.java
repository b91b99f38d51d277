package io.octoswarm.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Fits vectors to the words of another language, so that its sentences point where their English ones do. */
final class FitLanguage {
    private static final int EPOCHS = 10;

    /** How often a word must occur to get a vector of its own: not in a single request alone. */
    private static final int FEWEST = Translations.REQUEST_TIMES + 1;

    /** So many texts are enough for many groups of letters. */
    private static final int MANY = 50_000;

    private static final int GROUPS = 1_500;
    private static final int GROUPS_OF_MANY = 6_000;
    private static final float RATE = 0.05f;
    private static final double SMOOTHING = 1e-3;
    private static final double SPELT = 0.25;

    /** A text of the language and where it points. */
    record Example(String text, float[] target) {}

    /** So many vectors are shared by the groups of letters. */
    private final int groups;

    private final Map<Integer, Integer> places = new TreeMap<>();
    private final byte[] rarities;
    private final Table table;
    private final Random random = new Random(5);

    FitLanguage(List<Example> examples, int dimensions) {
        this.groups = examples.size() < MANY ? GROUPS : GROUPS_OF_MANY;
        Map<String, Integer> counts = new HashMap<>();
        List<List<String>> texts = new ArrayList<>();
        for (Example example : examples) {
            List<String> words = Words.of(example.text());
            texts.add(words);
            words.forEach(word -> counts.merge(word, 1, Integer::sum));
        }
        long total = counts.values().stream().mapToLong(count -> count).sum();
        Map<Integer, Integer> known = new TreeMap<>();
        counts.forEach((word, count) -> {
            if (count >= FEWEST) {
                known.merge(WordVectors.hash(word, 0, word.length()), count, Integer::sum);
            }
        });
        rarities = new byte[known.size()];
        known.forEach((hash, count) -> {
            rarities[places.size()] = TextPieces.rarity(count, total);
            places.put(hash, places.size());
        });
        table = new Table(start(examples, texts, dimensions));
        fit(examples, texts);
    }

    WordVectors result(String code) {
        int[] hashes = places.keySet().stream().mapToInt(hash -> hash).toArray();
        return new WordVectors(code, hashes, rarities, ByteRows.pack(table.rows));
    }

    private int[] features(List<String> words, double spelt) {
        return words.stream()
                .flatMapToInt(word -> {
                    Integer place = places.get(WordVectors.hash(word, 0, word.length()));
                    return place != null && random.nextDouble() >= spelt ? IntStream.of(place) : spelt(word);
                })
                .toArray();
    }

    private IntStream spelt(String word) {
        return Arrays.stream(WordVectors.groups(word, groups)).map(group -> places.size() + group);
    }

    /** The mean of where its sentences point; the more usual the word, the less it says. */
    private float[][] start(List<Example> examples, List<List<String>> texts, int dimensions) {
        float[][] start = new float[places.size() + groups][dimensions];
        long[] counts = new long[start.length];
        long total = 0;
        for (int i = 0; i < texts.size(); i++) {
            float[] target = examples.get(i).target();
            IntStream both = IntStream.concat(
                    Arrays.stream(features(texts.get(i), 0)), Arrays.stream(features(texts.get(i), 1)));
            for (int feature : both.toArray()) {
                Algebra.add(start[feature], target, 1);
                counts[feature]++;
                total++;
            }
        }
        for (int feature = 0; feature < start.length; feature++) {
            double weight = SMOOTHING / (SMOOTHING + (double) counts[feature] / total);
            Algebra.normalise(start[feature]);
            for (int d = 0; d < dimensions; d++) {
                start[feature][d] *= (float) (feature < places.size() ? weight : weight / 5);
            }
        }
        return start;
    }

    private void fit(List<Example> examples, List<List<String>> texts) {
        int[] order = IntStream.range(0, texts.size()).toArray();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            Table.shuffle(order, random);
            double loss = 0;
            for (int i : order) {
                int[] features = features(texts.get(i), SPELT);
                if (features.length > 0) {
                    loss += table.approach(features, examples.get(i).target(), RATE * (1 - epoch / (float) EPOCHS));
                }
            }
            System.out.printf("epoch %d: %.4f%n", epoch, loss / order.length);
        }
    }
}
