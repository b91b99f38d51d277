package io.octoswarm.routing;

import java.util.List;

/**
 * How a candidate looks to a task.
 *
 * @param best the place of its best tag, -1: it has none
 * @param evidence what speaks for it
 */
record Sight(int best, Evidence evidence, List<TagMeaning> tags) {
    static final Sight NOTHING = new Sight(-1, new Evidence(0, 0, 0, 0, 0, 0), List.of());

    /** From this share of a field on, its kinds of work are within reach. */
    private static final float WITHIN = 0.3f;

    /** What a kind of work counts that the tag does not mean. */
    private static final float NOT_MEANT = 0.3f;

    /** What a tag means, and what an agent with it can be expected to do. */
    record TagMeaning(float[] vector, Reach reach) {}

    /**
     * @param keywords common word stems, 0 to 1
     * @param beyond what other words of the candidate than its tags add to its nearness
     */
    static Sight of(float[] task, Subject subject, List<TagMeaning> tags, double keywords, double beyond) {
        if (tags.isEmpty()) {
            return NOTHING;
        }
        int best = 0;
        float nearest = -1;
        double kinship = 0;
        for (int tag = 0; tag < tags.size(); tag++) {
            float nearness = Cosine.of(task, tags.get(tag).vector());
            if (nearness > nearest) {
                nearest = nearness;
                best = tag;
            }
            kinship += kinship(subject, tags.get(tag).reach()) / tags.size();
        }
        Evidence evidence = new Evidence(
                nearest + beyond,
                keywords,
                reached(subject, tags),
                kinship,
                within(subject, tags),
                meant(subject, tags));
        return new Sight(best, evidence, tags);
    }

    boolean isNothing() {
        return best < 0;
    }

    /** Where the best tag points; only where there is one. */
    float[] bestTag() {
        return tags.get(best).vector();
    }

    private static double kinship(Subject subject, Reach tag) {
        double sum = 0;
        for (int i = 0; i < subject.fields().length; i++) {
            sum += subject.odds()[i] * tag.kinship(subject.fields()[i]);
        }
        return sum;
    }

    private static double reached(Subject subject, List<TagMeaning> tags) {
        double sum = 0;
        for (int i = 0; i < subject.fields().length; i++) {
            sum += subject.odds()[i] * most(tags, subject.fields()[i]);
        }
        return sum;
    }

    /** How much of a field the tags together reach. */
    private static float most(List<TagMeaning> tags, int field) {
        float most = 0;
        for (TagMeaning tag : tags) {
            most = Math.max(most, tag.reach().ofField(field));
        }
        return most;
    }

    private static double within(Subject subject, List<TagMeaning> tags) {
        float nearest = 0;
        for (int i = 0; i < subject.kinds().length && subject.nearness()[i] > nearest; i++) {
            float reach = Math.min(1, most(tags, subject.kindFields()[i]) / WITHIN);
            nearest = Math.max(nearest, subject.nearness()[i] * reach);
        }
        return nearest;
    }

    private static double meant(Subject subject, List<TagMeaning> tags) {
        float nearest = 0;
        for (int i = 0; i < subject.kinds().length && subject.nearness()[i] > nearest; i++) {
            for (TagMeaning tag : tags) {
                float reach = tag.reach().ofKind(subject.kinds()[i], subject.kindFields()[i]);
                nearest = Math.max(nearest, subject.nearness()[i] * (NOT_MEANT + (1 - NOT_MEANT) * reach));
            }
        }
        return nearest;
    }
}
