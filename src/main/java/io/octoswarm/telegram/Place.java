package io.octoswarm.telegram;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where something is said.
 *
 * @param topic of a forum; null: none
 */
record Place(long chat, @Nullable Integer topic) {
    private static final String PREFIX = "telegram:";

    /** The id of its conversation. */
    String conversation() {
        return PREFIX + chat + (topic == null ? "" : ":" + topic);
    }

    /** The place of a conversation; empty: it is none of Telegram's. */
    static Optional<Place> of(@Nullable String conversation) {
        if (conversation == null || !conversation.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] parts = conversation.substring(PREFIX.length()).split(":", 2);
        try {
            return Optional.of(
                    new Place(Long.parseLong(parts[0]), parts.length == 1 ? null : Integer.valueOf(parts[1])));
        } catch (NumberFormatException other) {
            return Optional.empty();
        }
    }

    boolean isGroup() {
        return chat < 0;
    }

    /** Where a message has one id for all: in other chats each account counts for itself. */
    boolean isSupergroup() {
        return chat < -1_000_000_000_000L;
    }
}
