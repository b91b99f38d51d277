package io.octoswarm.telegram;

import io.octoswarm.agent.Fellows;
import io.octoswarm.agent.GroupTalk.Sight;
import io.octoswarm.conversation.Members;
import io.octoswarm.instance.Checkup.Finding;
import io.octoswarm.instance.Instance;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.DeleteMessage;

/**
 * What the other Octos of the group see of this one, by trying: it says something in the group, asks each whether
 * Telegram showed it, and takes it back.
 */
@Component
class Visibility {
    static final String PURPOSE = "examination:";

    private static final Logger log = LoggerFactory.getLogger(Visibility.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);
    private static final int MOST_LOOKS = 10;

    private final Group group;
    private final Fellows fellows;
    private final Voice voice;
    private final Instance instance;
    private final Clock clock;

    Visibility(Group group, Fellows fellows, Voice voice, Instance instance, Clock clock) {
        this.group = group;
        this.fellows = fellows;
        this.voice = voice;
        this.instance = instance;
        this.clock = clock;
    }

    List<Finding> examine(BotApi api, long chat) throws InterruptedException {
        List<Members.Octo> others = group.members().stream()
                .flatMap(members -> members.octos().stream())
                .filter(octo -> !octo.name().equals(instance.name()) && octo.username() != null)
                .toList();
        if (others.isEmpty()) {
            return List.of(Finding.good("other bots", "none is known in the group"));
        }
        Place place = new Place(chat, null);
        String purpose = PURPOSE + clock.instant();
        Optional<Integer> message = voice.sayNow(place, purpose, "Examining what the Octos here see of one another.");
        if (message.isEmpty()) {
            voice.drop(purpose);
            return List.of(Finding.bad("other bots", "the bot cannot write in the group now; /swarm tells why"));
        }
        List<Finding> findings = new ArrayList<>();
        for (Members.Octo octo : others) {
            findings.addAll(ask(octo, place.conversation(), message.get()));
        }
        takeBack(api, chat, message.get());
        return findings;
    }

    private List<Finding> ask(Members.Octo octo, String conversation, int message) throws InterruptedException {
        Optional<Sight> sight = Optional.empty();
        for (int i = 0; i < MOST_LOOKS && sight.filter(Sight::sawMessage).isEmpty(); i++) {
            if (i > 0) {
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            }
            sight = fellows.sight(octo.name(), conversation, String.valueOf(message))
                    .join();
            if (sight.isEmpty()) {
                return List.of(Finding.bad("Octo " + octo.name(), "cannot be asked what it sees; is it there?"));
            }
        }
        Sight seen = sight.orElseThrow();
        return List.of(
                seen.reachesYou()
                        ? Finding.good("Octo " + octo.name(), "reaches this Octo")
                        : Finding.bad(
                                "Octo " + octo.name(),
                                "does not reach this Octo; there: /swarm add " + instance.name()
                                        + " <url>, and open port " + instance.port() + " here"),
                Finding.good(
                        "bot @" + octo.username(),
                        seen.sawMessage()
                                ? "is shown what this bot says"
                                : "is not shown what this bot says (nor need it: Octos tell one another; @BotFather,"
                                        + " Bot-to-Bot Communication Mode, would change it)"));
    }

    private static void takeBack(BotApi api, long chat, int message) throws InterruptedException {
        try {
            api.call(DeleteMessage.builder().chatId(chat).messageId(message).build());
        } catch (BotFailure refused) {
            log.info("The message of the examination stays in the group: {}", refused.getMessage());
        }
    }
}
