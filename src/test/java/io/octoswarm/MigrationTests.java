package io.octoswarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.sqlite.SQLiteDataSource;

@ExtendWith(OutputCaptureExtension.class)
class MigrationTests {
    @TempDir
    private Path folder;

    /** Both of the board, whose numbers go up to 9, and of this device. */
    @Test
    void aDatabaseOfANewerVersionIsUsedAndToldOf(CapturedOutput output) throws IOException {
        TestOcto.start(folder, Map.of()).close();
        assertThat(output).doesNotContain("newer version");
        changed(8);
        changed(99);

        TestOcto.start(folder, Map.of()).close();

        assertThat(output).contains("made by a newer version (its changes 8, 99 are unknown to this one)");
    }

    private void changed(int version) {
        SQLiteDataSource file = new SQLiteDataSource();
        file.setUrl("jdbc:sqlite:" + folder.resolve("swarm/octo.db"));
        JdbcClient.create(file)
                .sql(
                        "insert into flyway_schema_history values (?, ?, 'later', 'SQL', 'V' || ?, 1, '', current_timestamp, 1, 1)")
                .params(1000 + version, version, version)
                .update();
    }
}
