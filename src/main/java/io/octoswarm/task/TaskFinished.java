package io.octoswarm.task;

/** A task came to its end: completed, failed or cancelled. */
public record TaskFinished(Task task) {}
