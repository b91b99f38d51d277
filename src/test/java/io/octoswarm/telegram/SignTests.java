package io.octoswarm.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.instance.Variables;
import io.octoswarm.testing.LocalDatabase;
import io.octoswarm.testing.SettableClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sign of work puts into the outbox; nothing is sent. */
class SignTests {
    private static final Place GROUP = new Place(-1001234567890L, null);
    private static final String CHECK = "check:-1001234567890:5:sentinel";

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private LocalDatabase database;
    private BotApi api;
    private Outbox outbox;

    @BeforeEach
    void open() {
        database = new LocalDatabase(folder.resolve("octo.db"));
        outbox = new Outbox(database.jdbc(), database.transactions(), clock, 111);
        Map<String, String> nowhere = Map.of("TELEGRAM_API_URL", "http://127.0.0.1:9");
        api = new BotApi(TelegramSettings.from(new Variables(nowhere)), "111:token", Patience.USUAL, clock);
    }

    @AfterEach
    void close() {
        api.close();
        database.close();
    }

    private Sign sign(boolean resumed) {
        return new Sign(api, outbox, new Pace(15, System::nanoTime), GROUP, "status:5", 5, resumed);
    }

    private List<String> said() {
        return database.jdbc()
                .sql("select plain from telegram_outbox where state <> 'dropped' order by id")
                .query(String.class)
                .list();
    }

    private void check(Sign sign) {
        sign.giveWay(() -> outbox.say(GROUP, CHECK, "Let me check with Sentinel...", null, "status:5"));
    }

    @Test
    void itFirstSaysThatItWorksAndGivesWayToWhoeverIsAsked() {
        try (Sign sign = sign(false)) {
            sign.show();
            assertThat(said()).containsExactly("Working on it…");
            check(sign);
            sign.show();
            assertThat(said()).containsExactly("Let me check with Sentinel...");
        }
    }

    /** Shown again below, it would become the answer there, above that of the one who is asked. */
    @Test
    void whatWasHeardBeforeSomebodyIsAskedIsNotShownAfterwards() {
        try (Sign sign = sign(false)) {
            sign.hear("I'll check with Sentinel.");
            check(sign);
            sign.show();
            assertThat(said()).containsExactly("Let me check with Sentinel...");

            sign.hear("\n\n");
            sign.hear("It is up");
            sign.show();
            assertThat(said()).containsExactly("Let me check with Sentinel...", "It is up …");
        }
    }

    @Test
    void anAnswerThatAFormerProcessBeganShowsNoneBelowWhatThatSaid() {
        outbox.say(GROUP, CHECK, "Let me check with Sentinel...", null, null);
        assertThat(outbox.begun(Delegating.asking(GROUP.chat(), "5"))).isTrue();
        assertThat(outbox.begun(Delegating.asking(GROUP.chat(), "50"))).isFalse();

        try (Sign sign = sign(true)) {
            sign.show();
            sign.hear("I'll check");
            sign.show();
            check(sign);
            sign.show();
            assertThat(said()).containsExactly("Let me check with Sentinel...");
        }
    }
}
