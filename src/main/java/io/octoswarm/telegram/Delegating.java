package io.octoswarm.telegram;

import io.octoswarm.agent.CannotAnswer;
import io.octoswarm.agent.Delegations;
import io.octoswarm.agent.Question;
import io.octoswarm.conversation.Members;
import io.octoswarm.conversation.Running;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
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
    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST_SHOWN = 1_000;
    private static final Duration TIME_TO_TELL = Duration.ofSeconds(2);

    /** Mentions in a question: the one who is asked is mentioned, nobody else. */
    private static final Pattern OTHERS = Pattern.compile("(?<![\\w.+-])@(\\w)", Pattern.UNICODE_CHARACTER_CLASS);

    private final Running running;
    private final Group group;
    private final Voice voice;
    private final Clock clock;
    private final Once answers = new Once();
    private final Map<String, Shown> shown = new ConcurrentHashMap<>();

    Delegating(Running running, Group group, Voice voice, Clock clock) {
        this.clock = clock;
        this.running = running;
        this.group = group;
        this.voice = voice;
    }

    /** How the purposes begin of what says that somebody is asked for the answer to a message. */
    static String asking(long chat, String message) {
        return "check:" + chat + ":" + message + ":";
    }

    /** Each answer to a message of the group, made once. */
    Once answers() {
        return answers;
    }

    /** Whether a message of the group is a question that is answered over MCP, or was. */
    boolean isTaken(Message message) {
        return answers.knows(message.getChatId() + ":" + message.getMessageId());
    }

    /**
     * A question that people saw go to a peer.
     *
     * @param message the id of the message that mentions the peer
     */
    record Shown(String peer, int message) {}

    /** The last one for a message of the group, once; empty: nobody was asked for it in sight of people. */
    Optional<Shown> shown(Message message) {
        return Optional.ofNullable(shown.remove(message.getChatId() + ":" + message.getMessageId()));
    }

    @Override
    public Optional<String> announce(String peer, Question question) {
        Place place = Place.of(question.conversation()).filter(Place::isGroup).orElse(null);
        if (place == null || question.fromPeer()) {
            return Optional.empty();
        }
        Optional<String> asked = running.question(place.conversation());
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        String check = asking(place.chat(), asked.get()) + peer;
        String subject = place.chat() + ":" + asked.get() + ":" + peer;
        String words = Plain.escaped("Let me check with " + capital(peer) + "...");
        voice.sayMeanwhile(place, asked.get(), check, words);
        return username(peer)
                .filter(known -> place.isSupergroup())
                .flatMap(username -> mention(place, subject, username, question.text()))
                .map(message -> {
                    if (shown.size() >= MOST_SHOWN) {
                        shown.clear(); // answers that never came; their questions are just closed at length
                    }
                    shown.put(place.chat() + ":" + asked.get(), new Shown(peer, message));
                    return place.chat() + ":" + message;
                });
    }

    private Optional<Integer> mention(Place place, String subject, String username, String text) {
        String purpose = "ask:" + subject + ":" + Integer.toHexString(text.hashCode());
        String words = OTHERS.matcher(text).replaceAll("$1");
        String shown = words.length() <= LONGEST_TEXT ? words : words.substring(0, LONGEST_TEXT) + "...";
        String mention = "@" + Plain.escaped(username + " " + shown);
        Optional<Integer> message = voice.sayNow(place, purpose, mention);
        if (message.isEmpty() && !voice.drop(purpose)) {
            return voice.sayNow(place, purpose, mention); // it is on its way just now
        }
        return message; // none: it is asked silently
    }

    @Override
    public String answer(Question question, String mark, Supplier<String> answer) {
        Place place = Place.of(question.conversation()).orElse(null);
        if (place == null || !group.is(place.chat()) || !mark.matches(place.chat() + ":[0-9]{1,9}")) {
            return answer.get();
        }
        int message = Integer.parseInt(mark.substring(mark.indexOf(':') + 1));
        String text = stoppable(
                () -> answers.get(mark, () -> running.run(place.conversation(), String.valueOf(message), answer)));
        // People are to read it before what the asking Octo makes of it. It says this from here as well, whoever made
        // it; what cannot be said in time is told by the asking Octo, and does not come behind that.
        String purpose = Answering.purpose(place.chat(), message);
        Duration left = Duration.between(clock.instant(), question.deadline()).minus(TIME_TO_TELL);
        if (voice.answerNow(place, message, purpose, text, left).isEmpty()) {
            voice.drop(purpose);
        }
        return text;
    }

    private static String stoppable(Supplier<String> answer) {
        try {
            return answer.get();
        } catch (Running.Stopped stopped) {
            throw new CannotAnswer("It was stopped by a person.");
        }
    }

    private Optional<String> username(String peer) {
        return group.members().stream()
                .flatMap(all -> all.octos().stream())
                .filter(octo -> octo.name().equalsIgnoreCase(peer))
                .map(Members.Octo::username)
                .filter(Objects::nonNull)
                .findFirst();
    }

    static String capital(String name) {
        int first = name.offsetByCodePoints(0, 1);
        return name.substring(0, first).toUpperCase(Locale.ROOT) + name.substring(first);
    }
}
