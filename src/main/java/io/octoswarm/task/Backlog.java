package io.octoswarm.task;

/**
 * What waits on the board.
 *
 * @param oldestMillis how long the one that waits longest has waited; 0 when nothing waits
 */
record Backlog(int waiting, long oldestMillis) {}
