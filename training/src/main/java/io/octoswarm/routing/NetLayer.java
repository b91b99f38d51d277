package io.octoswarm.routing;

import static io.octoswarm.routing.ContextWeights.*;

/** One layer of a {@link Net} with all that one text leaves in it on its way forth: attention, then an inner network. */
final class NetLayer {
    private final FlatNet net;
    private final int at;
    private final FlatNet.Normal[] before;
    private final float[][] all;
    private final float[][] shares;
    private final float[][] mixed;
    private final FlatNet.Normal[] beforeInner;
    private final float[][] inner;

    /**
     * @param at where the layer's weights begin
     * @param length of the text, in pieces
     */
    NetLayer(FlatNet net, int at, int length) {
        this.net = net;
        this.at = at;
        this.before = new FlatNet.Normal[length];
        this.all = new float[length][];
        this.shares = new float[length][];
        this.mixed = new float[length][WIDTH];
        this.beforeInner = new FlatNet.Normal[length];
        this.inner = new float[length][];
    }

    /** @param x the text's pieces; changed in place */
    void forth(float[][] x) {
        for (int t = 0; t < x.length; t++) {
            before[t] = net.normal(x[t], at + SCALE_BEFORE_ATTENTION);
            all[t] = net.part(at + QUERY_KEY_VALUE_BIAS, 3 * WIDTH);
            net.times(before[t].out, at + QUERY_KEY_VALUE, all[t]);
        }
        for (int t = 0; t < x.length; t++) {
            shares[t] = Context.shares(all, t);
            for (int other = 0; other < x.length; other++) {
                for (int d = 0; d < WIDTH; d++) {
                    mixed[t][d] += shares[t][other] * all[other][2 * WIDTH + d];
                }
            }
            net.times(mixed[t], at + MIXED, x[t]);
            net.add(x[t], 1, at + MIXED_BIAS);
            innerForth(x[t], t);
        }
    }

    private void innerForth(float[] x, int t) {
        beforeInner[t] = net.normal(x, at + SCALE_BEFORE_INNER);
        inner[t] = net.part(at + INNER_IN_BIAS, INNER);
        net.times(beforeInner[t].out, at + INNER_IN, inner[t]);
        for (int i = 0; i < INNER; i++) {
            inner[t][i] = Math.max(0, inner[t][i]);
        }
        net.times(inner[t], at + INNER_OUT, x);
        net.add(x, 1, at + INNER_OUT_BIAS);
    }

    /**
     * @param byX the gradient by what came out; becomes that by what went in
     * @param found the gradient by all weights, added to
     */
    void back(float[][] byX, float[] found) {
        float[][] byMixed = new float[byX.length][WIDTH];
        for (int t = 0; t < byX.length; t++) {
            innerBack(byX[t], t, found);
            net.timesBack(mixed[t], at + MIXED, byX[t], byMixed[t], found);
            Algebra.add(found, at + MIXED_BIAS, byX[t], 1);
        }
        float[][] byAll = attentionBack(byMixed);
        for (int t = 0; t < byX.length; t++) {
            float[] byNormal = new float[WIDTH];
            net.timesBack(before[t].out, at + QUERY_KEY_VALUE, byAll[t], byNormal, found);
            Algebra.add(found, at + QUERY_KEY_VALUE_BIAS, byAll[t], 1);
            net.normalBack(before[t], at + SCALE_BEFORE_ATTENTION, byNormal, byX[t], found);
        }
    }

    private void innerBack(float[] byX, int t, float[] found) {
        float[] byInner = new float[INNER];
        net.timesBack(inner[t], at + INNER_OUT, byX, byInner, found);
        Algebra.add(found, at + INNER_OUT_BIAS, byX, 1);
        for (int i = 0; i < INNER; i++) {
            byInner[i] = inner[t][i] > 0 ? byInner[i] : 0;
        }
        float[] byNormal = new float[WIDTH];
        net.timesBack(beforeInner[t].out, at + INNER_IN, byInner, byNormal, found);
        Algebra.add(found, at + INNER_IN_BIAS, byInner, 1);
        net.normalBack(beforeInner[t], at + SCALE_BEFORE_INNER, byNormal, byX, found);
    }

    private float[][] attentionBack(float[][] byMixed) {
        int length = byMixed.length;
        float root = (float) Math.sqrt(WIDTH);
        float[][] byAll = new float[length][3 * WIDTH];
        for (int t = 0; t < length; t++) {
            float[] byShares = new float[length];
            float mean = 0;
            for (int other = 0; other < length; other++) {
                for (int d = 0; d < WIDTH; d++) {
                    byShares[other] += byMixed[t][d] * all[other][2 * WIDTH + d];
                    byAll[other][2 * WIDTH + d] += shares[t][other] * byMixed[t][d];
                }
                mean += shares[t][other] * byShares[other];
            }
            for (int other = 0; other < length; other++) {
                float by = shares[t][other] * (byShares[other] - mean) / root;
                for (int d = 0; d < WIDTH; d++) {
                    byAll[t][d] += by * all[other][WIDTH + d];
                    byAll[other][WIDTH + d] += by * all[t][d];
                }
            }
        }
        return byAll;
    }
}
