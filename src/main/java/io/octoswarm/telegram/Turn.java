package io.octoswarm.telegram;

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
    Place place() {
        return Hearing.place(message);
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
