package io.octoswarm.telegram;

import io.octoswarm.instance.PlainText;
import io.octoswarm.telegram.Listening.Decision;
import io.octoswarm.telegram.Listening.Fate;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberUpdated;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/** Every kind of update goes where it belongs. Used by the inbox's thread alone. */
final class Arrivals {
    private static final Logger log = LoggerFactory.getLogger(Arrivals.class);
    private static final int MOST_FOREIGN = 20;
    private static final int LONGEST_TITLE = 60;

    private final Outbox outbox;
    private final SendingQueue queue;
    private final Group group;
    private final Listening listening;
    private final Recording recording;
    private final State state;
    private final Bot bot;
    private final Set<Long> foreign = new HashSet<>();

    Arrivals(
            Outbox outbox,
            SendingQueue queue,
            Group group,
            Listening listening,
            Recording recording,
            State state,
            Bot bot) {
        this.outbox = outbox;
        this.queue = queue;
        this.group = group;
        this.listening = listening;
        this.recording = recording;
        this.state = state;
        this.bot = bot;
    }

    /**
     * What becomes of a new message.
     *
     * @param arrived when it came here
     */
    Decision decide(Message message, Instant arrived) {
        queue.seen(message.getChatId(), message.getMessageId());
        if (Boolean.TRUE.equals(message.isUserMessage())) {
            return inPrivate(message);
        }
        if (!group.is(message.getChatId())) {
            foreign(message);
            return new Decision(Fate.NOT_MINE, false, null);
        }
        state.good("group");
        if (message.getMigrateToChatId() != null) {
            group.moved(message.getChatId(), message.getMigrateToChatId());
            queue.moved(message.getChatId(), message.getMigrateToChatId());
            return new Decision(Fate.NOT_MINE, false, null);
        }
        return listening.hear(message, arrived);
    }

    /** An update that brings no new message. */
    void other(Update update) {
        if (update.getMyChatMember() != null
                && group.is(update.getMyChatMember().getChat().getId())) {
            membership(update.getMyChatMember());
        }
        Message edited = update.getEditedMessage();
        if (edited != null && (group.is(edited.getChatId()) || group.trustsInPrivate(edited.getChatId()))) {
            recording.edited(edited); // what was said first was answered
        }
    }

    private Decision inPrivate(Message message) {
        long user = message.getFrom().getId();
        if (Boolean.TRUE.equals(message.getFrom().getIsBot())) {
            return new Decision(Fate.NOT_MINE, false, null);
        }
        if (!group.trustsInPrivate(user)) {
            refuse(message, user);
            return new Decision(Fate.NOT_MINE, false, null);
        }
        recording.inPrivate(message);
        return new Decision(Hearing.isContent(message) ? Fate.MINE : Fate.NOT_MINE, false, null);
    }

    /** Where people find the id that they need. */
    private void foreign(Message message) {
        if (foreign.size() < MOST_FOREIGN && foreign.add(message.getChatId())) {
            log.info(
                    "The bot is also in the chat {} ({}), which is not SWARM_TELEGRAM_GROUP_ID: nothing there is answered.",
                    message.getChatId(),
                    PlainText.of(String.valueOf(message.getChat().getTitle()), LONGEST_TITLE));
        }
    }

    /** Once a day for each: a stranger must not make us talk. */
    private void refuse(Message message, long user) {
        String day = Instant.ofEpochSecond(message.getDate()).toString().substring(0, 10);
        outbox.say(
                Hearing.place(message),
                "refusal:" + user + ":" + day,
                "I speak with my owner only. Your id is " + user + ": the owner can set TELEGRAM_OWNER_ID to it, or"
                        + " let you in with `/authorize " + user + "`.",
                message.getMessageId(),
                null);
    }

    private void membership(ChatMemberUpdated change) {
        String status = change.getNewChatMember().getStatus();
        if (status.equals("left") || status.equals("kicked")) {
            state.problem(
                    "group",
                    "@" + bot.username() + " is not in the Telegram group "
                            + change.getChat().getId() + " any more; add it again.");
        } else {
            state.good("group");
        }
    }
}
