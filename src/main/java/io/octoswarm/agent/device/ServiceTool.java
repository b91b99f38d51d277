package io.octoswarm.agent.device;

/** The system's tool that knows its services. Thread-safe. */
interface ServiceTool {
    /**
     * Sentences on one service, or why they cannot be had.
     *
     * @param name letters, digits and {@code @._-}, not beginning with a dash
     */
    String describe(String name);

    /** A sentence on the services that have failed. */
    String describeFailed();
}
