package io.octoswarm.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.octoswarm.conversation.Addressing;
import io.octoswarm.conversation.Heard;
import io.octoswarm.conversation.Members;
import io.octoswarm.conversation.Transcript;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberUpdated;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * Looks at each stored update once: what was said goes into the transcript, and what this Octo is to answer is handed
 * on. An update leaves only when it is dealt with, so that after a crash it is looked at again; what is said for it is
 * said once, whatever happens.
 *
 * <p>Thread: {@code telegram inbox}, a single one, so that messages are recorded in their order.
 */
final class Inbox implements Polling.Inlet, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Inbox.class);
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private final Updates updates;
    private final Outbox outbox;
    private final Transcript transcript;
    private final Group group;
    private final Bot bot;
    private final Answering answering;
    private final Exchanges exchanges;
    private final Delegating delegating;
    private final State state;
    private final String name;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "telegram inbox"));
    private final AtomicBoolean woken = new AtomicBoolean(); // many updates at once wake it only once

    Inbox(
            Updates updates,
            Outbox outbox,
            Transcript transcript,
            Group group,
            Bot bot,
            Answering answering,
            Exchanges exchanges,
            Delegating delegating,
            State state,
            String name) {
        this.updates = updates;
        this.outbox = outbox;
        this.transcript = transcript;
        this.group = group;
        this.bot = bot;
        this.answering = answering;
        this.exchanges = exchanges;
        this.delegating = delegating;
        this.state = state;
        this.name = name;
    }

    /** What a former process left goes first. */
    void start() {
        long last = 0;
        List<Updates.Stored> open = updates.mine(last);
        while (!open.isEmpty()) {
            for (Updates.Stored update : open) {
                last = update.id();
                again(update);
            }
            open = updates.mine(last);
        }
        wake();
    }

    @Override
    public long offset() {
        return updates.offset();
    }

    @Override
    public void take(RawUpdates.Batch batch) {
        if (!batch.isEmpty()) {
            updates.keep(batch);
            wake();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void wake() {
        if (woken.compareAndSet(false, true)) {
            try {
                thread.execute(this::drain);
            } catch (RejectedExecutionException ending) {
                log.debug("No updates are looked at any more: this Octo ends.");
            }
        }
    }

    private void drain() {
        woken.set(false); // first: an update from here on wakes us again
        try {
            Optional<Updates.Stored> next = updates.next();
            while (next.isPresent() && !Thread.currentThread().isInterrupted()) {
                look(next.get());
                next = updates.next();
            }
        } catch (RuntimeException broken) {
            log.error("Telegram's updates cannot be dealt with now; they stay where they are.", broken);
        }
    }

    /** Whatever an update does, the next one is looked at. */
    private void look(Updates.Stored update) {
        boolean mine = false;
        try {
            mine = handle(update);
        } catch (JsonProcessingException unreadable) {
            log.warn("An update of Telegram cannot be read and is left out: {}", update.id());
        } catch (RuntimeException defect) {
            log.error("An update of Telegram could not be dealt with and is left out: {}", update.id(), defect);
        }
        if (!mine) {
            updates.done(update);
        }
    }

    private void again(Updates.Stored update) {
        try {
            Message message = JSON.readValue(update.json(), Update.class).getMessage();
            Heard heard = Hearing.heard(message);
            answering.take(
                    update,
                    message,
                    group.members().map(members -> standsIn(heard, members)).orElse(null));
        } catch (JsonProcessingException | RuntimeException defect) {
            log.error("A stored update cannot be answered and is left out: {}", update.id(), defect);
            updates.done(update);
        }
    }

    /** True: it is handed on to be answered. */
    private boolean handle(Updates.Stored stored) throws JsonProcessingException {
        Update update = JSON.readValue(stored.json(), Update.class);
        if (update.getMyChatMember() != null) {
            membership(update.getMyChatMember());
        }
        Message message = update.getMessage();
        if (message == null) {
            return false; // an edit: what was said first is recorded and was answered
        }
        outbox.seen(message.getChatId(), message.getMessageId());
        if (message.getMigrateToChatId() != null && isGroup(message.getChatId())) {
            group.moved(message.getChatId(), message.getMigrateToChatId());
            outbox.moved(message.getChatId(), message.getMigrateToChatId());
            return false;
        }
        return Boolean.TRUE.equals(message.isUserMessage()) ? inPrivate(stored, message) : inGroup(stored, message);
    }

    private boolean inPrivate(Updates.Stored stored, Message message) {
        long user = message.getFrom().getId();
        if (Boolean.TRUE.equals(message.getFrom().getIsBot())) {
            return false;
        }
        if (!group.trustsInPrivate(user)) {
            outbox.say(
                    Hearing.place(message),
                    "refusal:" + user + ":"
                            + Instant.ofEpochSecond(message.getDate())
                                    .toString()
                                    .substring(0, 10),
                    "I speak with my owner only. Your id is " + user + ": the owner can set TELEGRAM_OWNER_ID to it, or"
                            + " let you in with `/authorize " + user + "`.",
                    message.getMessageId(),
                    null);
            return false;
        }
        record(message, io.octoswarm.conversation.Message.Kind.PERSON);
        return !Hearing.heard(message).content() ? false : handOn(stored, message, null);
    }

    private boolean inGroup(Updates.Stored stored, Message message) {
        Optional<Members> members = group.members();
        if (members.isEmpty() || !isGroup(message.getChatId())) {
            return false;
        }
        state.good("group");
        Heard heard = Hearing.heard(message);
        if (heard.author() != null && heard.author().id() == bot.id()) {
            return false; // it is recorded when it is sent
        }
        record(message, kind(heard, members.get()));
        if (isStop(message)
                && !fromBot(message)
                && members.get().trusted().isEmpty()
                        | members.get().trusted().contains(message.getFrom().getId())) {
            answering.stop(Hearing.place(message).conversation());
        }
        List<String> answerers = Addressing.answerers(heard, members.get(), exchanges.before(message, heard));
        exchanges.addressed(message, answerers);
        if (!answerers.contains(name) || delegating.isTaken(message)) {
            return false;
        }
        if (fromBot(message) && !exchanges.allows(message.getChatId())) {
            return false;
        }
        return handOn(stored, message, standsIn(heard, members.get()));
    }

    private boolean handOn(Updates.Stored stored, Message message, @org.jspecify.annotations.Nullable String standsIn) {
        updates.mine(stored);
        answering.take(stored, message, standsIn);
        return true;
    }

    /** For whom this Octo answers; null: for itself. */
    private @org.jspecify.annotations.Nullable String standsIn(Heard heard, Members members) {
        Members complete = new Members(
                members.group(),
                members.trusted(),
                members.octos().stream()
                        .map(octo -> new Members.Octo(octo.name(), octo.username(), octo.id(), octo.supervisor(), true))
                        .toList());
        List<String> meant = Addressing.answerers(heard, complete, io.octoswarm.conversation.Exchange.NEW);
        return meant.isEmpty() || meant.contains(name) ? null : meant.get(0);
    }

    private void record(Message message, io.octoswarm.conversation.Message.Kind kind) {
        Heard heard = Hearing.heard(message);
        if (!heard.content()) {
            return;
        }
        String attachment = Hearing.attachment(message);
        String text = Hearing.text(message);
        transcript.record(new io.octoswarm.conversation.Message(
                Hearing.place(message).conversation(),
                String.valueOf(message.getMessageId()),
                kind,
                Hearing.sender(message),
                attachment == null ? text : ("[" + attachment + "] " + text).strip(),
                heard.reply() == null ? null : String.valueOf(heard.reply().id()),
                Instant.ofEpochSecond(message.getDate())));
    }

    private static io.octoswarm.conversation.Message.Kind kind(Heard heard, Members members) {
        Heard.Author author = heard.author();
        if (members.octo(author).isPresent()) {
            return io.octoswarm.conversation.Message.Kind.OCTO;
        }
        boolean trusted = author != null
                && !author.bot()
                && (members.trusted().isEmpty() || members.trusted().contains(author.id()));
        return trusted
                ? io.octoswarm.conversation.Message.Kind.PERSON
                : io.octoswarm.conversation.Message.Kind.STRANGER;
    }

    private boolean isGroup(long chat) {
        return group.id().filter(id -> id == chat).isPresent();
    }

    private static boolean fromBot(Message message) {
        return message.getFrom() != null
                && Boolean.TRUE.equals(message.getFrom().getIsBot());
    }

    private static boolean isStop(Message message) {
        return Hearing.text(message).matches("(?s)/stop\\b.*");
    }

    private void membership(ChatMemberUpdated change) {
        if (!isGroup(change.getChat().getId())) {
            return;
        }
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
