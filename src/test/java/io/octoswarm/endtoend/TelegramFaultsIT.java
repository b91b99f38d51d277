package io.octoswarm.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.testing.FakeTelegram.Posted;
import io.octoswarm.testing.OctoProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three Octos in a group, of which one after the other is killed at random moments while people ask. Every message is
 * answered exactly once. {@code -Docto.telegram.messages=200} makes the short run of every build a long one.
 */
class TelegramFaultsIT {
    private static final int MESSAGES = Integer.getInteger("octo.telegram.messages", 15);
    private static final long SEED = Long.getLong("octo.telegram.seed", System.nanoTime());
    private static final int BETWEEN_KILLS = MESSAGES / Math.max(3, MESSAGES / 10);
    private static final List<String> QUESTIONS = List.of(
            "who are you?",
            "What's the server uptime?",
            "@sentinel_octo_bot who are you?",
            "scholar, who are you?",
            "how full are the disks here?",
            "/swarm@scholar_octo_bot");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private final Random random = new Random(SEED);
    private final ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();
    private TelegramSwarm swarm;

    @BeforeEach
    void startSwarm() {
        swarm = new TelegramSwarm(folder, Map.of("TELEGRAM_STAND_IN_SECONDS", "10"));
    }

    @AfterEach
    void endSwarm() {
        killer.shutdownNow();
        swarm.close();
    }

    /** Both stand in one test, as the start of three processes takes longer than either. */
    @Test
    void everyMessageIsAnsweredOnceWhoeverIsKilledAndAWorkerStandsInForTheSupervisor() throws Exception {
        answersEveryMessageOnceWhoeverIsKilled();
        swarm.awaitBots();
        standsInForTheSupervisorAndStepsBack();
    }

    private void answersEveryMessageOnceWhoeverIsKilled() throws Exception {
        Map<Integer, String> asked = new LinkedHashMap<>();
        List<OctoProcess> victims = new ArrayList<>(swarm.octos.values());
        Collections.shuffle(victims, random);
        long began = System.nanoTime();
        Future<?> kill = killer.submit(() -> {});
        int kills = 0;
        while (asked.size() < MESSAGES) {
            if (asked.size() % BETWEEN_KILLS == BETWEEN_KILLS / 2) {
                kill.get(5, TimeUnit.MINUTES); // the one before is up again
                OctoProcess victim = victims.get(kills % victims.size());
                kill = killer.schedule(
                        () -> {
                            victim.kill();
                            victim.start();
                        },
                        random.nextInt(700),
                        TimeUnit.MILLISECONDS);
                kills++;
            }
            if (random.nextInt(4) == 0) {
                swarm.telegram.botToBot(random.nextBoolean());
            }
            String question = random(QUESTIONS);
            int message = swarm.telegram.say(question);
            asked.put(message, question);
            if (random.nextInt(3) == 0) { // some come while the one before is worked on, some do not
                swarm.answer(message);
            }
        }
        kill.get(5, TimeUnit.MINUTES);
        asked.keySet().forEach(swarm::answer);
        swarm.answers(
                swarm.telegram.say("@atlas @scholar @sentinel who are you?"), 3); // whoever says too much has by then
        Map<Integer, List<Posted>> wrong = new LinkedHashMap<>();
        asked.keySet().forEach(message -> {
            List<Posted> answers = swarm.answersTo(message);
            if (answers.size() != 1) {
                wrong.put(message, answers);
            }
        });
        System.out.println("Telegram faults, seed " + SEED + ": " + MESSAGES + " messages, " + kills + " kills, "
                + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began) + " s, not answered once: " + wrong);
        assertThat(wrong).as("seed %s\n%s", SEED, swarm.telegram.transcript()).isEmpty();
    }

    private void standsInForTheSupervisorAndStepsBack() {
        swarm.octo("atlas").kill();
        int question = swarm.telegram.say("who are you?");
        int named = swarm.telegram.say("atlas, who are you?");
        Posted answer = swarm.answer(question);
        assertThat(answer.sender()).isEqualTo("scholar_octo_bot");
        assertThat(answer.text()).startsWith("atlas is away; scholar answers for it.");

        swarm.octo("atlas").start();
        assertThat(swarm.answer(named).sender()).isEqualTo("atlas_octo_bot");
        await().atMost(TelegramSwarm.LONG)
                .until(() -> swarm.octo("scholar")
                        .command("/swarm peers")
                        .text()
                        .lines()
                        .anyMatch(line -> line.contains("atlas") && line.contains("online")));
        assertThat(swarm.answer(swarm.telegram.say("who are you?")).sender()).isEqualTo("atlas_octo_bot");
        assertThat(swarm.answersTo(question)).hasSize(1);
    }

    private <T> T random(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
