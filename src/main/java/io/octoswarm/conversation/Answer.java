package io.octoswarm.conversation;

/**
 * What came of a message.
 *
 * @param done false: there is no answer, and the text says what is missing
 * @param text for people; may be Markdown
 */
public record Answer(boolean done, String text) {}
