package io.octoswarm.routing;

import java.util.List;

/**
 * How a candidate looks to a task.
 *
 * @param fit half its best tag, half the mean over its tags, and what other words of it add; -1: it has no tags
 * @param best the place of its best tag, -1: it has none
 * @param nearness the cosine of its best tag
 * @param subject how much its tags are on the task's subject
 */
record Sight(double fit, int best, double nearness, double subject, List<TagMeaning> tags) {
    static final Sight NOTHING = new Sight(-1, -1, -1, -1, List.of());

    /** What a tag means, and how near it is to each generic tag. */
    record TagMeaning(float[] vector, byte[] generic) {}

    static Sight of(float[] task, GenericTags.Subject subject, List<TagMeaning> tags) {
        if (tags.isEmpty()) {
            return NOTHING;
        }
        int best = 0;
        float nearest = -1;
        float sum = 0;
        double most = -1;
        double shares = 0;
        for (int tag = 0; tag < tags.size(); tag++) {
            float nearness = Cosine.of(task, tags.get(tag).vector());
            sum += nearness;
            double share = subject.share(tags.get(tag).generic());
            shares += share;
            most = Math.max(most, share);
            if (nearness > nearest) {
                nearest = nearness;
                best = tag;
            }
        }
        int count = tags.size();
        return new Sight((nearest + sum / count) / 2, best, nearest, (most + shares / count) / 2, tags);
    }

    /** The same with something more that speaks for the candidate. */
    Sight with(double more) {
        return isNothing() || more == 0 ? this : new Sight(fit + more, best, nearness, subject, tags);
    }

    boolean isNothing() {
        return best < 0;
    }

    List<byte[]> generic() {
        return tags.stream().map(TagMeaning::generic).toList();
    }
}
