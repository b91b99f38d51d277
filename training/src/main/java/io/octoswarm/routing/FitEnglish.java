package io.octoswarm.routing;

import static io.octoswarm.routing.ContextWeights.WIDTH;
import static io.octoswarm.routing.ContextWeights.WINDOW;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Fits a vector to each English WordPiece, and the net that reads them in their context. */
final class FitEnglish {
    static final int DIMENSIONS = 256;
    private static final int EPOCHS = 12;
    private static final int BATCH = 256;

    // What the parts of the loss count.
    private static final float TEACHER = 10;
    private static final float REQUESTS = 1;
    private static final float WORDS = 0.3f;

    private static final double SMOOTHING = 1e-3;
    private static final float VECTOR_START = 20;
    private static final float PIECE_START = 40;
    private static final int SAMPLE = 20_000;

    private final TextPieces pieces;
    private final byte[] rarities;
    private final Net net;

    FitEnglish(Corpus corpus, Lessons lessons, List<String> vocabulary) {
        pieces = new TextPieces(vocabulary);
        rarities = pieces.rarities(corpus);
        List<String> texts = Stream.concat(corpus.english().stream(), pieces.words())
                .distinct()
                .filter(text -> pieces.of(text).length > 0)
                .toList();
        Random random = new Random(1);
        float[][] sample = IntStream.range(0, SAMPLE)
                .mapToObj(i -> lessons.of(texts.get(random.nextInt(texts.size()))))
                .toArray(float[][]::new);
        Projection projection = new Projection(sample, DIMENSIONS);
        float[][] start = start(texts, lessons, projection);
        net = new Net(scaled(start, VECTOR_START, DIMENSIONS), scaled(start, PIECE_START, WIDTH), random);
        float[][] targets = texts.stream()
                .map(text -> projection.of(lessons.of(text)))
                .toArray(float[][]::new);
        Neighbours neighbours = new Neighbours(corpus.requests(), text -> projection.of(lessons.of(text)));
        fit(corpus, neighbours, texts.stream().map(pieces::of).toArray(int[][]::new), targets, random);
    }

    /** Where a text points, of length 1. */
    float[] vector(String text) {
        int[] all = pieces.of(text);
        float[] sum = new float[DIMENSIONS];
        for (int from = 0; from < all.length; from += WINDOW) {
            Algebra.add(sum, net.read(Arrays.copyOfRange(all, from, Math.min(all.length, from + WINDOW))).sum, 1);
        }
        return Algebra.normalise(sum);
    }

    /** Where the tags and requests of a kind of work point together. */
    float[] meaning(Requests kind) {
        float[] meaning = new float[DIMENSIONS];
        kind.tags().forEach(tag -> Algebra.add(meaning, vector(tag), 1));
        kind.english().forEach(request -> Algebra.add(meaning, vector(request), 1));
        return Algebra.normalise(meaning);
    }

    /** At the length that words of other languages have, so that a text may mix them. */
    ByteRows vectorRows() {
        return ByteRows.pack(scaled(net.vectors, 1 / VECTOR_START, DIMENSIONS));
    }

    ByteRows pieceRows() {
        return ByteRows.pack(net.pieces);
    }

    ContextWeights weights() {
        float[] values = net.weights.values.clone();
        for (int i = ContextWeights.RESULT; i < values.length; i++) {
            values[i] /= VECTOR_START;
        }
        return new ContextWeights(DIMENSIONS, values);
    }

    byte[] rarities() {
        return rarities;
    }

    private void fit(Corpus corpus, Neighbours neighbours, int[][] texts, float[][] targets, Random random) {
        Contrast requests = new Contrast(corpus.requests(), pieces, random, neighbours);
        Contrast words = new Contrast(corpus.explanations(), pieces, random, null);
        NetFit fit = new NetFit(net);
        int[] order = IntStream.range(0, texts.length).toArray();
        int steps = order.length / BATCH;
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            Table.shuffle(order, random);
            double[] losses = new double[3];
            for (int step = 0; step < steps; step++) {
                Parts parts = new Parts(losses);
                parts.approach(Arrays.copyOfRange(order, step * BATCH, (step + 1) * BATCH), texts, targets);
                parts.contrast(requests.draw(), REQUESTS, 1);
                if (step % 2 == 0) {
                    parts.contrast(words.draw(), WORDS, 2);
                }
                double rest = 1 - (epoch * steps + step) / (double) (EPOCHS * steps);
                fit.step(parts.texts, (units, by) -> parts.all.forEach(part -> part.gradients(units, by)), rest);
            }
            System.out.printf(
                    "English, epoch %d: from the teacher %.4f, requests %.3f, words %.3f%n",
                    epoch, losses[0] / steps, losses[1] / steps, losses[2] / (steps / 2));
        }
    }

    /** What one step reads, and the parts of the loss that follow from it. */
    private static final class Parts {
        final List<int[]> texts = new ArrayList<>();
        final List<NetFit.Loss> all = new ArrayList<>();
        private final double[] losses;

        /** @param losses where the parts' losses are added up */
        Parts(double[] losses) {
            this.losses = losses;
        }

        void approach(int[] places, int[][] read, float[][] targets) {
            int from = texts.size();
            Arrays.stream(places).forEach(place -> texts.add(read[place]));
            all.add((units, by) -> {
                for (int i = 0; i < places.length; i++) {
                    float[] target = targets[places[i]];
                    by[from + i] = new float[DIMENSIONS];
                    Algebra.add(by[from + i], target, -TEACHER / places.length);
                    losses[0] += (1 - Algebra.dot(units[from + i], target)) / places.length;
                }
            });
        }

        void contrast(Contrast.Drawn[] batch, float weight, int place) {
            int from = texts.size();
            Arrays.stream(batch).forEach(drawn -> texts.add(drawn.text()));
            Arrays.stream(batch).forEach(drawn -> texts.add(drawn.tag()));
            all.add((units, by) -> {
                float[][] own = new float[2 * batch.length][];
                losses[place] +=
                        Contrast.loss(batch, Arrays.copyOfRange(units, from, from + own.length), own, weight);
                System.arraycopy(own, 0, by, from, own.length);
            });
        }
    }

    /** The teacher's vector of each piece alone; the more usual the piece, the less it says. */
    private float[][] start(List<String> texts, Lessons lessons, Projection projection) {
        long[] counts = new long[pieces.vocabulary.size()];
        long total = 0;
        for (String text : texts) {
            for (int piece : pieces.of(text)) {
                counts[piece]++;
                total++;
            }
        }
        float[][] start = new float[counts.length][];
        for (int piece = 0; piece < start.length; piece++) {
            start[piece] = projection.of(lessons.of(pieces.vocabulary.get(piece)));
            float weight = (float) (SMOOTHING / (SMOOTHING + (double) counts[piece] / total));
            for (int d = 0; d < start[piece].length; d++) {
                start[piece][d] *= weight;
            }
        }
        return start;
    }

    private static float[][] scaled(float[][] rows, float scale, int dimensions) {
        float[][] scaled = new float[rows.length][dimensions];
        for (int row = 0; row < rows.length; row++) {
            for (int d = 0; d < dimensions; d++) {
                scaled[row][d] = scale * rows[row][d];
            }
        }
        return scaled;
    }
}
