package io.octoswarm.routing;

import java.util.List;

/**
 * What agents of any kind could do, each kind of work with its tags and with requests for it. When one of these fits a
 * task better than the tags of the swarm, the task is probably for none of the swarm; and a task near to the requests of
 * a kind is for the peer whose tags are near to the kind's. Immutable.
 */
final class GenericTags {
    /** Generic tags this near to a peer's own are no rivals of it but other words for it. */
    private static final float SAME = 0.6f;

    private static final float FINENESS = 127;
    private static final int WHOLE = 1 << 16;
    private static final double SHARPNESS = 12;

    private final float[][] tags;
    private final float[][] requests;

    /** @param kinds at least one */
    GenericTags(List<Kind> kinds) {
        tags = columns(kinds.stream().map(Kind::tags).toList());
        requests = columns(kinds.stream().map(Kind::requests).toList());
    }

    /** By dimension, then by kind: so the processor works on many kinds at once. */
    private static float[][] columns(List<float[]> rows) {
        float[][] columns = new float[rows.get(0).length][rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            for (int d = 0; d < columns.length; d++) {
                columns[d][row] = rows.get(row)[d];
            }
        }
        return columns;
    }

    /** The cosines of a vector with each kind's. */
    private static float[] cosines(float[] vector, float[][] columns) {
        float[] cosines = new float[columns[0].length];
        for (int d = 0; d < columns.length; d++) {
            float value = vector[d];
            float[] column = columns[d];
            for (int kind = 0; kind < cosines.length; kind++) {
                cosines[kind] += value * column[kind];
            }
        }
        return cosines;
    }

    /** A kind of work: where its tags point, and where tags and requests together do; both of length 1. */
    record Kind(float[] tags, float[] requests) {}

    /**
     * A task among all kinds of work.
     *
     * @param nearness cosines to each kind's tags
     * @param odds how probable each kind is; their sum is 1
     * @param wholeOdds the same, their sum is about {@link #WHOLE}
     * @param doubt the entropy of the odds, 0: it is one kind for sure
     * @param mean of the nearness
     * @param spread its standard deviation
     */
    record Subject(float[] nearness, float[] odds, int[] wholeOdds, double doubt, double mean, double spread) {
        /** How much a tag, by its packed nearness to each kind, is on this subject. */
        double share(byte[] tag) {
            // Whole numbers: the processor adds many at once.
            int sum = 0;
            for (int kind = 0; kind < wholeOdds.length; kind++) {
                sum += wholeOdds[kind] * tag[kind];
            }
            return sum / (FINENESS * WHOLE);
        }
    }

    Subject subject(float[] task) {
        float[] nearness = cosines(task, tags);
        float[] odds = cosines(task, requests);
        double sum = 0;
        double mean = 0;
        double square = 0;
        for (int kind = 0; kind < odds.length; kind++) {
            odds[kind] = (float) Math.exp(SHARPNESS * (odds[kind] - 1));
            sum += odds[kind];
            mean += nearness[kind] / odds.length;
            square += nearness[kind] * nearness[kind] / odds.length;
        }
        double doubt = 0;
        int[] wholeOdds = new int[odds.length];
        for (int kind = 0; kind < odds.length; kind++) {
            odds[kind] /= (float) sum;
            wholeOdds[kind] = Math.round(odds[kind] * WHOLE);
            doubt -= odds[kind] * Math.log(odds[kind] + 1e-9);
        }
        return new Subject(nearness, odds, wholeOdds, doubt, mean, Math.sqrt(Math.max(0, square - mean * mean)));
    }

    /** A tag's nearness to each kind, in a byte each, for keeping. */
    byte[] packedNearness(float[] tag) {
        float[] nearness = cosines(tag, tags);
        byte[] packed = new byte[nearness.length];
        for (int kind = 0; kind < packed.length; kind++) {
            packed[kind] = (byte) Math.round(FINENESS * nearness[kind]);
        }
        return packed;
    }

    /**
     * How a task's nearness to generic tags compares with that of a peer.
     *
     * @param best of all generic tags, to the task
     * @param rival the best generic tag, to the task, among those that are no other words for the peer's tags
     * @param kinship how near the best generic tag of all is to the peer's tags
     * @param odds how probable the kinds of work are that the peer's tags are other words for
     */
    record Rivalry(double best, double rival, double kinship, double odds) {}

    Rivalry rivalry(Subject task, List<byte[]> tags) {
        double best = -1;
        double rival = -1;
        double kinship = 0;
        double odds = 0;
        for (int kind = 0; kind < task.nearness().length; kind++) {
            float kin = -1;
            for (byte[] own : tags) {
                kin = Math.max(kin, own[kind] / FINENESS);
            }
            float nearness = task.nearness()[kind];
            if (nearness > best) {
                best = nearness;
                kinship = kin;
            }
            if (kin < SAME) {
                rival = Math.max(rival, nearness);
            } else {
                odds += task.odds()[kind];
            }
        }
        return new Rivalry(best, rival, kinship, odds);
    }
}
