package io.octoswarm.conversation;

/**
 * The outcome of a background task, on its way to where it was asked for.
 *
 * @param id the task's id, and more where it is a question of the task; there is one delivery for each
 * @param conversation where it is to go
 * @param text the result, or why there is none; for people
 */
public record Delivery(String id, String conversation, String text) {}
