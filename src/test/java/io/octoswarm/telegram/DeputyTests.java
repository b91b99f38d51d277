package io.octoswarm.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.conversation.Running;
import io.octoswarm.conversation.Transcript;
import io.octoswarm.conversation.TrustedPeople;
import io.octoswarm.instance.Variables;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerInfo;
import io.octoswarm.peer.Peers;
import io.octoswarm.telegram.Listening.Decision;
import io.octoswarm.telegram.Listening.Fate;
import io.octoswarm.testing.FakeTelegram;
import io.octoswarm.testing.LocalDatabase;
import io.octoswarm.testing.Parts;
import io.octoswarm.testing.PeerNews;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.chat.Chat;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/** A worker named scholar that hears a group whose supervisor comes and goes, by a clock that the test sets. */
class DeputyTests {
    @TempDir
    Path folder;

    private LocalDatabase database;
    private Parts parts;
    private Peers peers;
    private PeerNews news;
    private Listening listening;
    private State state;
    private int messages;

    @BeforeEach
    void start() {
        database = new LocalDatabase(folder.resolve("test.db"));
        Map<String, String> values = Map.of(
                "SWARM_NAME", "scholar",
                "SWARM_TELEGRAM_MODE", "group",
                "SWARM_TELEGRAM_GROUP_ID", String.valueOf(FakeTelegram.GROUP),
                "TELEGRAM_BOT_TOKEN", "333:x");
        parts = Parts.of(folder.resolve("octo"), values)
                .with("telegramSettings", TelegramSettings.class, () -> TelegramSettings.from(new Variables(values)))
                .with("jdbc", JdbcClient.class, database::jdbc)
                .with(
                        State.class,
                        GroupId.class,
                        Acquaintances.class,
                        Group.class,
                        Running.class,
                        Delegating.class,
                        Voice.class)
                .with(TrustedPeople.class, Transcript.class)
                .start();
        peers = parts.get(Peers.class);
        news = new PeerNews(peers, parts.clock());
        state = parts.get(State.class);
        state.bot(new Bot(333, "scholar_octo_bot", true));
        Transcript transcript = parts.get(Transcript.class);
        listening = new Listening(
                parts.get(Group.class),
                new Recording(transcript),
                new Exchanges(transcript, state, parts.clock()::nanoTime),
                parts.get(Delegating.class),
                parts.get(Running.class),
                new Bot(333, "scholar_octo_bot", true),
                "scholar");
        add("atlas", "supervisor");
        add("sentinel", "worker");
    }

    @AfterEach
    void end() throws IOException {
        parts.close();
        database.close();
    }

    private void add(String name, String role) {
        peers.add(new Peer(name, URI.create("http://" + name + ":9100/mcp/"), List.of()));
        tell(name, name, role);
    }

    private void tell(String name, String own, String role) {
        Peer peer = peers.find(name).orElseThrow().peer();
        PeerInfo info = new PeerInfo(own, List.of(), role, "1", null);
        news.told(peer, new PeerInfo(own, List.of(), role, "1", null, info.profile(), false, null, name + "_octo_bot"));
    }

    private void away(String name) {
        news.failed(peers.find(name).orElseThrow().peer(), "connection refused");
    }

    private Message message(String text) {
        return Message.builder()
                .messageId(++messages)
                .date((int) parts.clock().instant().getEpochSecond())
                .chat(Chat.builder().id(FakeTelegram.GROUP).type("supergroup").build())
                .from(User.builder().id(7L).firstName("Human").isBot(false).build())
                .text(text)
                .build();
    }

    private Decision hear(String text) {
        return listening.hear(message(text), parts.clock().instant());
    }

    @Test
    void leavesEverythingUnaddressedToTheSupervisor() {
        Message question = message("uptime?");
        Instant then = arrived();
        assertThat(listening.hear(question, then).fate()).isEqualTo(Fate.HELD);
        parts.clock().forward(Duration.ofSeconds(4));
        tell("atlas", "atlas", "supervisor");

        assertThat(listening.again(question, then).fate()).isEqualTo(Fate.NOT_MINE);
        assertThat(hear("scholar, uptime?")).isEqualTo(new Decision(Fate.MINE, false, null));
    }

    @Test
    void takesUpWhatWasSaidToASupervisorThatHadJustBeenKilled() {
        Message question = message("uptime?");
        assertThat(listening.hear(question, arrived()).fate()).isEqualTo(Fate.HELD);
        Instant then = arrived();
        away("atlas");
        parts.clock().forward(Duration.ofSeconds(61));

        assertThat(listening.again(question, then)).isEqualTo(new Decision(Fate.MINE, true, "atlas"));
    }

    private Instant arrived() {
        return parts.clock().instant();
    }

    @Test
    void answersForASupervisorThatIsGoneFor60SecondsAndNoSooner() {
        away("atlas");
        parts.clock().forward(Duration.ofSeconds(59));
        assertThat(hear("uptime?")).isEqualTo(new Decision(Fate.HELD, true, "atlas"));
        parts.clock().forward(Duration.ofSeconds(2));

        assertThat(hear("uptime?")).isEqualTo(new Decision(Fate.MINE, true, "atlas"));
        assertThat(hear("atlas, uptime?").fate()).isEqualTo(Fate.NOT_MINE);
    }

    @Test
    void answersForASupervisorThatIsGoneThoughTheClockWasSetBack() {
        away("atlas");
        parts.clock().setBack(Duration.ofDays(1));

        assertThat(hear("uptime?")).isEqualTo(new Decision(Fate.MINE, true, "atlas"));
    }

    @Test
    void takesUpWhatWasHeldWhenTheTimeHasCome() {
        away("atlas");
        parts.clock().forward(Duration.ofSeconds(30));
        Message held = message("uptime?");
        assertThat(listening.hear(held, arrived()).fate()).isEqualTo(Fate.HELD);
        parts.clock().forward(Duration.ofSeconds(31));

        assertThat(listening.again(held, arrived().minusSeconds(31))).isEqualTo(new Decision(Fate.MINE, true, "atlas"));
    }

    @Test
    void stepsBackWhenTheSupervisorReturns() {
        away("atlas");
        parts.clock().forward(Duration.ofSeconds(30));
        Message held = message("uptime?");
        assertThat(listening.hear(held, arrived()).fate()).isEqualTo(Fate.HELD);
        parts.clock().forward(Duration.ofSeconds(100));
        tell("atlas", "atlas", "supervisor");

        assertThat(listening.again(held, arrived().minusSeconds(100)).fate()).isEqualTo(Fate.NOT_MINE);
    }

    /** It had taken the message up, was killed, and is back after the supervisor: which of them answers, claims tell. */
    @Test
    void knowsAfterARestartThatAMessageWasForEverybody() {
        Message question = message("uptime?");

        assertThat(listening.again(question, arrived().minusSeconds(100)))
                .isEqualTo(new Decision(Fate.NOT_MINE, true, null));
    }

    @Test
    void leavesItToAnEarlierNameUntilThatOneIsGoneToo() {
        add("beacon", "worker");
        away("atlas");
        parts.clock().forward(Duration.ofSeconds(61));
        Message question = message("uptime?");
        Instant then = arrived();
        assertThat(listening.hear(question, then).fate()).isEqualTo(Fate.HELD);
        parts.clock().forward(Duration.ofSeconds(2));
        tell("beacon", "beacon", "worker");
        assertThat(listening.again(question, then).fate()).isEqualTo(Fate.NOT_MINE);
        away("beacon");
        assertThat(hear("uptime?").fate()).isEqualTo(Fate.HELD);
        parts.clock().forward(Duration.ofSeconds(61));

        assertThat(hear("uptime?").fate()).isEqualTo(Fate.MINE);
    }

    @Test
    void namesTwoSupervisorsAndTwoOctosOfOneName() {
        add("beacon", "supervisor");
        tell("sentinel", "Scholar", "worker");
        hear("uptime?");

        assertThat(state.problems())
                .anyMatch(line -> line.startsWith("There are 2 supervisors in the group: atlas, beacon. atlas answers"))
                .anyMatch(line -> line.startsWith("Two Octos are named Scholar"));
        tell("beacon", "beacon", "worker");
        tell("sentinel", "sentinel", "worker");
        hear("uptime?");
        assertThat(state.problems()).isEmpty();
    }

    @Test
    void namesTwoOctosWithOneBot() {
        tell("sentinel", "sentinel", "worker");
        Peer peer = peers.find("sentinel").orElseThrow().peer();
        news.told(
                peer,
                new PeerInfo(
                        "sentinel",
                        List.of(),
                        "worker",
                        "1",
                        null,
                        io.octoswarm.instance.Profile.NONE,
                        false,
                        null,
                        "Scholar_octo_bot"));
        hear("uptime?");

        assertThat(state.problems()).anyMatch(line -> line.startsWith("Two Octos speak as the same bot"));
    }

    @Test
    void anExchangeAmongBotsEndsAfterFourHops() {
        int last = bot("@scholar_octo_bot hello", null);
        for (int i = 0; i < 2; i++) {
            last = bot("@scholar_octo_bot and?", last);
        }
        assertThat(hearBot("@scholar_octo_bot and?", last).fate()).isEqualTo(Fate.NOT_MINE);
    }

    @Test
    void botsAreAnsweredTwentyTimesAMinuteAtTheMost() {
        for (int i = 0; i < 20; i++) {
            assertThat(hearBot("@scholar_octo_bot hello", null).fate()).isEqualTo(Fate.MINE);
        }
        assertThat(hearBot("@scholar_octo_bot hello", null).fate()).isEqualTo(Fate.NOT_MINE);
        assertThat(state.problems()).anyMatch(line -> line.contains("Bots speak with one another without end"));
        parts.clock().setBack(Duration.ofHours(1));
        parts.clock().forward(Duration.ofSeconds(61));
        assertThat(hearBot("@scholar_octo_bot hello", null).fate()).isEqualTo(Fate.MINE);
        assertThat(state.problems()).isEmpty();
    }

    private int bot(String text, Integer replyTo) {
        hearBot(text, replyTo);
        return messages;
    }

    private Decision hearBot(String text, Integer replyTo) {
        Message message = message(text);
        message.setFrom(User.builder()
                .id(222L)
                .firstName("s")
                .isBot(true)
                .userName("sentinel_octo_bot")
                .build());
        message.setEntities(List.of(org.telegram.telegrambots.meta.api.objects.MessageEntity.builder()
                .type("mention")
                .offset(0)
                .length(17)
                .build()));
        if (replyTo != null) {
            message.setReplyToMessage(Message.builder()
                    .messageId(replyTo)
                    .chat(message.getChat())
                    .from(message.getFrom())
                    .build());
        }
        return listening.hear(message, arrived());
    }
}
