package io.octoswarm.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.testing.FakeTelegram;
import io.octoswarm.testing.FakeTelegram.Posted;
import io.octoswarm.testing.OctoProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/** The documentation's Octos, and a scholar, as processes of the built jar with a bot each in one group. */
final class TelegramSwarm implements AutoCloseable {
    static final Duration LONG = Duration.ofMinutes(5);

    private static final String CHECKING = "Let me check with ";

    final FakeTelegram telegram = FakeTelegram.start();
    private final Map<String, String> more;
    final Map<String, OctoProcess> octos = new LinkedHashMap<>();
    private final Map<String, String> tokens = new LinkedHashMap<>();

    TelegramSwarm(Path folder) {
        this(folder, Map.of());
    }

    /** @param more settings of each Octo */
    TelegramSwarm(Path folder, Map<String, String> more) {
        this.more = more;
        add(folder, "atlas", 111, Map.of("SWARM_ROLE", "supervisor", "SWARM_CAPABILITIES", "research,coding"));
        add(folder, "sentinel", 222, Map.of("SWARM_CAPABILITIES", "monitoring,ops,infrastructure"));
        add(folder, "scholar", 333, Map.of("SWARM_CAPABILITIES", "analysis,writing"));
        octos.values().parallelStream().forEach(OctoProcess::start);
        octos.values()
                .forEach(octo -> octos.values().stream()
                        .filter(other -> other != octo)
                        .forEach(other -> octo.command("/swarm add " + other.name() + " " + other.mcpUrl())));
        awaitBots();
    }

    private void add(Path folder, String name, int id, Map<String, String> own) {
        Map<String, String> settings = new LinkedHashMap<>(more);
        settings.putAll(own);
        tokens.put(name, telegram.bot(id, name + "_octo_bot"));
        settings.putAll(telegram.settings(tokens.get(name)));
        settings.put("TELEGRAM_MESSAGES_PER_MINUTE", "6000");
        octos.put(name, OctoProcess.prepare(folder.resolve(name), name, settings));
    }

    /** Until each knows the others' bots. */
    void awaitBots() {
        octos.values()
                .forEach(octo -> await(octo.name() + " knows the others' bots")
                        .atMost(LONG)
                        .pollInterval(Duration.ofMillis(500))
                        .untilAsserted(() -> {
                            octo.command("/swarm ping");
                            assertThat(octo.command("/swarm").text())
                                    .contains(
                                            "2 of 2 connected", "@" + octo.name() + "_octo_bot, group", "2 other bots");
                        }));
    }

    OctoProcess octo(String name) {
        return octos.get(name);
    }

    /** The answers to a message that are whole, once there are as many. */
    List<Posted> answers(int message, int count) {
        try {
            await("answers to " + message)
                    .atMost(LONG)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> telegram.wholeAnswersTo(message).size() >= count);
        } catch (ConditionTimeoutException missing) {
            throw new AssertionError(missing.getMessage() + "\n" + telegram.transcript(), missing);
        }
        return telegram.wholeAnswersTo(message);
    }

    /** The answers to a message; not that somebody else is asked, which takes the place of a sign of work on a slow machine. */
    List<Posted> answersTo(int message) {
        return telegram.answersTo(message).stream()
                .filter(posted -> !posted.text().startsWith(CHECKING))
                .toList();
    }

    Posted answer(int message) {
        return answers(message, 1).get(0);
    }

    /** What an Octo recorded of the group: kind, sender and text. */
    static List<String> transcript(OctoProcess octo) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection database = database(octo);
                ResultSet row = database.createStatement()
                        .executeQuery("select external_id, kind, sender, text from message where external_id in"
                                + " (select external_id from message order by id desc limit 6) order by id")) {
            while (row.next()) {
                lines.add(row.getString(2) + "|" + row.getString(3) + "|" + row.getString(4));
            }
        }
        return lines;
    }

    /** Until each has read all, answered what it is to answer, and said it. */
    void awaitQuiet() {
        await("nothing is left to be answered or said")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> {
                    for (OctoProcess octo : octos.values()) {
                        if (telegram.unconfirmed(tokens.get(octo.name())) > 0 || left(octo) > 0) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    private static int left(OctoProcess octo) throws SQLException {
        try (Connection database = database(octo);
                ResultSet row = database.createStatement()
                        .executeQuery("select (select count(*) from telegram_update where state <> 'done')"
                                + " + (select count(*) from telegram_outbox where state in ('waiting', 'sending'))")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Connection database(OctoProcess octo) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + octo.folder().resolve(".octo/swarm/octo.db"));
    }

    List<String> logs() {
        return new ArrayList<>(octos.values().stream().map(OctoProcess::log).toList());
    }

    @Override
    public void close() {
        octos.values().parallelStream().forEach(OctoProcess::close);
        telegram.close();
    }
}
