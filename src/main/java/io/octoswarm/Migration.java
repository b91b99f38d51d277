package io.octoswarm;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/**
 * Brings this Octo's own database to the state that this version knows. One that a newer version has left is used as it is,
 * since most of what a version changes is added; but whoever went back to this one is told.
 */
@Component
class Migration implements FlywayMigrationStrategy {
    private static final Logger log = LoggerFactory.getLogger(Migration.class);

    @Override
    public void migrate(Flyway flyway) {
        flyway.migrate();
        String unknown = Stream.of(flyway.info().applied())
                .filter(change -> !change.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            log.warn(
                    "The database swarm/octo.db was made by a newer version (its changes {} are unknown to this one)."
                            + " When something fails, take that version, or a copy of the database from before it.",
                    unknown);
        }
    }
}
