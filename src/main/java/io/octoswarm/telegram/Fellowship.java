package io.octoswarm.telegram;

import io.octoswarm.agent.Fellows;
import io.octoswarm.agent.GroupTalk;
import io.octoswarm.conversation.ConversationStopped;
import io.octoswarm.conversation.Members;
import io.octoswarm.conversation.Message;
import io.octoswarm.conversation.Stopping;
import io.octoswarm.conversation.Transcript;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What this Octo and the others of its group tell one another beside the chat. Before it answers, an Octo asks the
 * others for what they said meanwhile, so that its context is whole where Telegram does not show bots one another's
 * messages. Thread-safe.
 */
@Component
class Fellowship implements GroupTalk {
    private static final Logger log = LoggerFactory.getLogger(Fellowship.class);
    private static final int MOST_TOLD = 50;

    private final TelegramSettings settings;
    private final Transcript transcript;
    private final Stopping stopping;
    private final Fellows fellows;
    private final Recording recording;
    private final Map<String, Long> heardUntil = new ConcurrentHashMap<>();
    private volatile @Nullable Door door;

    Fellowship(TelegramSettings settings, Transcript transcript, Stopping stopping, Fellows fellows) {
        this.settings = settings;
        this.transcript = transcript;
        this.stopping = stopping;
        this.fellows = fellows;
        this.recording = new Recording(transcript);
    }

    /** The group, once the bot is known. */
    record Door(Group group, Register register, String name) {}

    void open(Door opened) {
        door = opened;
    }

    @Override
    public boolean isInGroup() {
        return settings.mode() == TelegramSettings.Mode.GROUP
                && settings.token().isPresent();
    }

    @Override
    public String claim(String conversation, String message, String claimant) {
        return entered(
                conversation, message, claimant, (own, chat) -> own.claim(chat, Long.parseLong(message), claimant));
    }

    @Override
    public String leave(String conversation, String message, String claimant, String winner) {
        return entered(conversation, message, winner, (own, chat) -> {
            own.leave(chat, Long.parseLong(message), claimant, winner);
            return own.claim(chat, Long.parseLong(message), winner);
        });
    }

    private String entered(String conversation, String message, String octo, BiFunction<Register, Long, String> entry) {
        Door opened = door;
        Optional<Place> place = ours(conversation);
        if (opened == null || place.isEmpty() || !message.matches("[1-9][0-9]{0,9}") || !isMember(opened, octo)) {
            return octo; // nothing of ours: it has no rival here
        }
        return entry.apply(opened.register(), place.get().chat());
    }

    @Override
    public News said(String conversation, long after) {
        if (ours(conversation).isEmpty()) {
            return new News(List.of(), after);
        }
        List<Transcript.Numbered> own = transcript.ownSince(conversation, after, MOST_TOLD);
        // Whose data folder is a new one counts from the beginning again.
        long next = own.isEmpty()
                ? Math.min(after, transcript.newestNumber())
                : own.get(own.size() - 1).number();
        return new News(own.stream().map(said -> said(said.message())).toList(), next);
    }

    @Override
    public Sight sight(String conversation, String message, String octo) {
        Door opened = door;
        boolean saw = ours(conversation).isPresent()
                && transcript.find(conversation, message).isPresent();
        return new Sight(
                saw, opened != null && isMember(opened, octo) && !opened.group().isAway(octo));
    }

    @Override
    public int stop(String conversation) {
        if (ours(conversation).isEmpty()) {
            return 0;
        }
        Stopping.Stopped stopped = stopping.here(conversation);
        return stopped.answers() + stopped.tasks();
    }

    @EventListener
    void passOn(ConversationStopped stopped) {
        if (ours(stopped.conversation()).isPresent()) {
            others().forEach(octo -> fellows.stop(octo, stopped.conversation()));
        }
    }

    /** Takes down what the others said since the last time; waits 2 s at most for all of them. */
    void listen(String conversation) {
        if (ours(conversation).isEmpty()) {
            return;
        }
        List<CompletableFuture<Void>> all = others().stream()
                .map(octo -> {
                    String key = octo + " " + conversation;
                    return fellows.said(octo, conversation, heardUntil.getOrDefault(key, 0L))
                            .thenAccept(news -> news.ifPresent(told -> {
                                told.said().forEach(said -> recording.told(conversation, octo, said));
                                heardUntil.put(key, told.next());
                            }))
                            .exceptionally(
                                    failure -> { // it is context: the answer does without
                                        log.debug("What {} said cannot be taken down: {}", octo, failure.toString());
                                        return null;
                                    });
                })
                .toList();
        all.forEach(CompletableFuture::join);
    }

    /** The other Octos of the group that are not away. */
    private List<String> others() {
        Door opened = door;
        return opened == null
                ? List.of()
                : opened.group().members().stream()
                        .flatMap(members -> members.octos().stream())
                        .map(Members.Octo::name)
                        .filter(name ->
                                !name.equals(opened.name()) && !opened.group().isAway(name))
                        .toList();
    }

    private static boolean isMember(Door door, String name) {
        return door.group().members().stream()
                .flatMap(members -> members.octos().stream())
                .anyMatch(octo -> octo.name().equalsIgnoreCase(name));
    }

    private Optional<Place> ours(String conversation) {
        Door opened = door;
        return opened == null
                ? Optional.empty()
                : Place.of(conversation)
                        .filter(place -> opened.group()
                                .id()
                                .filter(id -> id == place.chat())
                                .isPresent());
    }

    private static Said said(Message message) {
        return new Said(String.valueOf(message.externalId()), message.text(), message.replyTo(), message.at());
    }
}
