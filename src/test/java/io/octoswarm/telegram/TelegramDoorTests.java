package io.octoswarm.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.TestOcto;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerWaiting;
import io.octoswarm.testing.FakeTelegram;
import io.octoswarm.testing.FakeTelegram.Posted;
import io.octoswarm.testing.FakeTelegram.Trouble;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** One Octo, a supervisor, with a Telegram of the test: real HTTP, real database, real threads. */
@ExtendWith(OutputCaptureExtension.class)
class TelegramDoorTests {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private FakeTelegram telegram;
    private String token;
    private TestOcto octo;

    @BeforeEach
    void startTelegram() {
        telegram = FakeTelegram.start();
        token = telegram.bot(111, "atlas_octo_bot");
    }

    @AfterEach
    void end() throws IOException {
        if (octo != null) {
            octo.close();
        }
        telegram.close();
    }

    private void startOcto(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "SWARM_ROLE",
                "supervisor",
                "SWARM_TELEGRAM_MODE",
                "group",
                "SWARM_TELEGRAM_GROUP_ID",
                String.valueOf(FakeTelegram.GROUP),
                "TELEGRAM_BOT_TOKEN",
                token,
                "TELEGRAM_OWNER_ID",
                String.valueOf(FakeTelegram.OWNER),
                "TELEGRAM_API_URL",
                telegram.url()));
        settings.putAll(more);
        octo = TestOcto.start(folder, settings);
    }

    private Posted answerTo(int message) {
        await().atMost(LONG).until(() -> !telegram.answersTo(message).isEmpty());
        return telegram.answersTo(message).get(0);
    }

    private String status() {
        return octo.command("/swarm").body();
    }

    @Test
    void answersAQuestionOfTheGroupAsAReply() {
        startOcto(Map.of());
        int question = telegram.say("Who are you?");

        assertThat(answerTo(question).text()).startsWith("I am atlas");
        assertThat(status()).contains("@atlas_octo_bot, group " + FakeTelegram.GROUP);
        assertThat(octo.call("get_info", "{}")
                        .path("structuredContent")
                        .path("telegram_username")
                        .asString())
                .isEqualTo("atlas_octo_bot");
    }

    @Test
    void answersWhatWasSaidWhileItWasDown() {
        int question = telegram.say("Who are you?");
        startOcto(Map.of());

        assertThat(answerTo(question).text()).startsWith("I am atlas");
        await().atMost(LONG).until(() -> telegram.unconfirmed(token) == 0);
    }

    @Test
    void whatIsOlderThanADayIsNotAnsweredAnyMore() {
        int old = telegram.say("Who are you?");
        telegram.forward(Duration.ofHours(25));
        int question = telegram.say("Who are you?");
        startOcto(Map.of());

        answerTo(question);
        assertThat(telegram.answersTo(old)).isEmpty();
    }

    @Test
    void tellsTheGroupOnceThatAPeerWaits() {
        startOcto(Map.of());
        answerTo(telegram.say("Who are you?"));
        Peer found = new Peer("zeta", URI.create("http://192.168.1.77:9100/mcp/"), List.of());
        octo.publish(new PeerWaiting(found));
        octo.publish(new PeerWaiting(found));
        answerTo(telegram.say("Who are you?"));

        assertThat(telegram.answers().stream().map(Posted::text).filter(text -> text.contains("waits to be let in")))
                .containsExactly("An Octo named zeta was found at http://192.168.1.77:9100/mcp/ and waits to be let in."
                        + " If it is yours: /swarm approve zeta");
    }

    @Test
    void obeysCommands() {
        startOcto(Map.of());

        assertThat(answerTo(telegram.say("/swarm")).html())
                .startsWith("<pre>Name")
                .contains("supervisor");
        assertThat(answerTo(telegram.say("/swarm@atlas_octo_bot peers")).text()).contains("/swarm add");
        assertThat(answerTo(telegram.say("/nonsense")).text()).startsWith("There is no command /nonsense");
        assertThat(telegram.calls()).contains("setmycommands");
    }

    @Test
    void isSilentTowardsStrangersAndOtherBotsNames() {
        startOcto(Map.of());
        int stranger = telegram.sayAs(8, "atlas, who are you?");
        int other = telegram.say("@guest_of_mine who are you?");
        int mine = telegram.say("Who are you?");

        answerTo(mine);
        assertThat(telegram.answersTo(stranger)).isEmpty();
        assertThat(telegram.answersTo(other)).isEmpty();
    }

    @Test
    void tellsAStrangerInPrivateItsIdUntilTheOwnerLetsItIn() {
        startOcto(Map.of());
        telegram.sayInPrivate(55, "hello");
        await().atMost(LONG).until(() -> telegram.chat(55).size() == 2);
        assertThat(telegram.chat(55).get(1).text()).contains("Your id is 55", "/authorize 55");

        telegram.sayInPrivate(FakeTelegram.OWNER, "/authorize 55 Bea");
        await().atMost(LONG).until(() -> telegram.chat(FakeTelegram.OWNER).size() == 2);
        telegram.sayInPrivate(55, "Who are you?");
        await().atMost(LONG).until(() -> telegram.chat(55).size() == 4);
        assertThat(telegram.chat(55).get(3).text()).startsWith("I am atlas");

        telegram.sayInPrivate(55, "/authorize 56");
        await().atMost(LONG).until(() -> telegram.chat(55).size() == 6);
        assertThat(telegram.chat(55).get(5).text()).contains("Only the owner");
        telegram.sayInPrivate(FakeTelegram.OWNER, "/deauthorize 55");
        await().atMost(LONG).until(() -> telegram.chat(FakeTelegram.OWNER).size() == 4);
        assertThat(telegram.chat(FakeTelegram.OWNER).get(3).text()).contains("may not speak with this Octo any more");
    }

    @Test
    void aWrongTokenIsOneClearLineAndEndsThePolling(CapturedOutput output) {
        startOcto(Map.of("TELEGRAM_BOT_TOKEN", "1:geheim-token"));

        await().atMost(LONG).until(() -> status().contains("Telegram refuses TELEGRAM_BOT_TOKEN (Unauthorized)"));
        assertThat(telegram.calls()).containsExactly("getme");
        assertThat(output.getAll())
                .contains("Telegram refuses TELEGRAM_BOT_TOKEN")
                .doesNotContain("geheim");
    }

    @Test
    void startsWithoutANetworkAndIsThereWhenItComes(CapturedOutput output) {
        int port = telegram.port();
        telegram.close();
        startOcto(Map.of());
        await().atMost(LONG).until(() -> status().contains("Telegram cannot be reached"));

        telegram = FakeTelegram.start(port);
        telegram.bot(111, "atlas_octo_bot");
        assertThat(answerTo(telegram.say("Who are you?")).text()).startsWith("I am atlas");
        await().atMost(LONG).until(() -> !status().contains("Problem"));
        assertThat(output.getAll()).doesNotContain("secret-atlas");
    }

    @Test
    void everyFaultOfAPollIsOvercome(CapturedOutput output) {
        telegram.trouble(
                "getupdates",
                Trouble.BAD_GATEWAY,
                Trouble.CUT,
                Trouble.HALF,
                Trouble.TOO_MANY,
                Trouble.CONFLICT,
                Trouble.DONE_THEN_CUT);
        startOcto(Map.of());
        int question = telegram.say("Who are you?");

        await().atMost(Duration.ofSeconds(60))
                .until(() -> !telegram.answersTo(question).isEmpty());
        assertThat(telegram.answersTo(question)).hasSize(1);
        assertThat(output.getAll())
                .contains("Another program polls with this token")
                .doesNotContain("secret-atlas");
        await().atMost(LONG).until(() -> !status().contains("Problem"));
    }

    @Test
    void aSendThatWasCutAfterItArrivedIsNotRepeated() {
        telegram.trouble("sendmessage", Trouble.DONE_THEN_CUT);
        startOcto(Map.of());
        int first = telegram.say("Who are you?");
        answerTo(first);
        int second = telegram.say("Who are you, again?");

        answerTo(second);
        assertThat(telegram.answersTo(first)).hasSize(1);
    }

    @Test
    void aSendThatWasCutBeforeItArrivedIsRepeated() {
        telegram.trouble("sendmessage", Trouble.CUT, Trouble.TOO_MANY, Trouble.BAD_GATEWAY);
        startOcto(Map.of());
        int question = telegram.say("Who are you?");

        assertThat(answerTo(question).text()).startsWith("I am atlas");
        assertThat(telegram.answersTo(question)).hasSize(1);
    }

    @Test
    void anUpdateThatNobodyUnderstandsHoldsUpNothing() {
        startOcto(Map.of());
        telegram.send(
                FakeTelegram.OWNER, new JsonMapper().readValue("""
                {"text": "x", "reply_markup": {"inline_keyboard": 5}, "entities": "none", "from": []}""", tools.jackson.databind.node.ObjectNode.class));

        assertThat(answerTo(telegram.say("Who are you?")).text()).startsWith("I am atlas");
    }

    @Test
    void followsTheGroupToItsNewId() {
        telegram.close();
        telegram = FakeTelegram.startSmall();
        telegram.bot(111, "atlas_octo_bot");
        startOcto(Map.of("SWARM_TELEGRAM_GROUP_ID", String.valueOf(FakeTelegram.SMALL_GROUP)));
        answerTo(telegram.say("Who are you?"));
        long moved = telegram.migrate();
        int question = telegram.say("Who are you?");

        assertThat(answerTo(question).text()).startsWith("I am atlas");
        assertThat(status()).contains("Put SWARM_TELEGRAM_GROUP_ID=" + moved);
    }

    @Test
    void answersTheSameAfterARestartOnlyWhatIsNew() throws IOException {
        startOcto(Map.of());
        int first = telegram.say("Who are you?");
        answerTo(first);
        octo.close();
        int second = telegram.say("Who are you?");
        startOcto(Map.of());

        answerTo(second);
        assertThat(telegram.answersTo(first)).hasSize(1);
        assertThat(telegram.answersTo(second)).hasSize(1);
    }

    @Test
    void readsATextFileAndSaysOfAPictureThatItCannot() {
        telegram.file("notes", "hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        startOcto(Map.of());
        JsonMapper json = new JsonMapper();
        int photo =
                telegram.send(FakeTelegram.OWNER, json.readValue("""
                {"photo": [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}], "text": null}""", tools.jackson.databind.node.ObjectNode.class));
        int file = telegram.send(FakeTelegram.OWNER, json.readValue("""
                {"document": {"file_id": "notes", "file_unique_id": "n", "file_name": "notes.txt", "file_size": 5},
                 "caption": "Who are you?", "text": null}""", tools.jackson.databind.node.ObjectNode.class));

        assertThat(answerTo(photo).text()).contains("cannot take a picture");
        assertThat(answerTo(file).text()).isNotBlank();
    }

    @Test
    void theDoctorTellsWhatIsGoodAndWhatIsToBeDone() {
        token = telegram.bot(111, "atlas_octo_bot", false, false);
        startOcto(Map.of());
        answerTo(telegram.say("/swarm@atlas_octo_bot"));
        assertThat(octo.command("/swarm doctor").body())
                .containsPattern("good +Telegram token +is that of @atlas_octo_bot")
                .containsPattern("good +Telegram group +-1001234567890, as member")
                .containsPattern("TO DO +Telegram privacy +it sees commands and replies only; @BotFather, /setprivacy")
                .containsPattern("good +clock +agrees with Telegram's")
                .containsPattern("good +other bots +none is known in the group")
                .containsPattern("good +key +none is set")
                .containsPattern("good +model +none is set");

        telegram.admin(token, true);
        telegram.forward(Duration.ofHours(1)); // the fake's time, not that of its answers' headers
        assertThat(octo.command("/swarm doctor").body())
                .containsPattern("good +Telegram group +-1001234567890, as administrator")
                .containsPattern("good +Telegram privacy +is an administrator: it sees all messages");

        telegram.kick(token);
        assertThat(octo.command("/swarm doctor").body())
                .containsPattern("TO DO +Telegram group +@atlas_octo_bot is not in it; add it to -1001234567890");
        telegram.trouble("getme", Trouble.UNAUTHORIZED);
        assertThat(octo.command("/swarm doctor").body())
                .containsPattern("TO DO +Telegram token +is refused; get it from @BotFather");
    }

    @Test
    void stopEndsWhatRunsForTheGroup() {
        startOcto(Map.of());

        assertThat(answerTo(telegram.say("/stop")).text()).isEqualTo("Nothing runs for this conversation.");
    }

    @Test
    void keepsTheTopicAndTellsItsTopicsApart() {
        startOcto(Map.of());
        int topic = telegram.topic("Servers");
        Posted answer = answerTo(telegram.sayInTopic(topic, "Who are you?"));

        assertThat(answer.topic()).isEqualTo(topic);
        assertThat(answerTo(telegram.say("Who are you?")).topic()).isNull();
    }

    @Test
    void anAnswerWhoseTopicIsGoneComesWithoutIt() {
        startOcto(Map.of());
        int question = telegram.sayInTopic(4711, "Who are you?");

        assertThat(answerTo(question).topic()).isNull();
    }

    @Test
    void anAlbumIsAnsweredOnce() {
        startOcto(Map.of());
        int last = 0;
        for (String caption : List.of("\"caption\": \"atlas, who are you?\",", "", "")) {
            last = telegram.send(
                    FakeTelegram.OWNER,
                    new JsonMapper().readValue("{" + caption + """
                "photo": [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}],
                "media_group_id": "a"}""", tools.jackson.databind.node.ObjectNode.class));
        }
        int first = last - 2;
        answerTo(first);
        answerTo(telegram.say("Who are you?"));

        assertThat(telegram.answersTo(first + 1)).isEmpty();
        assertThat(telegram.answersTo(last)).isEmpty();
    }

    @Test
    void theTokenIsNowhere(CapturedOutput output) {
        telegram.trouble("sendmessage", Trouble.CUT, Trouble.UNAUTHORIZED);
        startOcto(Map.of());
        telegram.say("Who are you?");
        await().atMost(LONG).until(() -> status().contains("Problem"));

        assertThat(List.of(
                        status(), octo.get("/").body(), octo.get("/api/status").body(), output.getAll()))
                .noneMatch(text -> text.contains("secret-atlas"));
    }
}
