package io.octoswarm.telegram;

import io.octoswarm.agent.CannotAnswer;
import io.octoswarm.agent.Delegations;
import io.octoswarm.agent.Question;
import io.octoswarm.conversation.Members;
import io.octoswarm.conversation.Running;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * Delegation that people see: the asking Octo says so in the group and mentions the other one's bot; the question itself
 * travels over MCP with the id of that message as its mark, and the asked Octo answers as a reply to it. Where bots see
 * one another's messages, the mention arrives in the chat as well; whichever comes first, the answer is given once.
 *
 * <p>What is said stands in the outbox under the message that is answered, the peer and the question: begun anew after a
 * crash, the same delegation has the same mark. Only in supergroups: elsewhere each bot counts the messages for itself,
 * so that a mark would mean another message to the other one. Thread-safe.
 */
@Component
class Delegating implements Delegations {
    /** At a message a second, two take about so long; a crowded group takes longer, and is then asked silently. */
    private static final Duration LONGEST_ANNOUNCEMENT = Duration.ofSeconds(8);

    private static final int LONGEST_TEXT = 1_000;

    private final Running running;
    private final Map<String, CompletableFuture<Integer>> receipts = new ConcurrentHashMap<>();
    private final Once answers = new Once();
    private volatile @Nullable Door door;

    Delegating(Running running) {
        this.running = running;
    }

    /** The group, once the bot is known. */
    record Door(Outbox outbox, Supplier<Optional<Members>> members) {
        Optional<String> username(String peer) {
            return members.get().stream()
                    .flatMap(all -> all.octos().stream())
                    .filter(octo -> octo.name().equalsIgnoreCase(peer))
                    .map(Members.Octo::username)
                    .filter(Objects::nonNull)
                    .findFirst();
        }

        boolean isGroup(Place place) {
            return members.get().filter(all -> all.group() == place.chat()).isPresent();
        }
    }

    void open(Door opened) {
        door = opened;
    }

    /** Each answer to a message of the group, made once. */
    Once answers() {
        return answers;
    }

    /** Whether a message of the group is a question that is answered over MCP, or was. */
    boolean isTaken(Message message) {
        return answers.knows(message.getChatId() + ":" + message.getMessageId());
    }

    @Override
    public Optional<String> announce(String peer, Question question) {
        Door group = door;
        Place place = Place.of(question.conversation()).filter(Place::isGroup).orElse(null);
        if (group == null || place == null || question.fromPeer()) {
            return Optional.empty();
        }
        Optional<String> asked = running.question(place.conversation());
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        String subject = place.chat() + ":" + asked.get() + ":" + peer;
        String title = peer.substring(0, peer.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT)
                + peer.substring(peer.offsetByCodePoints(0, 1));
        group.outbox().say(place, "check:" + subject, Plain.escaped("Let me check with " + title + "..."), null, null);
        Optional<String> username = group.username(peer).filter(known -> place.isSupergroup());
        if (username.isEmpty()) {
            return Optional.empty();
        }
        String text = question.text();
        String purpose = "ask:" + subject + ":" + Integer.toHexString(text.hashCode());
        String shown = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
        Optional<Integer> message =
                said(group.outbox(), place, purpose, "@" + Plain.escaped(username.get() + " " + shown), null);
        if (message.isEmpty()) {
            group.outbox().drop(purpose);
        }
        return message.map(id -> place.chat() + ":" + id);
    }

    private String stoppable(Place place, int message, Supplier<String> answer) {
        try {
            return running.run(place.conversation(), String.valueOf(message), answer);
        } catch (Running.Stopped stopped) {
            throw new CannotAnswer("It was stopped by a person.");
        }
    }

    /** Says something and waits until it stands in the group, some seconds at most; its id. */
    private Optional<Integer> said(
            Outbox outbox, Place place, String purpose, String markdown, @Nullable Integer replyTo) {
        CompletableFuture<Integer> receipt = new CompletableFuture<>();
        receipts.put(purpose, receipt);
        try {
            outbox.say(place, purpose, markdown, replyTo, null);
            outbox.receipt(purpose).ifPresent(receipt::complete); // it was said before a crash
            return Optional.of(receipt.get(LONGEST_ANNOUNCEMENT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException late) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            receipts.remove(purpose);
        }
    }

    /** Something was sent; a question of ours may have waited for that. */
    void sent(String purpose, int message) {
        CompletableFuture<Integer> receipt = receipts.get(purpose);
        if (receipt != null) {
            receipt.complete(message);
        }
    }

    @Override
    public String answer(Question question, String mark, Supplier<String> answer) {
        Door group = door;
        Place place = Place.of(question.conversation()).orElse(null);
        boolean meant = place != null && mark.matches(place.chat() + ":[0-9]{1,9}");
        if (group == null || place == null || !meant || !group.isGroup(place)) {
            return answer.get();
        }
        int message = Integer.parseInt(mark.substring(mark.indexOf(':') + 1));
        return answers.get(mark, () -> {
            String text = stoppable(place, message, answer);
            // Waits, so that people read it before what the asking Octo makes of it.
            said(group.outbox(), place, Answering.purpose(place.chat(), message), text, message);
            return text;
        });
    }
}
