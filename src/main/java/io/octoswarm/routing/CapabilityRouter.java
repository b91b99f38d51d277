package io.octoswarm.routing;

import java.util.List;

/** Decides which Octo a task is for. Thread-safe; never blocks on a network. */
public interface CapabilityRouter {
    /**
     * The decision, with the verdict on every candidate.
     *
     * @param task the task in the human's words, of any length
     * @param candidates this Octo and its peers, names unique without regard to case
     */
    Route route(String task, List<Candidate> candidates);

    /** The router of this program: names, then meaning. Its word vectors are read when the first task comes. */
    static CapabilityRouter byMeaning(RoutingSettings settings) {
        return new SwarmRouter(new MeaningScoring(new KeywordScoring(), new Once<>(MeaningData::load)), settings);
    }
}
