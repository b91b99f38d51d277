package io.octoswarm.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.testing.FakeTelegram.Posted;
import io.octoswarm.testing.OctoProcess;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The documentation's group with three Octos as processes. One story: the tests stand in its order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TelegramGroupIT {
    @TempDir
    static Path folder;

    private static TelegramSwarm swarm;

    @BeforeAll
    static void startSwarm() {
        swarm = new TelegramSwarm(folder);
    }

    @AfterAll
    static void endSwarm() {
        swarm.close();
    }

    /** Human; atlas: "Let me check with Sentinel..."; atlas: "@sentinel ..."; sentinel's answer; atlas' own. */
    private static void talksAsInTheDocumentation() {
        int question = swarm.telegram.say("What's the server uptime?");
        Posted closing = swarm.answer(question);
        List<Posted> said = swarm.telegram.answers().stream()
                .filter(posted -> posted.id() > question)
                .toList();

        assertThat(said.stream().map(Posted::sender))
                .containsExactly("atlas_octo_bot", "atlas_octo_bot", "sentinel_octo_bot", "atlas_octo_bot");
        assertThat(said.get(0).text()).isEqualTo("Let me check with Sentinel...");
        assertThat(said.get(1).text()).isEqualTo("@sentinel_octo_bot What's the server uptime?");
        assertThat(said.get(2).text()).startsWith("Server uptime: ").contains("Last restart: ");
        assertThat(said.get(2).replyTo()).isEqualTo(said.get(1).id());
        String uptime = said.get(2).text().replaceAll("(?s)^Server uptime: (.*?)\\..*", "$1");
        assertThat(closing.text()).isEqualTo("Server's been up " + uptime + ".");
        assertThat(said.get(3)).isEqualTo(closing);
    }

    @Test
    @Order(1)
    void theDocumentationsConversationHappensWhereBotsDoNotSeeOneAnother() {
        talksAsInTheDocumentation();
    }

    @Test
    @Order(2)
    void theDocumentationsConversationHappensWhereBotsSeeOneAnother() {
        swarm.telegram.botToBot(true);
        talksAsInTheDocumentation();
        swarm.telegram.botToBot(false);
    }

    @Test
    @Order(3)
    void exactlyTheAddressedOnesAnswer() {
        Map<String, List<String>> cases = new LinkedHashMap<>();
        cases.put("who are you?", List.of("atlas"));
        cases.put("@sentinel_octo_bot who are you?", List.of("sentinel"));
        cases.put("@sentinel who are you?", List.of("sentinel"));
        cases.put("who are you, @SCHOLAR_octo_bot and @sentinel?", List.of("scholar", "sentinel"));
        cases.put("sentinel, who are you?", List.of("sentinel"));
        cases.put("hey Scholar: who are you?", List.of("scholar"));
        cases.put("who are you, scholar?", List.of("scholar"));
        cases.put("atlas and sentinel, who are you?", List.of("atlas", "sentinel"));
        cases.put("tell me who sentinel is", List.of("sentinel"));
        cases.put("@all who are you?", List.of("atlas"));
        cases.put("/swarm", List.of("atlas"));
        cases.put("/swarm@scholar_octo_bot", List.of("scholar"));
        cases.put("🚀🚀 @sentinel_octo_bot who are you?", List.of("sentinel"));
        Map<String, Integer> messages = new LinkedHashMap<>();
        cases.forEach((text, names) -> messages.put(text, swarm.telegram.say(text)));
        cases.forEach((text, names) -> swarm.answers(messages.get(text), names.size()));
        swarm.answers(
                swarm.telegram.say("@atlas @scholar @sentinel who are you?"), 3); // whoever says too much has by then

        cases.forEach((text, names) -> assertThat(
                        swarm.answersTo(messages.get(text)).stream().map(Posted::sender))
                .as(text)
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(name -> name + "_octo_bot").toList()));
    }

    @Test
    @Order(4)
    void aReplyGoesToTheOneThatIsAnswered() {
        Posted scholars = swarm.answer(swarm.telegram.say("scholar, who are you?"));
        int followUp = swarm.telegram.reply(scholars.id(), "and how full are the disks?");

        assertThat(swarm.answer(followUp).sender()).isEqualTo("scholar_octo_bot");
    }

    @Test
    @Order(5)
    void nobodyAnswersAStrangerAnEditOrAForeignBotsName() {
        int stranger = swarm.telegram.sayAs(99, "sentinel, who are you?");
        int foreign = swarm.telegram.say("@other_bot who are you?");
        int question = swarm.telegram.say("scholar, who are you?");
        swarm.answer(question);
        swarm.telegram.edit(question, "scholar, who are you really?");
        swarm.answer(swarm.telegram.say("sentinel, who are you?"));
        swarm.answer(swarm.telegram.say("who are you?"));

        assertThat(swarm.answersTo(stranger)).isEmpty();
        assertThat(swarm.answersTo(foreign)).isEmpty();
        assertThat(swarm.answersTo(question)).hasSize(1);
    }

    /** Port and model depend on the machine: their lines are not looked at. */
    @Test
    @Order(6)
    void theDoctorProvesWhatTheOctosSeeOfOneAnother() {
        swarm.telegram.botToBot(false);
        assertThat(swarm.octo("atlas").terminal("doctor").text())
                .containsPattern("good +Telegram token +is that of @atlas_octo_bot")
                .containsPattern("good +peer sentinel +answers")
                .containsPattern("good +Octo sentinel +reaches this Octo")
                .containsPattern("good +bot @sentinel_octo_bot +is not shown what this bot says");
        swarm.telegram.botToBot(true);
        assertThat(swarm.octo("atlas").terminal("doctor").text())
                .containsPattern("good +bot @sentinel_octo_bot +is shown what this bot says");
        swarm.telegram.botToBot(false);
        await().atMost(TelegramSwarm.LONG)
                .until(() -> swarm.telegram.answers().stream()
                        .noneMatch(posted -> posted.text().startsWith("Examining")));
    }

    @Test
    @Order(7)
    void whatAnotherOctoSaidIsContextThoughTelegramDoesNotShowIt() throws Exception {
        Posted scholars = swarm.answer(swarm.telegram.say("scholar, how full are the disks?"));
        swarm.answer(swarm.telegram.say("sentinel, who are you?"));

        assertThat(TelegramSwarm.transcript(swarm.octo("sentinel")))
                .contains("octo|scholar|" + scholars.text())
                .doesNotHaveDuplicates();
    }

    @Test
    @Order(8)
    void allOfThemRestartAndAnswerWhatWasSaidMeanwhileOnce() {
        swarm.octos.values().parallelStream().forEach(OctoProcess::kill);
        int first = swarm.telegram.say("who are you?");
        int second = swarm.telegram.say("sentinel, who are you?");
        swarm.octos.values().parallelStream().forEach(OctoProcess::start);

        assertThat(swarm.answer(first).sender()).isEqualTo("atlas_octo_bot");
        assertThat(swarm.answer(second).sender()).isEqualTo("sentinel_octo_bot");
        swarm.awaitBots();
        swarm.answer(swarm.telegram.say("atlas, sentinel, scholar: who are you?"));
        assertThat(swarm.answersTo(first)).hasSize(1);
        assertThat(swarm.answersTo(second)).hasSize(1);
    }

    /** Who answers is looked at when nothing is left to be said; the command that changes the swarm goes last. */
    @Test
    @Order(9)
    void eachCaseOfTheTableIsAnsweredByThoseThatItNames() throws Exception {
        swarm.telegram.botToBot(true);
        Map<AddressingCase, Integer> said = new LinkedHashMap<>();
        AddressingCase.ofTheThree().stream()
                .sorted(Comparator.comparing(AddressingCase::isCommandToRemove))
                .forEach(each -> said.put(each, each.happensIn(swarm.telegram)));
        swarm.awaitQuiet();

        assertThat(said).hasSizeGreaterThan(50);
        assertThat(said)
                .allSatisfy((each, message) -> assertThat(
                                swarm.answersTo(message).stream().map(Posted::sender))
                        .as(each.toString())
                        .containsExactlyInAnyOrderElementsOf(each.expected()));
    }

    @Test
    @Order(10)
    void noTokenIsInALog() {
        await().atMost(TelegramSwarm.LONG).until(() -> swarm.logs().size() == 3);
        assertThat(swarm.logs()).noneMatch(log -> log.contains("secret-"));
    }
}
