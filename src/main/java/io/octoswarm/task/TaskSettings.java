package io.octoswarm.task;

import io.octoswarm.instance.InvalidSetting;
import io.octoswarm.instance.Variables;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.postgresql.Driver;

/**
 * How background work is kept and done.
 *
 * @param maxConcurrent tasks run at once, 1-1000
 * @param boardUrl the JDBC URL of a PostgreSQL board shared by the swarm; empty: this Octo's own SQLite board. It may
 *     hold a password and is therefore never printed.
 * @param keepDays tasks that ended are kept so long, 1-3650
 * @param keepMegabytes texts of tasks that ended take no more than that, 1-100000
 * @param programs that tasks may run on this device; empty: none
 * @param patience how long a peer that has a task of ours may be away before the task has failed, 1 min to 30 days
 */
public record TaskSettings(
        int maxConcurrent,
        Optional<String> boardUrl,
        int keepDays,
        int keepMegabytes,
        Duration patience,
        List<String> programs) {
    public TaskSettings {
        programs = List.copyOf(programs);
    }

    public static TaskSettings from(Variables variables) {
        return new TaskSettings(
                variables.whole("BG_MAX_CONCURRENT", 3, 1, 1000),
                variables.find("SWARM_BOARD_URL").map(TaskSettings::checkedBoard),
                variables.whole("BG_KEEP_DAYS", 30, 1, 3650),
                variables.whole("BG_KEEP_MB", 200, 1, 100_000),
                Duration.ofMinutes(variables.whole("SWARM_PATIENCE_MINUTES", 1440, 1, 43_200)),
                variables.list("SWARM_SHELL"));
    }

    private static String checkedBoard(String url) {
        try {
            if (url.startsWith("jdbc:postgresql://")
                    && URI.create(url.substring(5)).getHost() != null
                    && Driver.parseURL(url, null) != null) { // what the driver refuses later it would print
                return url;
            }
        } catch (IllegalArgumentException malformed) {
            // refused below, without the cause: it would show the password
        }
        throw InvalidSetting.secret(
                "SWARM_BOARD_URL", "jdbc:postgresql://host[:port]/database[?user=...&password=...]");
    }

    @Override
    public String toString() {
        return "TaskSettings[maxConcurrent=" + maxConcurrent + ", board="
                + (boardUrl.isPresent() ? "postgresql" : "sqlite") + "]";
    }
}
