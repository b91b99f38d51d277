package io.octoswarm.telegram;

import io.octoswarm.telegram.BotFailure.Kind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.methods.send.SendDocument;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageCaption;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.ReplyParameters;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * A row of the outbox as calls of the Bot API.
 *
 * <p>A send that had no clear end (cut, timed out, the process killed) may have arrived; sendMessage knows no
 * idempotency. Its message is looked for by editing the ids after the newest known one into the same text: Telegram
 * answers "not modified" for the very message, and refuses all others. Sends of one chat come one at a time, so at most
 * one message of ours is unknown.
 */
final class Speech {
    private static final int MOST_PROBES = 40;
    private static final int GAPS_AT_THE_END = 3;
    private static final String NOT_MODIFIED = "not modified";

    private final BotApi api;
    private final SendingQueue queue;

    Speech(BotApi api, SendingQueue queue) {
        this.api = api;
        this.queue = queue;
    }

    /** Sends it, or replaces the message that it is to replace; the id of the message. */
    int send(SendingQueue.Item item) throws BotFailure, InterruptedException {
        Integer edits = item.edits();
        if (edits != null) {
            edit(item, edits);
            return edits;
        }
        Message message = item.file() == null ? api.call(text(item)) : api.call(document(item));
        return message.getMessageId();
    }

    /** Where the message is that a cut send may have left; 0: nowhere. */
    int find(SendingQueue.Item item) throws BotFailure, InterruptedException {
        int gaps = 0;
        boolean counted = item.place().isSupergroup(); // its ids leave no gaps
        for (int id = item.after() + 1; id <= item.after() + MOST_PROBES; id++) {
            if (queue.isOurs(item.place().chat(), id)) {
                gaps = 0;
                continue; // known: it must not be touched
            }
            try {
                edit(item, id);
                return id;
            } catch (BotFailure failure) {
                if (failure.kind() != Kind.REFUSED) {
                    throw failure;
                }
                gaps = failure.says("not found") ? gaps + 1 : 0;
                if (counted && gaps == GAPS_AT_THE_END) {
                    return 0;
                }
            }
        }
        return 0;
    }

    private void edit(SendingQueue.Item item, int message) throws BotFailure, InterruptedException {
        try {
            if (item.file() == null) {
                api.call(edited(item, message));
            } else {
                api.call(EditMessageCaption.builder()
                        .chatId(item.place().chat())
                        .messageId(message)
                        .caption("")
                        .build());
            }
        } catch (BotFailure failure) {
            if (!failure.says(NOT_MODIFIED)) {
                throw failure;
            }
        }
    }

    private static EditMessageText edited(SendingQueue.Item item, int message) {
        return EditMessageText.builder()
                .chatId(item.place().chat())
                .messageId(message)
                .text(item.html() == null ? item.plain() : item.html())
                .parseMode(item.html() == null ? null : "HTML")
                .linkPreviewOptions(noPreview())
                .build();
    }

    private static SendMessage text(SendingQueue.Item item) {
        return SendMessage.builder()
                .chatId(item.place().chat())
                .messageThreadId(item.place().topic())
                .text(item.html() == null ? item.plain() : item.html())
                .parseMode(item.html() == null ? null : "HTML")
                .linkPreviewOptions(noPreview())
                .replyParameters(reply(item))
                .build();
    }

    private static SendDocument document(SendingQueue.Item item) {
        byte[] bytes = String.valueOf(item.file()).getBytes(StandardCharsets.UTF_8);
        return SendDocument.builder()
                .chatId(item.place().chat())
                .messageThreadId(item.place().topic())
                .document(new InputFile(new ByteArrayInputStream(bytes), item.plain()))
                .replyParameters(reply(item))
                .build();
    }

    private static @Nullable ReplyParameters reply(SendingQueue.Item item) {
        Integer message = item.replyTo();
        return message == null
                ? null
                : ReplyParameters.builder()
                        .messageId(message)
                        .allowSendingWithoutReply(true) // it may have been deleted meanwhile
                        .build();
    }

    private static LinkPreviewOptions noPreview() {
        return LinkPreviewOptions.builder().isDisabled(true).build();
    }
}
