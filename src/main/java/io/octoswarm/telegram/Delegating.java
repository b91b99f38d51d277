package io.octoswarm.telegram;

import io.octoswarm.agent.Delegations;
import io.octoswarm.agent.Question;
import io.octoswarm.conversation.Members;
import io.octoswarm.conversation.Running;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
 * Thread-safe.
 */
@Component
class Delegating implements Delegations {
    /** At a message a second, two take about so long; a crowded group takes longer, and is then asked silently. */
    private static final Duration LONGEST_ANNOUNCEMENT = Duration.ofSeconds(8);

    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST_KEPT = 1_000;

    private final Running running;
    private final Map<String, CompletableFuture<Integer>> receipts = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
    private final Set<Long> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Door door;

    Delegating(Running running) {
        this.running = running;
    }

    /** The group, once the bot is known. */
    interface Door {
        Outbox outbox();

        Optional<Members> members();
    }

    void open(Door opened) {
        door = opened;
    }

    /** The ids of our messages that wait for another Octo's answer. */
    Set<Long> open() {
        return Set.copyOf(open);
    }

    /** Whether a message of the group is a question that is answered over MCP, or was. */
    boolean isTaken(Message message) {
        return answers.containsKey(Hearing.place(message).chat() + ":" + message.getMessageId());
    }

    @Override
    public Optional<String> announce(String peer, Question question) {
        Door group = door;
        Optional<Place> place = Place.of(question.conversation()).filter(Place::isGroup);
        if (group == null
                || place.isEmpty()
                || question.fromPeer()
                || !running.isLive(place.get().conversation())) {
            return Optional.empty();
        }
        String username = group.members().stream()
                .flatMap(members -> members.octos().stream())
                .filter(octo -> octo.name().equalsIgnoreCase(peer))
                .map(Members.Octo::username)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
        String number = Long.toHexString(
                java.util.concurrent.ThreadLocalRandom.current().nextLong());
        String title = peer.substring(0, 1).toUpperCase(Locale.ROOT) + peer.substring(1);
        group.outbox()
                .say(place.get(), "check:" + number, Plain.escaped("Let me check with " + title + "..."), null, null);
        return username == null
                ? Optional.empty()
                : ask(group, place.get(), username, question.text(), "ask:" + number);
    }

    private Optional<String> ask(Door group, Place place, String username, String text, String purpose) {
        CompletableFuture<Integer> receipt = new CompletableFuture<>();
        receipts.put(purpose, receipt);
        String shown = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
        group.outbox().say(place, purpose, "@" + Plain.escaped(username + " " + shown), null, null);
        try {
            int message = receipt.get(LONGEST_ANNOUNCEMENT.toMillis(), TimeUnit.MILLISECONDS);
            open.add((long) message);
            return Optional.of(place.chat() + ":" + message);
        } catch (TimeoutException | ExecutionException late) {
            group.outbox().drop(purpose);
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
    public void over(String mark) {
        open.remove(Long.valueOf(mark.substring(mark.lastIndexOf(':') + 1)));
    }

    @Override
    public String answer(Question question, String mark, Supplier<String> answer) {
        Door group = door;
        Optional<Place> place = Place.of(question.conversation());
        if (group == null
                || place.isEmpty()
                || !mark.matches("-[0-9]{1,19}:[0-9]{1,9}")
                || !isGroup(group, place.get())) {
            return answer.get();
        }
        int message = Integer.parseInt(mark.substring(mark.indexOf(':') + 1));
        String key = place.get().chat() + ":" + message;
        return once(key, () -> {
            String text = answer.get();
            group.outbox().say(place.get(), Answering.purpose(place.get().chat(), message), text, message, null);
            return text;
        });
    }

    /** Makes an answer once; who comes second waits for it. */
    String once(String key, Supplier<String> answer) {
        CompletableFuture<String> mine = new CompletableFuture<>();
        if (answers.size() > MOST_KEPT) {
            answers.values().removeIf(CompletableFuture::isDone);
        }
        CompletableFuture<String> theirs = answers.putIfAbsent(key, mine);
        if (theirs != null) {
            try {
                return theirs.join();
            } catch (CompletionException failed) {
                throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
            }
        }
        try {
            String text = answer.get();
            mine.complete(text);
            return text;
        } catch (RuntimeException failure) {
            mine.completeExceptionally(failure);
            throw failure;
        }
    }

    private static boolean isGroup(Door group, Place place) {
        return group.members()
                .filter(members -> members.group() == place.chat())
                .isPresent();
    }
}
