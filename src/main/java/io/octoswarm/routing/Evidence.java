package io.octoswarm.routing;

import java.util.List;

/**
 * What speaks for and against the candidate that fits best, all cosines or shares unless said otherwise.
 *
 * @param fit half its best tag, half the mean over its tags
 * @param lead its rank before that of the next candidate
 * @param above its fit above the mean of the swarm
 * @param tag its best tag
 * @param overGeneric its best tag above the best generic tag that means something else
 * @param kinship how near the task's best generic tag is to the candidate's tags
 * @param generic the task's best generic tag
 * @param subject how much its tags are on the task's subject
 * @param subjectLead that before the next candidate's
 * @param odds how probable the kinds of work are that its tags are other words for
 * @param doubt about the task's subject, an entropy
 * @param mean the task's mean nearness to generic tags
 * @param spread the standard deviation of it
 * @param keywords common word stems, 0 to 1
 * @param keywordLead those before the next candidate's
 * @param unknown words of the task that no language has
 */
record Evidence(
        double fit,
        double lead,
        double above,
        double tag,
        double overGeneric,
        double kinship,
        double generic,
        double subject,
        double subjectLead,
        double odds,
        double doubt,
        double mean,
        double spread,
        double keywords,
        double keywordLead,
        double unknown) {
    static final List<String> NAMES = List.of(
            "fit",
            "lead",
            "above",
            "tag",
            "over-generic",
            "kinship",
            "generic",
            "subject",
            "subject-lead",
            "odds",
            "doubt",
            "mean",
            "spread",
            "keywords",
            "keyword-lead",
            "unknown");

    static final int SIZE = NAMES.size();

    /** In the order of the names. */
    double[] values() {
        return new double[] {
            fit,
            lead,
            above,
            tag,
            overGeneric,
            kinship,
            generic,
            subject,
            subjectLead,
            odds,
            doubt,
            mean,
            spread,
            keywords,
            keywordLead,
            unknown
        };
    }
}
