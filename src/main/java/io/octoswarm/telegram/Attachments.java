package io.octoswarm.telegram;

import io.octoswarm.agent.Attachment;
import io.octoswarm.agent.Attachment.Kind;
import io.octoswarm.instance.PlainText;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.methods.GetFile;
import org.telegram.telegrambots.meta.api.objects.Document;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.api.objects.photo.PhotoSize;

/**
 * What comes with a message, or with the one that it answers: pictures and text files are fetched for an agent that can
 * read them; of everything else it is said that it cannot be taken.
 */
final class Attachments {
    private static final int LONGEST_NAME = 100;

    private final BotApi api;
    private final Predicate<Kind> reads;

    /** @param reads what the agent can do something with */
    Attachments(BotApi api, Predicate<Kind> reads) {
        this.api = api;
        this.reads = reads;
    }

    /**
     * What goes with the question.
     *
     * @param note why something was left out, to stand behind the answer; empty: nothing was
     * @param refusal what to answer instead; null: the question can be answered
     */
    record Content(
            List<Attachment> files, String note, @Nullable String refusal) {
        static final Content NONE = new Content(List.of(), "", null);

        private static Content refused(String why) {
            return new Content(List.of(), "", why);
        }
    }

    /** A file as Telegram names it. */
    private record Told(String id, String name, @Nullable Long size) {}

    Content of(Message message) {
        Message source = source(message);
        String kind = Hearing.attachment(source);
        boolean asked = !Hearing.text(message).isBlank();
        if (kind == null) {
            return asked ? Content.NONE : Content.refused("I can answer text only.");
        }
        Told told = told(source);
        if (told == null) {
            return unread(asked, "I cannot take a " + kind + " yet.");
        }
        if (!reads.test(Kind.TEXT) && !reads.test(Kind.PICTURE)) {
            return unread(asked, "Without a language model I cannot look at a " + kind + ".");
        }
        return fetched(told);
    }

    /** A question about a picture is often asked in a reply to it. */
    private static Message source(Message message) {
        Message replied = message.getReplyToMessage();
        return Hearing.attachment(message) == null && replied != null && told(replied) != null ? replied : message;
    }

    private static Content unread(boolean asked, String refusal) {
        return asked
                ? new Content(List.of(), "(" + refusal + ")", null)
                : Content.refused(refusal + " Tell me in words what you need.");
    }

    private static @Nullable Told told(Message message) {
        List<PhotoSize> sizes = Objects.requireNonNullElse(message.getPhoto(), List.of());
        Document file = message.getDocument();
        if (file != null) {
            return new Told(
                    file.getFileId(),
                    PlainText.of(String.valueOf(file.getFileName()), LONGEST_NAME),
                    file.getFileSize());
        }
        return sizes.stream()
                .filter(size -> size.getFileSize() == null || size.getFileSize() <= Attachment.LARGEST_PICTURE)
                .max(Comparator.comparingInt(size -> size.getWidth() * size.getHeight()))
                .map(size -> new Told(size.getFileId(), "picture", null))
                .orElse(null);
    }

    private Content fetched(Told told) {
        if (told.size() != null && told.size() > Attachment.LARGEST_PICTURE) {
            return Content.refused(tooLarge(told));
        }
        try {
            byte[] bytes = api.download(api.call(new GetFile(told.id())), Attachment.LARGEST_PICTURE + 1);
            if (bytes.length > Attachment.LARGEST_PICTURE) {
                return Content.refused(tooLarge(told));
            }
            return Attachment.of(told.name(), bytes)
                    .map(this::taken)
                    .orElseGet(() -> Content.refused(
                            "I can read pictures (JPEG, PNG, GIF, WebP) and text files in UTF-8 of up to "
                                    + Attachment.LARGEST_TEXT / 1_000 + " kB; " + told.name() + " is neither."));
        } catch (BotFailure failed) {
            return Content.refused(
                    "The " + told.name() + " could not be fetched from Telegram: " + failed.getMessage() + ".");
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return Content.refused("Stopped.");
        }
    }

    private Content taken(Attachment file) {
        return reads.test(file.kind())
                ? new Content(List.of(file), "", null)
                : Content.refused("What answers here can read text files, but sees no pictures.");
    }

    private static String tooLarge(Told told) {
        return "I can take pictures of up to " + Attachment.LARGEST_PICTURE / 1_000_000.0
                + " MB and text files of up to " + Attachment.LARGEST_TEXT / 1_000 + " kB; " + told.name()
                + " is larger.";
    }
}
