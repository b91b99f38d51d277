package io.octoswarm.command;

/**
 * What came of a command.
 *
 * @param done false: it was refused, and the text says why
 * @param text plain lines
 */
public record Reply(boolean done, String text) {}
