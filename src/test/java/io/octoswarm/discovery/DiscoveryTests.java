package io.octoswarm.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.octoswarm.TestOcto;
import io.octoswarm.instance.Instance;
import io.octoswarm.peer.Peers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    /** As the system has no thread to spare for a while. */
    @Test
    void anErrorIsNotItsEnd() throws InterruptedException {
        Instance instance = mock(Instance.class);
        when(instance.enabled()).thenReturn(true);
        Responders responders = mock(Responders.class);
        CountDownLatch ticks = new CountDownLatch(2);
        doAnswer(tick -> {
                    ticks.countDown();
                    throw new OutOfMemoryError("unable to create native thread");
                })
                .when(responders)
                .tick(any());
        Discovery discovery = new Discovery(
                new DiscoverySettings(DiscoverySettings.Mode.MDNS),
                instance,
                mock(Peers.class),
                mock(Approvals.class),
                mock(Sightings.class),
                responders,
                mock(Namesake.class));

        discovery.start();

        assertThat(ticks.await(60, TimeUnit.SECONDS)).isTrue();
        discovery.stop();
        discovery.destroy();
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
