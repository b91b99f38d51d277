package io.octoswarm.security;

/**
 * Why a request is not let in.
 *
 * @param status the HTTP status
 * @param why one sentence for the asker, which tells nothing that is not theirs to know
 */
record Denial(int status, String why) {}
