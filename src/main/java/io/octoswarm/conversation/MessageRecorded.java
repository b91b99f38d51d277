package io.octoswarm.conversation;

/** Something new stands in the transcript of a conversation. Published on the thread that recorded it, outside of all locks. */
public record MessageRecorded(String conversation) {}
