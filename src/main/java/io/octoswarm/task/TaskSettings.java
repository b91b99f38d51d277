package io.octoswarm.task;

import io.octoswarm.instance.InvalidSetting;
import io.octoswarm.instance.Variables;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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
    private static final Pattern BOARD = Pattern.compile("jdbc:postgresql://HOST(,HOST)*/[^/?@&;=\\s]*(\\?\\S*)?"
            .replace("HOST", "([\\p{L}\\p{N}._-]+|\\[[0-9A-Fa-f:.%]+])(:[0-9]{1,5})?"));

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
        // What the driver refuses it prints, and of "user:password@host" it takes all for the host's name.
        if (!BOARD.matcher(url).matches() || Driver.parseURL(url, null) == null) {
            throw InvalidSetting.secret(
                    "SWARM_BOARD_URL",
                    "jdbc:postgresql://host[:port][,host[:port]]/database[?user=...&password=...], with user and password"
                            + " there and not before an @");
        }
        return url;
    }

    @Override
    public String toString() {
        return "TaskSettings[maxConcurrent=" + maxConcurrent + ", board="
                + (boardUrl.isPresent() ? "postgresql" : "sqlite") + "]";
    }
}
