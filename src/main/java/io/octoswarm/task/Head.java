package io.octoswarm.task;

/**
 * The beginning of a lane.
 *
 * @param place of its first task
 * @param latest only tasks that wait since then or longer count
 */
record Head(String lane, long place, long latest) {}
