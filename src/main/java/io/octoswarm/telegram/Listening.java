package io.octoswarm.telegram;

import io.octoswarm.conversation.Addressing;
import io.octoswarm.conversation.Exchange;
import io.octoswarm.conversation.Heard;
import io.octoswarm.conversation.Members;
import io.octoswarm.conversation.Running;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/** Decides which messages of the group this Octo answers. Used by the inbox's thread alone. */
final class Listening {
    private final Group group;
    private final Recording recording;
    private final Exchanges exchanges;
    private final Delegating delegating;
    private final Running running;
    private final Bot bot;
    private final String name;

    Listening(
            Group group,
            Recording recording,
            Exchanges exchanges,
            Delegating delegating,
            Running running,
            Bot bot,
            String name) {
        this.group = group;
        this.recording = recording;
        this.exchanges = exchanges;
        this.delegating = delegating;
        this.running = running;
        this.bot = bot;
        this.name = name;
    }

    /** What becomes of a message. */
    enum Fate {
        /** It is another one's, or nobody's. */
        NOT_MINE,
        MINE,
        /** It is another one's, and becomes this Octo's when that one turns out to be gone. */
        HELD
    }

    /**
     * A decision.
     *
     * @param everybody whether the message was addressed to nobody
     * @param standsIn the Octo for which this one answers; null: for itself
     */
    record Decision(Fate fate, boolean everybody, @Nullable String standsIn) {
        private static final Decision NOT_MINE = new Decision(Fate.NOT_MINE, false, null);
    }

    /**
     * Hears a message for the first time.
     *
     * @param arrived when it came here
     */
    Decision hear(Message message, Instant arrived) {
        Members members = group.members().orElse(null);
        Heard heard = Hearing.heard(message);
        if (members == null || message.getChatId() != members.group() || isOwn(heard)) {
            return Decision.NOT_MINE; // its own is recorded when it is sent
        }
        recording.inGroup(message, members);
        Addressing.Verdict verdict = Addressing.verdict(heard, members, exchanges.before(message, heard));
        exchanges.addressed(message, verdict.names());
        Decision decision = decide(verdict, members, arrived);
        if (decision.fate() != Fate.MINE && isStopForAll(message) && members.isTrustedPerson(heard.author())) {
            running.stop(Hearing.place(message).conversation());
        }
        boolean loops = fromBot(message) && decision.fate() == Fate.MINE && !exchanges.allows(message.getChatId());
        return loops || delegating.isTaken(message) ? Decision.NOT_MINE : decision;
    }

    /** Looks again at a message that was held, or that was to be answered before a restart. */
    Decision again(Message message, Instant arrived) {
        return group.members()
                .map(members ->
                        decide(Addressing.verdict(Hearing.heard(message), members, Exchange.NEW), members, arrived))
                .orElse(Decision.NOT_MINE);
    }

    private Decision decide(Addressing.Verdict verdict, Members members, Instant arrived) {
        Optional<String> supervisor =
                verdict.everybody() ? members.supervisor().filter(other -> !other.equals(name)) : Optional.empty();
        if (verdict.names().contains(name)) {
            return new Decision(Fate.MINE, verdict.everybody(), supervisor.orElse(null));
        }
        // One that was killed just now still seems to be there: until it has shown itself after the message, that
        // waits.
        boolean unsure = supervisor.isPresent()
                && !verdict.names().isEmpty()
                && verdict.names().stream().noneMatch(octo -> group.isThereSince(octo, arrived));
        return unsure
                ? new Decision(Fate.HELD, true, supervisor.get())
                : new Decision(Fate.NOT_MINE, verdict.everybody(), null);
    }

    private boolean isOwn(Heard heard) {
        return heard.author() != null && heard.author().id() == bot.id();
    }

    private static boolean fromBot(Message message) {
        return message.getFrom() != null
                && Boolean.TRUE.equals(message.getFrom().getIsBot());
    }

    /** With a bot's name behind it, it is for that one alone, and a command like others. */
    private static boolean isStopForAll(Message message) {
        return Hearing.text(message).matches("(?s)/stop(\\s.*)?");
    }
}
