package io.octoswarm.task;

import io.octoswarm.instance.InvalidSetting;
import io.octoswarm.instance.Variables;
import java.net.URI;
import java.util.Optional;

/**
 * How background work is kept and done.
 *
 * @param maxConcurrent tasks run at once, 1-1000
 * @param boardUrl the JDBC URL of a PostgreSQL board shared by the swarm; empty: this Octo's own SQLite board. It may
 *     hold a password and is therefore never printed.
 */
public record TaskSettings(int maxConcurrent, Optional<String> boardUrl) {
    public static TaskSettings from(Variables variables) {
        return new TaskSettings(
                variables.whole("BG_MAX_CONCURRENT", 3, 1, 1000),
                variables.find("SWARM_BOARD_URL").map(TaskSettings::checkedBoard));
    }

    private static String checkedBoard(String url) {
        try {
            if (url.startsWith("jdbc:postgresql://")
                    && URI.create(url.substring(5)).getAuthority() != null) {
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
