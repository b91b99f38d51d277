package io.octoswarm.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.instance.Variables;
import io.octoswarm.testing.FakeTelegram;
import io.octoswarm.testing.FakeTelegram.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The poll loop alone, over real HTTP, less patient than with Telegram's own servers. */
@ExtendWith(OutputCaptureExtension.class)
class PollingTests {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Patience LITTLE =
            new Patience(Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofMillis(1));

    private final FakeTelegram telegram = FakeTelegram.start();
    private final String token = telegram.bot(111, "atlas_octo_bot");
    private final State state = new State();
    private final News news = new News();
    private BotApi api;
    private Polling polling;

    /** Keeps what arrives, as a database would. */
    private static final class News implements Polling.Inlet {
        private final List<RawUpdates.Raw> taken = new CopyOnWriteArrayList<>();

        @Override
        public long offset() {
            return taken.isEmpty() ? 0 : taken.get(taken.size() - 1).id() + 1;
        }

        @Override
        public void take(RawUpdates.Batch updates) {
            taken.addAll(updates);
        }
    }

    private void start(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("TELEGRAM_API_URL", telegram.url()));
        settings.putAll(more);
        api = new BotApi(TelegramSettings.from(new Variables(settings)), token, LITTLE, Clock.systemUTC());
        polling = new Polling(api, state, LITTLE, bot -> polling.into(news));
        polling.start();
    }

    @AfterEach
    void end() throws InterruptedException {
        polling.close();
        api.close();
        telegram.close();
    }

    private void awaitNews(String text) {
        await().atMost(LONG)
                .until(() ->
                        news.taken.stream().anyMatch(update -> update.json().contains(text)));
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
                Trouble.STALL,
                Trouble.DONE_THEN_CUT);
        start(Map.of());
        telegram.say("Who are you?");

        awaitNews("Who are you?");
        await().atMost(LONG).until(() -> telegram.unconfirmed(token) == 0);
        await().atMost(LONG).until(() -> state.problems().isEmpty());
        assertThat(news.taken).hasSize(1);
        assertThat(output.getAll())
                .contains(
                        "Telegram cannot be reached: it answers with error 502.",
                        "Telegram cannot be reached: it cut the connection.",
                        "Telegram cannot be reached: it gives no answer.",
                        "Telegram asks to wait.",
                        "Another program polls with this token")
                .doesNotContain("secret-atlas");
    }

    @Test
    void aPollThatIsNeverAnsweredIsGivenUpAndBegunAnew(CapturedOutput output) {
        telegram.trouble("getupdates", Trouble.STALL, Trouble.STALL);
        start(Map.of());
        telegram.say("Who are you?");

        awaitProblem("Telegram cannot be reached: it gives no answer. It is tried again, at least once a minute.");
        awaitNews("Who are you?");
        await().atMost(LONG).until(() -> state.problems().isEmpty());
        assertThat(news.taken).hasSize(1);
        assertThat(output.getAll()).containsOnlyOnce("it gives no answer");
    }

    private void awaitProblem(String line) {
        await().atMost(LONG).untilAsserted(() -> assertThat(state.problems()).containsExactly(line));
    }
}
