package io.octoswarm;

import io.octoswarm.instance.InstanceSettings;
import io.octoswarm.instance.InvalidSetting;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.ConnectorStartFailedException;
import org.springframework.boot.web.server.PortInUseException;

/** Turns the failures of a start that a user can mend into one line; all others are defects and keep their trace. */
final class StartFailure {
    private static final Logger log = LoggerFactory.getLogger(StartFailure.class);

    private StartFailure() {}

    static RuntimeException explained(RuntimeException failure, InstanceSettings instance) {
        if (find(failure, InvalidSetting.class) instanceof InvalidSetting invalid) {
            return invalid;
        }
        if (find(failure, PortInUseException.class) != null
                || find(failure, ConnectorStartFailedException.class) != null) {
            return new InvalidSetting(
                    "SWARM_PORT",
                    String.valueOf(instance.port()),
                    "another program listens there already; end it or choose another port");
        }
        Throwable database = find(failure, SQLException.class);
        if (database != null || find(failure, FlywayException.class) != null) {
            return new InvalidSetting(
                    "OCTO_DIR",
                    instance.folder().toString(),
                    "its database swarm/octo.db cannot be used"
                            + (database == null ? "" : " (" + database.getMessage() + ")")
                            + "; restore it from a copy, or move it away to begin with an empty one");
        }
        log.error("The Octo could not start because of a fault of its own", failure);
        return failure;
    }

    private static @Nullable Throwable find(Throwable failure, Class<? extends Throwable> type) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return cause;
            }
        }
        return null;
    }
}
