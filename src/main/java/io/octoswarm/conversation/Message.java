package io.octoswarm.conversation;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that was said. Checked on construction.
 *
 * @param conversation which conversation: {@code terminal}, {@code web:<id>}, {@code telegram:<chat>[:<topic>]}
 * @param externalId the door's own id of it; the same one is recorded once; null: it has none
 * @param sender who said it, for people: a name or {@code @username}
 * @param text what was said; longer than {@value #LONGEST} characters it is cut
 * @param replyTo the external id of the message that it answers; null: none
 */
public record Message(
        String conversation,
        @Nullable String externalId,
        Kind kind,
        String sender,
        String text,
        @Nullable String replyTo,
        Instant at) {
    static final int LONGEST = 100_000;

    /** Who said it. */
    public enum Kind {
        /** A human whom this Octo trusts. */
        PERSON,
        /** This Octo. */
        SELF,
        /** Another Octo of the swarm. */
        OCTO,
        /** Anybody else; what they say is context and never answered. */
        STRANGER;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.text().equals(text))
                    .findFirst()
                    .orElse(STRANGER);
        }
    }

    Message withExternalId(String id) {
        return new Message(conversation, id, kind, sender, text, replyTo, at);
    }

    public Message {
        if (conversation.isBlank()) {
            throw new IllegalArgumentException("A message belongs to a conversation.");
        }
        text = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
