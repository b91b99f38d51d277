package io.octoswarm.routing;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns texts to their own tags and away from the tags of other texts of a batch (InfoNCE, van den Oord et al. 2018). */
final class Contrast {
    static final int BATCH = 256;
    private static final float SHARPNESS = 12;

    /** So many texts of a batch are of kinds of work that are near one another, ... */
    private static final int NEAR = 128;

    /** ... so many near each one that is drawn for it. */
    private static final int TOGETHER = 32;

    /** A text and a tag for it, as pieces. */
    record Drawn(int[] text, int[] tag, Corpus.Pair pair) {}

    private final List<Corpus.Tagged> texts;
    private final TextPieces pieces;
    private final Random random;
    private final @Nullable Neighbours neighbours;

    /** @param neighbours which texts are hard to tell apart; null: that is not known */
    Contrast(List<Corpus.Tagged> texts, TextPieces pieces, Random random, @Nullable Neighbours neighbours) {
        this.texts = texts.stream()
                .filter(text -> pieces.of(text.text()).length > 0)
                .toList();
        this.pieces = pieces;
        this.random = random;
        this.neighbours = neighbours;
    }

    /** In a batch at random hardly anything is hard to tell apart, so half of it is not left at random. */
    Drawn[] draw() {
        Drawn[] batch = IntStream.range(0, BATCH).mapToObj(i -> drawn(this::any)).toArray(Drawn[]::new);
        for (int place = 0; neighbours != null && place < NEAR; place++) {
            if (place % TOGETHER > 0) {
                Corpus.Tagged first = batch[place - place % TOGETHER].pair().text();
                batch[place] = drawn(() -> neighbours.of(first, random));
            }
        }
        return batch;
    }

    private Corpus.Tagged any() {
        return texts.get(random.nextInt(texts.size()));
    }

    private Drawn drawn(Supplier<Corpus.Tagged> text) {
        while (true) {
            Corpus.Pair pair = text.get().draw(random);
            int[] tag = pieces.of(pair.tag());
            if (tag.length > 0) {
                return new Drawn(pieces.of(pair.text().text()), tag, pair);
            }
        }
    }

    /**
     * The loss, and its gradients by the unit vectors.
     *
     * @param units of the texts, then of the tags, of a batch
     * @param by the same places; written
     */
    static double loss(Drawn[] batch, float[][] units, float[][] by, float weight) {
        float[][] pushes = new float[BATCH][];
        Columns tags = new Columns(Arrays.copyOfRange(units, BATCH, 2 * BATCH));
        float scale = weight * SHARPNESS / BATCH;
        // Each row is one thread's alone, and its sums have one order: the result does not depend on the threads.
        IntStream.range(0, BATCH).parallel().forEach(own -> {
            pushes[own] = pushes(own, batch, tags.cosines(units[own]));
            by[own] = new float[units[own].length];
            for (int other = 0; other < BATCH; other++) {
                Algebra.add(by[own], units[BATCH + other], scale * pushes[own][other]);
            }
        });
        IntStream.range(0, BATCH).parallel().forEach(tag -> {
            by[BATCH + tag] = new float[units[tag].length];
            for (int text = 0; text < BATCH; text++) {
                Algebra.add(by[BATCH + tag], units[text], scale * pushes[text][tag]);
            }
        });
        double loss = 0;
        for (int own = 0; own < BATCH; own++) {
            loss -= Math.log(1 + pushes[own][own] + 1e-12) / BATCH;
        }
        return loss;
    }

    /** How far a text is to be pushed from each tag of the batch; from its own less than not at all. */
    private static float[] pushes(int own, Drawn[] batch, float[] cosines) {
        for (int other = 0; other < BATCH; other++) {
            if (other != own && batch[own].pair().isLike(batch[other].pair())) {
                cosines[other] = Float.NEGATIVE_INFINITY;
            }
        }
        Columns.share(cosines, SHARPNESS);
        cosines[own] -= 1;
        return cosines;
    }
}
