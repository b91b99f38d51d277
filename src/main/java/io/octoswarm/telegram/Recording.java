package io.octoswarm.telegram;

import io.octoswarm.agent.GroupTalk;
import io.octoswarm.conversation.Heard;
import io.octoswarm.conversation.Members;
import io.octoswarm.conversation.Message;
import io.octoswarm.conversation.Message.Kind;
import io.octoswarm.conversation.Transcript;
import java.time.Instant;

/**
 * Takes down what is said: each message once, whether Telegram shows it, another Octo tells it, or both. Thread-safe.
 */
final class Recording {
    private final Transcript transcript;

    Recording(Transcript transcript) {
        this.transcript = transcript;
    }

    void inGroup(org.telegram.telegrambots.meta.api.objects.message.Message message, Members members) {
        record(message, kind(Hearing.heard(message), members));
    }

    void inPrivate(org.telegram.telegrambots.meta.api.objects.message.Message message) {
        record(message, Kind.PERSON);
    }

    /** A message has another text now. */
    void edited(org.telegram.telegrambots.meta.api.objects.message.Message message) {
        transcript.revise(said(message, Kind.STRANGER));
    }

    /** What another Octo says that it said; Telegram may have shown it, perhaps with an earlier text. */
    void told(String conversation, String octo, GroupTalk.Said said) {
        boolean shared = Place.of(conversation).filter(Place::isSupergroup).isPresent();
        Message message = new Message(
                conversation,
                shared ? said.message() : octo + ":" + said.message(), // the other one's number is none of ours
                Kind.OCTO,
                octo,
                said.text(),
                shared ? said.replyTo() : null,
                said.at());
        if (!transcript.record(message)) {
            transcript.reviseOcto(message);
        }
    }

    private void record(org.telegram.telegrambots.meta.api.objects.message.Message message, Kind kind) {
        if (Hearing.isContent(message)) {
            transcript.record(said(message, kind));
        }
    }

    private static Message said(org.telegram.telegrambots.meta.api.objects.message.Message message, Kind kind) {
        String attachment = Hearing.attachment(message);
        String text = Hearing.text(message);
        Heard.Reply reply = Hearing.heard(message).reply();
        return new Message(
                Hearing.place(message).conversation(),
                String.valueOf(message.getMessageId()),
                kind,
                Hearing.sender(message),
                attachment == null ? text : ("[" + attachment + "] " + text).strip(),
                reply == null ? null : String.valueOf(reply.id()),
                Instant.ofEpochSecond(message.getDate()));
    }

    private static Kind kind(Heard heard, Members members) {
        if (members.octo(heard.author()).isPresent()) {
            return Kind.OCTO;
        }
        return members.isTrustedPerson(heard.author()) ? Kind.PERSON : Kind.STRANGER;
    }
}
