package io.octoswarm.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Fits a vector to each English WordPiece. */
final class FitEnglish {
    static final int DIMENSIONS = Integer.getInteger("dimensions", 256);
    private static final int EPOCHS = Integer.getInteger("epochs", 8);
    private static final int REQUEST_BATCHES = Integer.getInteger("requests", 2_000);
    private static final int WORD_BATCHES = Integer.getInteger("words", 1_000);
    private static final float RATE = 0.05f;
    private static final float CONTRAST_RATE = Float.parseFloat(System.getProperty("contrast", "0.06"));
    private static final double SMOOTHING = 1e-3;
    private static final int SAMPLE = 20_000;

    private final List<String> vocabulary;
    private final WordPieces pieces;
    private final Table table;
    private final byte[] rarities;

    FitEnglish(Corpus corpus, Lessons lessons, List<String> vocabulary) {
        this.vocabulary = vocabulary;
        this.pieces = new WordPieces(vocabulary);
        List<String> texts = corpus.english().stream()
                .filter(text -> features(text).length > 0)
                .toList();
        Random random = new Random(1);
        float[][] sample = IntStream.range(0, SAMPLE)
                .mapToObj(i -> lessons.of(texts.get(random.nextInt(texts.size()))))
                .toArray(float[][]::new);
        Projection projection = new Projection(sample, DIMENSIONS);
        int[][] features = texts.stream().map(this::features).toArray(int[][]::new);
        float[][] targets = texts.stream()
                .map(text -> projection.of(lessons.of(text)))
                .toArray(float[][]::new);
        table = new Table(start(features, lessons, projection));
        rarities = rarities(corpus);
        fit(corpus, features, targets, random);
    }

    int[] features(String text) {
        return Words.of(text).stream()
                .flatMapToInt(word -> Arrays.stream(pieces.of(word)))
                .toArray();
    }

    float[] vector(String text) {
        return Algebra.normalise(table.sum(features(text)));
    }

    TokenVectors result() {
        return new TokenVectors(vocabulary, rarities, rows());
    }

    ByteRows rows() {
        return ByteRows.pack(table.rows);
    }

    byte[] rarities() {
        return rarities;
    }

    private void fit(Corpus corpus, int[][] features, float[][] targets, Random random) {
        Contrast requests = new Contrast(table, examples(corpus.requestPairs()), random);
        Contrast words = new Contrast(table, examples(corpus.wordPairs()), random);
        int[] order = IntStream.range(0, features.length).toArray();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            Table.shuffle(order, random);
            float rest = 1 - epoch / (float) EPOCHS;
            double loss = 0;
            double contrast = 0;
            for (int k = 0; k < order.length; k++) {
                if (k % (order.length / REQUEST_BATCHES) == 0) {
                    contrast += requests.step(CONTRAST_RATE * rest);
                }
                if (k % (order.length / WORD_BATCHES) == 0) {
                    words.step(CONTRAST_RATE * rest);
                }
                loss += table.approach(features[order[k]], targets[order[k]], RATE * rest);
            }
            System.out.printf(
                    "English, epoch %d: from the teacher %.4f, contrast %.4f%n",
                    epoch, loss / order.length, contrast / REQUEST_BATCHES);
        }
    }

    private List<Contrast.Example> examples(List<Corpus.Pair> pairs) {
        List<Contrast.Example> examples = new ArrayList<>();
        for (Corpus.Pair pair : pairs) {
            Contrast.Example example = new Contrast.Example(features(pair.text()), features(pair.tag()), pair);
            if (example.text().length > 0 && example.tag().length > 0) {
                examples.add(example);
            }
        }
        return examples;
    }

    /** The teacher's vector of each piece alone; the more usual the piece, the less it says. */
    private float[][] start(int[][] features, Lessons lessons, Projection projection) {
        long[] counts = new long[vocabulary.size()];
        long total = 0;
        for (int[] text : features) {
            for (int piece : text) {
                counts[piece]++;
                total++;
            }
        }
        float[][] start = new float[counts.length][];
        for (int piece = 0; piece < start.length; piece++) {
            start[piece] = projection.of(lessons.of(vocabulary.get(piece)));
            double weight = SMOOTHING / (SMOOTHING + (double) counts[piece] / total);
            for (int d = 0; d < start[piece].length; d++) {
                start[piece][d] *= (float) weight;
            }
        }
        return start;
    }

    private byte[] rarities(Corpus corpus) {
        long[] counts = new long[vocabulary.size()];
        long total = 0;
        for (Corpus.Sentence sentence : corpus.sentences()) {
            for (String word : Words.of(sentence.english())) {
                int[] parts = pieces.of(word);
                total++;
                if (parts.length == 1) {
                    counts[parts[0]]++;
                }
            }
        }
        byte[] rarities = new byte[counts.length];
        for (int piece = 0; piece < rarities.length; piece++) {
            rarities[piece] = rarity(counts[piece], total);
        }
        return rarities;
    }

    static byte rarity(long count, long total) {
        return (byte) Math.min(Language.UNKNOWN - 1, Math.round(-10 * Math.log((count + 0.3) / total)));
    }
}
