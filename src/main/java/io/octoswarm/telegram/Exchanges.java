package io.octoswarm.telegram;

import io.octoswarm.conversation.Exchange;
import io.octoswarm.conversation.Heard;
import io.octoswarm.conversation.Message.Kind;
import io.octoswarm.conversation.Transcript;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * What went before a message: how many bots' messages led to it, whether its album was addressed; and how often this
 * Octo answered bots within a minute. Used by the inbox's thread alone.
 */
final class Exchanges {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_A_MINUTE = 20;
    private static final int MOST_ALBUMS = 100;

    private final Transcript transcript;
    private final State state;
    private final LongSupplier nanoTime;
    private final Map<Long, Deque<Long>> answered = new HashMap<>();
    private final Map<String, Boolean> albums = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_ALBUMS;
        }
    };

    Exchanges(Transcript transcript, State state, LongSupplier nanoTime) {
        this.transcript = transcript;
        this.state = state;
        this.nanoTime = nanoTime;
    }

    Exchange before(Message message, Heard heard) {
        boolean bot = heard.author() != null && heard.author().bot();
        return new Exchange(
                bot ? hops(message, heard) : 0,
                Exchange.MOST_HOPS,
                Set.of(), // the answer to a delegation comes over MCP; what the chat shows of it is context
                message.getMediaGroupId() != null && albums.containsKey(message.getMediaGroupId()));
    }

    /** Messages of Octos in a row, each a reply to the one before, that end with this one. */
    private int hops(Message message, Heard heard) {
        String conversation = Hearing.place(message).conversation();
        int hops = 1;
        @Nullable
        String reply =
                heard.reply() == null ? null : String.valueOf(heard.reply().id());
        while (reply != null && hops <= Exchange.MOST_HOPS) {
            Optional<io.octoswarm.conversation.Message> before = transcript.find(conversation, reply);
            if (before.isEmpty()
                    || before.get().kind() == Kind.PERSON
                    || before.get().kind() == Kind.STRANGER) {
                return hops;
            }
            hops++;
            reply = before.get().replyTo();
        }
        return hops;
    }

    void addressed(Message message, List<String> answerers) {
        if (message.getMediaGroupId() != null && !answerers.isEmpty()) {
            albums.put(message.getMediaGroupId(), true);
        }
    }

    /** Whether one more answer to a bot is no loop yet; it is counted. */
    boolean allows(long chat) {
        long now = nanoTime.getAsLong(); // a clock that is set back must not keep them counted
        Deque<Long> times = answered.computeIfAbsent(chat, unused -> new ArrayDeque<>());
        while (!times.isEmpty() && now - times.peekFirst() > MINUTE.toNanos()) {
            times.removeFirst();
        }
        if (times.size() >= MOST_A_MINUTE) {
            state.problem(
                    "loop",
                    "Bots speak with one another without end in chat " + chat + ": more than " + MOST_A_MINUTE
                            + " messages a minute. They are not answered now.");
            return false;
        }
        state.good("loop");
        times.addLast(now);
        return true;
    }
}
