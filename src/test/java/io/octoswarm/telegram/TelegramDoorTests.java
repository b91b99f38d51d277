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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One Octo, a supervisor, with a Telegram of the test: real HTTP, real database, real threads. All tests share it. */
class TelegramDoorTests {

    @TempDir
    static Path folder;

    private static FakeTelegram telegram;
    private static TestOcto octo;

    @BeforeAll
    static void start() {
        telegram = FakeTelegram.start();
        Map<String, String> settings = new HashMap<>(telegram.settings(telegram.bot(111, "atlas_octo_bot")));
        settings.put("SWARM_ROLE", "supervisor");
        settings.put("TELEGRAM_MESSAGES_PER_MINUTE", "6000");
        octo = TestOcto.start(folder, settings);
    }

    @AfterAll
    static void end() throws IOException {
        octo.close();
        telegram.close();
    }

    private static ObjectNode fields(String json) {
        return JsonMapper.shared().readValue(json, ObjectNode.class);
    }

    @Test
    void answersAQuestionOfTheGroupAsAReply() {
        int question = telegram.say("Who are you?");

        assertThat(telegram.answerTo(question).text()).startsWith("I am atlas");
        assertThat(octo.command("/swarm").body()).contains("@atlas_octo_bot, group " + FakeTelegram.GROUP);
        assertThat(octo.call("get_info", "{}")
                        .path("structuredContent")
                        .path("telegram_username")
                        .asString())
                .isEqualTo("atlas_octo_bot");
    }

    @Test
    void tellsTheGroupOnceThatAPeerWaits() {
        telegram.answerTo(telegram.say("Who are you?"));
        Peer found = new Peer("zeta", URI.create("http://192.168.1.77:9100/mcp/"), List.of());
        octo.publish(new PeerWaiting(found));
        octo.publish(new PeerWaiting(found));
        telegram.answerTo(telegram.say("Who are you?"));

        assertThat(telegram.answers().stream().map(Posted::text).filter(text -> text.contains("waits to be let in")))
                .containsExactly("An Octo named zeta was found at http://192.168.1.77:9100/mcp/ and waits to be let in."
                        + " If it is yours: /swarm approve zeta");
    }

    @Test
    void obeysCommands() {
        assertThat(telegram.answerTo(telegram.say("/swarm")).html())
                .startsWith("<pre>Name")
                .contains("supervisor");
        assertThat(telegram.answerTo(telegram.say("/swarm@atlas_octo_bot peers"))
                        .text())
                .contains("/swarm add");
        assertThat(telegram.answerTo(telegram.say("/nonsense")).text()).startsWith("There is no command /nonsense");
        assertThat(telegram.calls()).contains("setmycommands");
    }

    @Test
    void isSilentTowardsStrangersAndOtherBotsNames() {
        int stranger = telegram.sayAs(8, "atlas, who are you?");
        int other = telegram.say("@guest_of_mine who are you?");
        int mine = telegram.say("Who are you?");

        telegram.answerTo(mine);
        assertThat(telegram.answersTo(stranger)).isEmpty();
        assertThat(telegram.answersTo(other)).isEmpty();
    }

    @Test
    void tellsAStrangerInPrivateItsIdUntilTheOwnerLetsItIn() {
        telegram.sayInPrivate(55, "hello");
        await().atMost(FakeTelegram.LONG).until(() -> telegram.chat(55).size() == 2);
        assertThat(telegram.chat(55).get(1).text()).contains("Your id is 55", "/authorize 55");

        telegram.sayInPrivate(FakeTelegram.OWNER, "/authorize 55 Bea");
        await().atMost(FakeTelegram.LONG)
                .until(() -> telegram.chat(FakeTelegram.OWNER).size() == 2);
        telegram.sayInPrivate(55, "Who are you?");
        await().atMost(FakeTelegram.LONG).until(() -> telegram.chat(55).size() == 4);
        assertThat(telegram.chat(55).get(3).text()).startsWith("I am atlas");

        telegram.sayInPrivate(55, "/authorize 56");
        await().atMost(FakeTelegram.LONG).until(() -> telegram.chat(55).size() == 6);
        assertThat(telegram.chat(55).get(5).text()).contains("Only the owner");
        telegram.sayInPrivate(FakeTelegram.OWNER, "/deauthorize 55");
        await().atMost(FakeTelegram.LONG)
                .until(() -> telegram.chat(FakeTelegram.OWNER).size() == 4);
        assertThat(telegram.chat(FakeTelegram.OWNER).get(3).text()).contains("may not speak with this Octo any more");
    }

    @Test
    void aSendThatWasCutAfterItArrivedIsNotRepeated() {
        telegram.trouble("sendmessage", Trouble.DONE_THEN_CUT);
        int first = telegram.say("Who are you?");
        telegram.answerTo(first);
        int second = telegram.say("Who are you, again?");

        telegram.answerTo(second);
        assertThat(telegram.answersTo(first)).hasSize(1);
    }

    @Test
    void aSendWhoseReceiptIsLostIsNotRepeatedWhereLookingForItIsHeldUp() {
        telegram.trouble("sendmessage", Trouble.DONE_THEN_CUT);
        telegram.trouble("editmessagetext", Trouble.TOO_MANY, Trouble.BAD_GATEWAY, Trouble.CUT);
        int first = telegram.say("Who are you?");
        telegram.answerTo(first);

        telegram.answerTo(telegram.say("Who are you, again?"));
        assertThat(telegram.answersTo(first)).hasSize(1);
    }

    @Test
    void aSendThatWasCutBeforeItArrivedIsRepeated() {
        telegram.trouble("sendmessage", Trouble.CUT, Trouble.TOO_MANY, Trouble.BAD_GATEWAY);
        int question = telegram.say("Who are you?");

        assertThat(telegram.answerTo(question).text()).startsWith("I am atlas");
        assertThat(telegram.answersTo(question)).hasSize(1);
    }

    @Test
    void anUpdateThatNobodyUnderstandsHoldsUpNothing() {
        telegram.send(FakeTelegram.OWNER, fields("""
                {"text": "x", "reply_markup": {"inline_keyboard": 5}, "entities": "none", "from": []}"""));

        assertThat(telegram.answerTo(telegram.say("Who are you?")).text()).startsWith("I am atlas");
    }

    @Test
    void saysOfAFileThatItTakesAModelToLookAtIt() {
        int photo = telegram.send(FakeTelegram.OWNER, fields("""
                {"photo": [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}], "text": null}"""));
        int file = telegram.send(FakeTelegram.OWNER, fields("""
                {"document": {"file_id": "notes", "file_unique_id": "n", "file_name": "notes.txt", "file_size": 5},
                 "caption": "Who are you?", "text": null}"""));

        int voice = telegram.send(FakeTelegram.OWNER, fields("""
                {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}, "caption": "atlas, who are you?"}"""));
        int sticker = telegram.send(FakeTelegram.OWNER, fields("""
                {"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1}}"""));

        assertThat(telegram.answerTo(photo).text())
                .isEqualTo("Without a language model I cannot look at a picture. Tell me in words what you need.");
        assertThat(telegram.answerTo(voice).text())
                .startsWith("I am atlas")
                .endsWith("(I cannot take a recording yet.)");
        assertThat(telegram.answerTo(sticker).text())
                .isEqualTo("I cannot take a sticker yet. Tell me in words what you need.");
        assertThat(telegram.answerTo(file).text())
                .startsWith("I am atlas")
                .endsWith("(Without a language model I cannot look at a file.)");
    }

    @Test
    void stopEndsWhatRunsForTheGroup() {
        assertThat(telegram.answerTo(telegram.say("/stop")).text()).isEqualTo("Nothing runs for this conversation.");
    }

    @Test
    void keepsTheTopicAndTellsItsTopicsApart() {
        int topic = telegram.topic("Servers");
        Posted answer = telegram.answerTo(telegram.sayInTopic(topic, "Who are you?"));

        assertThat(answer.topic()).isEqualTo(topic);
        assertThat(telegram.answerTo(telegram.say("Who are you?")).topic()).isNull();
    }

    @Test
    void anAnswerWhoseTopicIsGoneComesWithoutIt() {
        int question = telegram.sayInTopic(4711, "Who are you?");

        assertThat(telegram.answerTo(question).topic()).isNull();
    }

    @Test
    void anAlbumIsAnsweredOnce() {
        int last = 0;
        for (String caption : List.of("\"caption\": \"atlas, who are you?\",", "", "")) {
            last = telegram.send(FakeTelegram.OWNER, fields("{" + caption + """
                "photo": [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}],
                "media_group_id": "a"}"""));
        }
        int first = last - 2;
        telegram.answerTo(first);
        telegram.answerTo(telegram.say("Who are you?"));

        assertThat(telegram.answersTo(first + 1)).isEmpty();
        assertThat(telegram.answersTo(last)).isEmpty();
    }
}
