package io.octoswarm.routing;

import java.util.List;
import java.util.Random;

/** Turns texts to their own tags and away from the tags of other texts of a batch. */
final class Contrast {
    private static final int BATCH = 64;
    private static final float SHARPNESS = 12;

    /** A pair as features of a table. */
    record Example(int[] text, int[] tag, Corpus.Pair pair) {}

    private final Table table;
    private final List<Example> examples;
    private final Random random;

    Contrast(Table table, List<Example> examples, Random random) {
        this.table = table;
        this.examples = examples;
        this.random = random;
    }

    /** One batch; the loss before it. */
    double step(float rate) {
        Example[] batch = new Example[BATCH];
        Side texts = new Side();
        Side tags = new Side();
        for (int i = 0; i < BATCH; i++) {
            batch[i] = examples.get(random.nextInt(examples.size()));
            texts.put(i, batch[i].text());
            tags.put(i, batch[i].tag());
        }
        double loss = 0;
        for (int i = 0; i < BATCH; i++) {
            loss += pull(i, batch, texts, tags);
        }
        texts.descend(rate);
        tags.descend(rate);
        return loss / BATCH;
    }

    private static double pull(int own, Example[] batch, Side texts, Side tags) {
        double[] odds = new double[BATCH];
        double sum = 0;
        for (int other = 0; other < BATCH; other++) {
            boolean alike = other != own && batch[own].pair().isLike(batch[other].pair());
            odds[other] =
                    alike ? 0 : Math.exp(SHARPNESS * (Algebra.dot(texts.units[own], tags.units[other]) - 1));
            sum += odds[other];
        }
        for (int other = 0; other < BATCH; other++) {
            float push = (float) (odds[other] / sum - (other == own ? 1 : 0));
            Algebra.add(texts.gradients[own], tags.units[other], push);
            Algebra.add(tags.gradients[other], texts.units[own], push);
        }
        return -Math.log(odds[own] / sum + 1e-12);
    }

    /** The texts or the tags of a batch. */
    private final class Side {
        private final int[][] features = new int[BATCH][];
        private final float[][] sums = new float[BATCH][];
        private final float[][] units = new float[BATCH][];
        private final float[][] gradients = new float[BATCH][];

        void put(int place, int[] of) {
            features[place] = of;
            sums[place] = table.sum(of);
            units[place] = Algebra.normalise(sums[place].clone());
            gradients[place] = new float[sums[place].length];
        }

        void descend(float rate) {
            for (int i = 0; i < BATCH; i++) {
                table.descend(features[i], sums[i], gradients[i], rate);
            }
        }
    }
}
