package io.octoswarm.telegram;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * A message that this Octo is to answer.
 *
 * @param everybody whether it was addressed to nobody, so that other Octos may want to answer it as well
 * @param standsIn the Octo for which this one answers; null: for itself
 */
record Turn(
        Updates.Stored update,
        Message message,
        boolean everybody,
        @Nullable String standsIn) {
    private static final int MOST_CLAIM = 999_999_999;

    Place place() {
        return Hearing.place(message);
    }

    /** The message's number for all Octos: where each bot counts for itself, one made of what they all see of it. */
    int claim() {
        return place().isSupergroup()
                ? message.getMessageId()
                : 1
                        + Math.floorMod(
                                Objects.hash(message.getDate(), Hearing.sender(message), Hearing.text(message)),
                                MOST_CLAIM);
    }

    /** What stands for the answer in the outbox. */
    String purpose() {
        return Answering.purpose(message.getChatId(), message.getMessageId());
    }

    boolean isCommand() {
        return Hearing.heard(message).entities().stream()
                .anyMatch(entity -> entity.type().equals("bot_command") && entity.offset() == 0);
    }
}
