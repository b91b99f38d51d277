package io.octoswarm.task;

/** A task waits for a human's answer; its progress is the question. */
public record TaskPaused(Task task) {}
