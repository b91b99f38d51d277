package io.octoswarm.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of a group chat as far as it matters for who answers it.
 *
 * @param chat where it was said
 * @param author who said it; null: unknown, such as an anonymous administrator or a channel
 * @param text the text, or the caption of a picture or file; empty: none
 * @param entities what stands where in the text
 * @param content false: it tells of a change of the chat, such as a new member, or is an edit of an earlier one
 * @param reply the message that it answers; null: none. The root of a topic is none.
 * @param album whether it is one of several pictures or files sent together
 */
public record Heard(
        long chat,
        @Nullable Author author,
        String text,
        List<Entity> entities,
        boolean content,
        @Nullable Reply reply,
        boolean album) {
    public Heard {
        entities = List.copyOf(entities);
    }

    /**
     * Who speaks.
     *
     * @param username without the {@code @}; null: none
     */
    public record Author(long id, boolean bot, @Nullable String username) {}

    /**
     * The message that is answered.
     *
     * @param author null: unknown
     */
    public record Reply(long id, @Nullable Author author) {}

    /**
     * A part of the text.
     *
     * @param type as the Bot API names it, such as {@code mention}
     * @param offset where it begins, in UTF-16 units
     * @param length in UTF-16 units
     * @param user of a {@code text_mention}; null for all others
     */
    public record Entity(
            String type, int offset, int length, @Nullable Author user) {}
}
