package io.octoswarm.routing;

import java.util.Arrays;

/**
 * What a task is probably about.
 *
 * @param fields the numbers of the probable fields
 * @param odds how probable each of them is; their sum is nearly 1
 * @param kinds the numbers of the nearest kinds of work, the nearest first
 * @param kindFields the field of each of them
 * @param nearness the cosine of each of them
 * @param doubt about the kind of work, an entropy, 0: it is one for sure
 * @param clarity of the field, 0 to 1: it is one for sure
 */
record Subject(
        int[] fields, float[] odds, int[] kinds, int[] kindFields, float[] nearness, double doubt, double clarity) {
    /** Kinds farther behind play no part. */
    private static final int NEAREST = 40;

    /** Fields less probable than this play no part. */
    private static final float LEAST_ODDS = 0.001f;

    /**
     * @param cosines of the task with each kind; they are used up
     * @param fieldOf each kind's field
     * @param fieldCount how many fields there are
     */
    static Subject of(float[] cosines, double sharpness, int[] fieldOf, int fieldCount) {
        int[] nearest = nearest(cosines);
        float[] nearness = new float[nearest.length];
        int[] kindFields = new int[nearest.length];
        for (int i = 0; i < nearest.length; i++) {
            nearness[i] = cosines[nearest[i]];
            kindFields[i] = fieldOf[nearest[i]];
        }
        Columns.share(cosines, sharpness);
        float[] all = new float[fieldCount];
        for (int kind = 0; kind < cosines.length; kind++) {
            all[fieldOf[kind]] += cosines[kind];
        }
        int[] probable = new int[fieldCount];
        int count = 0;
        for (int field = 0; field < fieldCount; field++) {
            if (all[field] >= LEAST_ODDS) {
                probable[count++] = field;
            }
        }
        int[] fields = Arrays.copyOf(probable, count);
        float[] odds = new float[count];
        for (int i = 0; i < count; i++) {
            odds[i] = all[fields[i]];
        }
        double clarity = Math.exp(-Columns.entropy(all));
        return new Subject(fields, odds, nearest, kindFields, nearness, Columns.entropy(cosines), clarity);
    }

    /** The places of the largest cosines, in their order. */
    private static int[] nearest(float[] cosines) {
        int[] places = new int[Math.min(NEAREST, cosines.length)];
        int count = 0;
        for (int place = 0; place < cosines.length; place++) {
            if (count < places.length || cosines[place] > cosines[places[count - 1]]) {
                int at = count < places.length ? count++ : count - 1;
                while (at > 0 && cosines[places[at - 1]] < cosines[place]) {
                    places[at] = places[at - 1];
                    at--;
                }
                places[at] = place;
            }
        }
        return places;
    }
}
