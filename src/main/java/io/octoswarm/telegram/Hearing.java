package io.octoswarm.telegram;

import io.octoswarm.conversation.Heard;
import io.octoswarm.instance.PlainText;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.MessageEntity;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.chat.Chat;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/** Telegram's message in the words of our own modules. No state, no input or output. */
final class Hearing {
    /** In their messages the sender is the chat, not a person. */
    private static final List<Long> NOBODY = List.of(1087968824L, 136817688L);

    private static final int LONGEST_NAME = 64;

    private Hearing() {}

    /** As far as it matters for who answers. */
    static Heard heard(Message message) {
        boolean text = message.getText() != null;
        Message reply = message.getReplyToMessage();
        return new Heard(
                message.getChatId(),
                author(message),
                text(message),
                entities(text ? message.getEntities() : message.getCaptionEntities()),
                isContent(message)
                        && message.getEditDate() == null
                        && !Boolean.TRUE.equals(message.getIsAutomaticForward()),
                reply == null || isTopicRoot(message, reply)
                        ? null
                        : new Heard.Reply(reply.getMessageId(), author(reply)),
                message.getMediaGroupId() != null);
    }

    /** The text or the caption; empty: none. */
    static String text(Message message) {
        return Objects.requireNonNullElse(message.getText() != null ? message.getText() : message.getCaption(), "");
    }

    static Place place(Message message) {
        boolean topic = Boolean.TRUE.equals(message.getIsTopicMessage()) && message.getMessageThreadId() != null;
        return new Place(message.getChatId(), topic ? message.getMessageThreadId() : null);
    }

    /** How people know the sender: the first of these that is more than signs which nobody sees. */
    static String sender(Message message) {
        User from = message.getFrom();
        Chat chat = message.getSenderChat();
        Stream<@Nullable String> names = from == null || author(message) == null
                ? Stream.of(chat == null ? null : chat.getTitle())
                : Stream.of(fullName(from), from.getUserName());
        return names.filter(Objects::nonNull)
                .map(name -> PlainText.of(name, LONGEST_NAME))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("somebody");
    }

    private static String fullName(User user) {
        return user.getLastName() == null ? user.getFirstName() : user.getFirstName() + " " + user.getLastName();
    }

    /** What came with it beside text, in a word; null: nothing that needs a word. */
    static @Nullable String attachment(Message message) {
        if (message.getPhoto() != null && !message.getPhoto().isEmpty()) {
            return "picture";
        }
        if (message.getDocument() != null) {
            return "file";
        }
        if (message.getVoice() != null || message.getAudio() != null) {
            return "recording";
        }
        if (message.getVideo() != null || message.getVideoNote() != null || message.getAnimation() != null) {
            return "video";
        }
        return message.getSticker() != null ? "sticker" : null;
    }

    /** Whether it says something, and does not tell of a change of the chat. */
    static boolean isContent(Message message) {
        return message.getText() != null
                || message.getCaption() != null
                || attachment(message) != null
                || Stream.of(
                                message.getLocation(),
                                message.getContact(),
                                message.getPoll(),
                                message.getDice(),
                                message.getVenue(),
                                message.getStory(),
                                message.getPaidMedia(),
                                message.getChecklist())
                        .anyMatch(Objects::nonNull);
    }

    /** In a topic, a message that answers nothing comes as a reply to the topic's beginning. */
    private static boolean isTopicRoot(Message message, Message reply) {
        return reply.getForumTopicCreated() != null
                || (Boolean.TRUE.equals(message.getIsTopicMessage())
                        && Objects.equals(reply.getMessageId(), message.getMessageThreadId()));
    }

    private static Heard.@Nullable Author author(Message message) {
        User from = message.getFrom();
        return from == null || message.getSenderChat() != null || NOBODY.contains(from.getId()) ? null : author(from);
    }

    static Heard.Author author(User user) {
        return new Heard.Author(user.getId(), Boolean.TRUE.equals(user.getIsBot()), user.getUserName());
    }

    private static List<Heard.Entity> entities(@Nullable List<MessageEntity> entities) {
        return entities == null
                ? List.of()
                : entities.stream()
                        .map(entity -> new Heard.Entity(
                                entity.getType(),
                                entity.getOffset(),
                                entity.getLength(),
                                entity.getUser() == null ? null : author(entity.getUser())))
                        .toList();
    }
}
