package io.octoswarm.telegram;

import io.octoswarm.command.Caller;
import io.octoswarm.command.Commands;
import io.octoswarm.conversation.Conversations;
import io.octoswarm.conversation.Message.Kind;
import io.octoswarm.conversation.Running;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * Answers messages. Each answer goes into the outbox under a purpose made of chat and message, so that it is given once
 * however often it is begun; the update is done only then.
 *
 * <p>Threads: {@code telegram answer}, at most four, so that a slow answer holds up few others; commands have one of
 * their own.
 */
final class Answering implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Answering.class);
    private static final int AT_ONCE = 4;

    private final Updates updates;
    private final Outbox outbox;
    private final Conversations conversations;
    private final Commands commands;
    private final Running running;
    private final Delegating delegating;
    private final Working working;
    private final Attachments attachments;
    private final Group group;
    private final Bot bot;
    private final String name;
    private final ExecutorService answers =
            Executors.newFixedThreadPool(AT_ONCE, work -> new Thread(work, "telegram answer"));
    private final ExecutorService commandThread =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "telegram command"));
    private volatile boolean closed;

    Answering(
            Updates updates,
            Outbox outbox,
            Conversations conversations,
            Commands commands,
            Running running,
            Delegating delegating,
            Working working,
            Attachments attachments,
            Group group,
            Bot bot,
            String name) {
        this.updates = updates;
        this.outbox = outbox;
        this.conversations = conversations;
        this.commands = commands;
        this.running = running;
        this.delegating = delegating;
        this.working = working;
        this.attachments = attachments;
        this.group = group;
        this.bot = bot;
        this.name = name;
    }

    /** What stands for the answer to a message. */
    static String purpose(long chat, long message) {
        return "answer:" + chat + ":" + message;
    }

    /**
     * Has a message answered.
     *
     * @param standsIn the Octo for which this one answers; null: for itself
     */
    void take(Updates.Stored update, Message message, @Nullable String standsIn) {
        boolean command = isCommand(message);
        try {
            (command ? commandThread : answers).execute(() -> answer(update, message, standsIn, command));
        } catch (RejectedExecutionException ending) {
            log.debug("It is answered after the next start.");
        }
    }

    /** Ends what is being answered in a conversation. */
    void stop(String conversation) {
        running.stop(conversation);
    }

    @Override
    public void close() {
        closed = true;
        answers.shutdownNow();
        commandThread.shutdownNow();
        working.close();
    }

    private void answer(Updates.Stored update, Message message, @Nullable String standsIn, boolean command) {
        Place place = Hearing.place(message);
        String purpose = purpose(place.chat(), message.getMessageId());
        try {
            if (!outbox.known(purpose)) {
                String text = command ? obey(message, place) : think(message, place, standsIn);
                if (closed) {
                    return; // cut off by our end: it is begun anew after the next start
                }
                outbox.say(place, purpose, text, message.getMessageId(), working.purpose(message));
            }
            updates.done(update);
        } catch (Running.Stopped stopped) {
            outbox.say(place, purpose, "Stopped.", message.getMessageId(), working.purpose(message));
            updates.done(update);
        } catch (RuntimeException defect) {
            if (!closed) {
                log.error("A message could not be answered: {}", purpose, defect);
                outbox.say(place, purpose, "I could not answer that; my log says why.", message.getMessageId(), null);
                updates.done(update);
            }
        }
    }

    private String obey(Message message, Place place) {
        String line = Hearing.text(message).replaceFirst("^(/[A-Za-z0-9_]+)@[A-Za-z0-9_]+", "$1");
        String username = message.getFrom().getUserName();
        String who = username == null ? Hearing.sender(message) : "@" + username;
        boolean owner = group.isOwner(message.getFrom().getId());
        String text =
                commands.run(line, new Caller(who, place.conversation(), owner)).text();
        return text.contains("\n") ? "```\n" + text.replace("```", "'''") + "\n```" : Plain.escaped(text);
    }

    private String think(Message message, Place place, @Nullable String standsIn) {
        String notice = standsIn == null ? "" : standsIn + " is away; " + name + " answers for it.\n\n";
        try (Working.Sign sign = working.begin(message)) {
            Attachments.Content content = attachments.of(message);
            if (content.refusal() != null) {
                return notice + content.refusal();
            }
            io.octoswarm.conversation.Message asked = new io.octoswarm.conversation.Message(
                    place.conversation(),
                    String.valueOf(message.getMessageId()),
                    Kind.PERSON,
                    Hearing.sender(message),
                    withoutMyName(Hearing.text(message)) + content.text(),
                    null,
                    Instant.ofEpochSecond(message.getDate()));
            return notice
                    + delegating
                            .answers()
                            .get(
                                    place.chat() + ":" + message.getMessageId(),
                                    () -> running.run(
                                                    place.conversation(),
                                                    String.valueOf(message.getMessageId()),
                                                    () -> conversations.ask(asked, path(message)))
                                            .text());
        }
    }

    /** Another Octo's question is not handed on to it again. */
    private List<String> path(Message message) {
        return group.members().stream()
                .flatMap(members -> members.octo(Hearing.author(message.getFrom())).stream())
                .map(octo -> octo.name())
                .toList();
    }

    /** "@sentinel_octo_bot check the logs" is "check the logs" to the one who is asked. */
    private String withoutMyName(String text) {
        String rest = text.replaceFirst(
                "(?i)^\\s*@(" + bot.username() + "|" + java.util.regex.Pattern.quote(name) + ")\\b[,:]?\\s*", "");
        return rest.isBlank() ? text : rest;
    }

    private static boolean isCommand(Message message) {
        return message.getEntities() != null
                && message.getEntities().stream()
                        .anyMatch(entity -> entity.getType().equals("bot_command") && entity.getOffset() == 0);
    }
}
