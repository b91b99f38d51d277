package io.octoswarm.conversation;

/**
 * The outcome of a background task, on its way to where it was asked for.
 *
 * @param task the task's id; there is one delivery for each task
 * @param conversation where it is to go
 * @param text the result, or why there is none; for people
 */
public record Delivery(String task, String conversation, String text) {}
