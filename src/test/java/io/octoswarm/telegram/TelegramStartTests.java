package io.octoswarm.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.TestOcto;
import io.octoswarm.testing.FakeTelegram;
import io.octoswarm.testing.FakeTelegram.Trouble;
import java.io.IOException;
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

/** How one Octo with a Telegram of the test starts, ends and starts again: real HTTP, real database, real threads. */
@ExtendWith(OutputCaptureExtension.class)
class TelegramStartTests {

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
        Map<String, String> settings = new HashMap<>(telegram.settings(token));
        settings.put("SWARM_ROLE", "supervisor");
        settings.put("TELEGRAM_MESSAGES_PER_MINUTE", "6000");
        settings.putAll(more);
        octo = TestOcto.start(folder, settings);
    }

    private String status() {
        return octo.command("/swarm").body();
    }

    @Test
    void answersWhatWasSaidWhileItWasDownUnlessItIsOlderThanADay() {
        int old = telegram.say("Who are you?");
        telegram.forward(Duration.ofHours(25));
        int question = telegram.say("Who are you?");
        startOcto(Map.of());

        assertThat(telegram.answerTo(question).text()).startsWith("I am atlas");
        await().atMost(FakeTelegram.LONG).until(() -> telegram.unconfirmed(token) == 0);
        assertThat(telegram.answersTo(old)).isEmpty();
    }

    @Test
    void aWrongTokenIsOneClearLineAndEndsThePolling(CapturedOutput output) {
        startOcto(Map.of("TELEGRAM_BOT_TOKEN", "1:geheim-token"));

        await().atMost(FakeTelegram.LONG)
                .until(() -> status().contains("Telegram refuses TELEGRAM_BOT_TOKEN (Unauthorized)"));
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
        await().atMost(FakeTelegram.LONG).until(() -> status().contains("Telegram cannot be reached"));

        telegram = FakeTelegram.start(port);
        telegram.bot(111, "atlas_octo_bot");
        assertThat(telegram.answerTo(telegram.say("Who are you?")).text()).startsWith("I am atlas");
        await().atMost(FakeTelegram.LONG).until(() -> !status().contains("Problem"));
        assertThat(output.getAll()).doesNotContain("secret-atlas");
    }

    @Test
    void followsTheGroupToItsNewId() {
        telegram.close();
        telegram = FakeTelegram.startSmall();
        telegram.bot(111, "atlas_octo_bot");
        startOcto(Map.of("SWARM_TELEGRAM_GROUP_ID", String.valueOf(FakeTelegram.SMALL_GROUP)));
        telegram.answerTo(telegram.say("Who are you?"));
        long moved = telegram.migrate();
        int question = telegram.say("Who are you?");

        assertThat(telegram.answerTo(question).text()).startsWith("I am atlas");
        assertThat(status()).contains("Put SWARM_TELEGRAM_GROUP_ID=" + moved);
    }

    @Test
    void answersTheSameAfterARestartOnlyWhatIsNew() throws IOException {
        startOcto(Map.of());
        int first = telegram.say("Who are you?");
        telegram.answerTo(first);
        octo.close();
        int second = telegram.say("Who are you?");
        startOcto(Map.of());

        telegram.answerTo(second);
        assertThat(telegram.answersTo(first)).hasSize(1);
        assertThat(telegram.answersTo(second)).hasSize(1);
    }

    @Test
    void theDoctorTellsWhatIsGoodAndWhatIsToBeDone() {
        token = telegram.bot(111, "atlas_octo_bot", false, false);
        startOcto(Map.of());
        telegram.answerTo(telegram.say("/swarm@atlas_octo_bot"));
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
    void theDoctorMissesATokenThatTheGroupNeeds() {
        startOcto(Map.of("TELEGRAM_BOT_TOKEN", ""));
        assertThat(octo.command("/swarm doctor").body())
                .containsPattern("TO DO +Telegram +SWARM_TELEGRAM_MODE is group, but TELEGRAM_BOT_TOKEN is not set");
    }

    @Test
    void theTokenIsNowhere(CapturedOutput output) {
        telegram.trouble("sendmessage", Trouble.CUT, Trouble.UNAUTHORIZED);
        startOcto(Map.of());
        telegram.say("Who are you?");
        await().atMost(FakeTelegram.LONG).until(() -> status().contains("Problem"));

        assertThat(List.of(
                        status(), octo.get("/").body(), octo.get("/api/status").body(), output.getAll()))
                .noneMatch(text -> text.contains("secret-atlas"));
    }
}
