package io.octoswarm.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.TestOcto;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTests {
    @TempDir
    private Path folder;

    @Test
    void keepsWhoAskedWhatAndHowItWentButNotTheContents() throws Exception {
        try (TestOcto octo = TestOcto.start(folder, Map.of("SWARM_API_KEY", "secret-key"))) {
            octo.command("/swarm"); // with no key: refused, and no guess either
            octo.send(octo.request("/api/status").header("Authorization", "Bearer wrong-guess"));
            Audit audit = octo.part(Audit.class);
            await().until(() -> !audit.newest(10).isEmpty());

            assertThat(audit.newest(10)).extracting(Audit.Entry::what).containsExactly("show a key");
        }
        assertThat(Files.readString(folder.resolve("swarm/audit.jsonl"))).doesNotContain("wrong-guess", "secret-key");
    }

    @Test
    void toldByTheCommandWithTheNameThatAPeerGivesItself() throws Exception {
        try (TestOcto octo = TestOcto.start(folder, Map.of())) {
            octo.call("ask", "{\"question\":\"Who are you?\"}", "{\"octoswarm.io/path\":[\"sentinel\"]}");
            octo.call("ask", "{\"question\":\"\"}");

            await().untilAsserted(() -> assertThat(octo.command("/swarm audit").body())
                    .contains("127.0.0.1 (sentinel)  ask", "done", "refused", "/swarm audit")
                    .doesNotContain("Who are you?"));
            assertThat(octo.command("/swarm audit many").statusCode()).isEqualTo(422);
        }
    }

    @Test
    void theContentsAreKeptWhereTheOwnerWantsThat() throws Exception {
        try (TestOcto octo = TestOcto.start(folder, Map.of("SWARM_AUDIT_CONTENTS", "true"))) {
            octo.call("ask", "{\"question\":\"Who\\nare you?\"}");

            await().untilAsserted(() ->
                    assertThat(octo.command("/swarm audit").body()).contains("Who are you?"));
        }
    }

    @Test
    void aLineOfAFormerVersionIsToldWithoutATrace() throws Exception {
        Path file = folder.resolve("swarm/audit.jsonl");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                {"at":"2026-01-02T03:04:05Z","who":"pi","what":"ask","whom":"","result":"done","contents":""}
                """);
        try (TestOcto octo = TestOcto.start(folder, Map.of())) {
            assertThat(octo.command("/swarm audit").body()).containsPattern("pi +ask +- +- +done");
        }
    }

    @Test
    void theFileDoesNotGrowWithoutEnd() throws Exception {
        Path path = folder.resolve("audit.jsonl");
        AuditFile file = new AuditFile(path, 1_000);
        for (int i = 0; i < 500; i++) {
            file.add(List.of("line " + i));
        }

        try (var files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(each -> assertThat(Files.size(each)).isLessThan(1_100));
        }
        assertThat(Files.getPosixFilePermissions(path))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(file.newest(3)).containsExactly("line 497", "line 498", "line 499");
        assertThat(file.newest(120)).hasSize(120);
    }
}
