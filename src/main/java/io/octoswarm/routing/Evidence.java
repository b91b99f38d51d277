package io.octoswarm.routing;

import java.util.List;

/**
 * What speaks for a candidate.
 *
 * @param tag the cosine of its best tag, and a little for other words of it
 * @param keywords common word stems, 0 to 1
 * @param reached the share of the fields that the task may belong to which its tags reach, 0 to 1
 * @param kinship how near its tags are, on average, to the names of these fields, a cosine
 * @param within the cosine of the nearest kind of work in a field that its tags reach
 * @param meant the same, of a kind that one of its tags means; others count less
 */
record Evidence(double tag, double keywords, double reached, double kinship, double within, double meant) {
    static final List<String> NAMES = List.of("tag", "keywords", "reached", "kinship", "within", "meant");

    /** So that to reach nothing is no infinite disadvantage. */
    private static final double LEAST = 0.03;

    /** In the order of the names; of the share reached, the logarithm. */
    double[] values() {
        return new double[] {tag, keywords, Math.log(reached + LEAST), kinship, within, meant};
    }
}
