package io.octoswarm.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.TestOcto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscoveryTests {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"off,true", "mdns,false"})
    void turnedOffItDoesNothingAndSaysHowToTurnItOn(String discovery, String enabled) throws IOException {
        try (TestOcto octo = TestOcto.start(folder, Map.of("SWARM_DISCOVERY", discovery, "SWARM_ENABLED", enabled))) {
            assertThat(octo.part(Discovery.class).isRunning()).isFalse();
            assertThat(octo.part(DiscoveryStatus.class).rows()).isEmpty();
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().contains("JmDNS")
                            || thread.getName().equals("discovery"));
            assertThat(octo.command("/swarm discover").statusCode()).isEqualTo(422);
            assertThat(octo.command("/swarm discover").body())
                    .contains(enabled.equals("true") ? "SWARM_DISCOVERY=mdns" : "SWARM_ENABLED=true");
        }
    }

    @Test
    void withoutAKeyThereIsNoProofToShow() throws IOException {
        try (TestOcto octo = TestOcto.start(folder, Map.of())) {
            assertThat(octo.get("/proof?nonce=" + "ab".repeat(32)).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aProofIsShownToWhoeverAsksProperlyAndTellsNoKey() throws IOException {
        try (TestOcto octo = TestOcto.start(folder, Map.of("SWARM_API_KEY", "one-key,another-key"))) {
            assertThat(octo.get("/proof").statusCode()).isEqualTo(400);
            assertThat(octo.get("/proof?nonce=" + "AB".repeat(32)).statusCode()).isEqualTo(400);
            assertThat(octo.get("/proof?nonce=" + "ab".repeat(5_000)).statusCode())
                    .isEqualTo(400);
            assertThat(octo.get("/proof?nonce=" + "ab".repeat(32)).body())
                    .matches("\\{\"proofs\":\\[\"[0-9a-f]{64}\",\"[0-9a-f]{64}\"]}")
                    .doesNotContain("one-key", "another-key");
        }
    }
}
