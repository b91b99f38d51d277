package io.octoswarm.conversation;

/** A person wants everything ended that runs for a conversation; this Octo has ended its part. */
public record ConversationStopped(String conversation) {}
