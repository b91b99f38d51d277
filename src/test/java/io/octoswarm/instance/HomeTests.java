package io.octoswarm.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTests {
    @TempDir
    private Path folder;

    @Test
    void makesTheFolderWhereItIsMissing() throws IOException {
        try (Home home = Home.take(folder.resolve("new/octo"))) {
            assertThat(home.peersFile()).isEqualTo(folder.resolve("new/octo/swarm/peers.json"));
            assertThat(home.database()).isEqualTo(folder.resolve("new/octo/swarm/octo.db"));
            assertThat(folder.resolve("new/octo/swarm")).isDirectory();
        }
    }

    @Test
    void aNewFolderIsItsOwnersAlone() throws IOException {
        Home.take(folder.resolve("octo")).close();

        assertThat(Files.getPosixFilePermissions(folder.resolve("octo")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void isGivenBackAndTakenAgain() throws IOException {
        Home.take(folder).close();
        Home.take(folder).close();
    }

    @Test
    void whatAKilledProcessLeftIsRemoved() throws IOException {
        Path left = Files.createDirectories(folder.resolve("swarm/tmp/work/Tomcat"));
        Files.createFile(left.resolve("page.class"));
        Files.createFile(folder.resolve("swarm/tmp/sqlite.so"));

        try (Home home = Home.take(folder)) {
            Path scratch = home.scratch().orElseThrow();
            assertThat(scratch).isEqualTo(folder.resolve("swarm/tmp")).isEmptyDirectory();
        }
    }

    @Test
    void isTakenOnceAtATime() throws IOException {
        try (Home home = Home.take(folder)) {
            assertThatThrownBy(() -> Home.take(folder))
                    .isInstanceOf(InvalidSetting.class)
                    .hasMessage("OCTO_DIR=" + folder
                            + " is not allowed: another Octo runs in this folder; end it or choose another one");
        }
    }

    @Test
    void aFileInItsPlaceIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Home.take(file))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("OCTO_DIR=" + file + " is not allowed: a folder that this user may write to is needed");
    }
}
