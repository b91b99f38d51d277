package io.octoswarm.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.testing.OctoProcess;
import io.octoswarm.testing.Said;
import io.octoswarm.testing.TestProcesses;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Other makers' servers as peers of the built program. */
class ForeignPeerIT {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @RegisterExtension
    static final TestProcesses processes = new TestProcesses();

    private static OctoProcess atlas;

    @AfterEach
    void removeThePeer() {
        if (atlas != null) {
            atlas.command("/swarm remove scholar");
        }
    }

    @ParameterizedTest
    @MethodSource("io.octoswarm.interop.Case#all")
    void isAddedSeenOnlineAndAskedForWhatItCan(Case meeting) {
        meeting.runtime().require(processes);
        ForeignPeer scholar = peer(meeting, ForeignPeer.Mode.STATELESS);

        Said added = atlas().command("/swarm add scholar " + scholar.url(meeting.path()));

        assertThat(added.text()).isEqualTo("scholar was added: online, capabilities: gardening, cooking.");
        assertThat(peers()).contains("scholar", "online", meeting.path(), "gardening");
        assertThat(atlas.ask("Any advice on gardening?").text()).contains("scholar heard: Any advice on gardening?");
    }

    @ParameterizedTest
    @MethodSource("io.octoswarm.interop.ForeignRuntime#all")
    void isAskedAgainAfterItForgotItsSessions(ForeignRuntime runtime) {
        Case meeting = new Case(runtime, "/mcp/");
        runtime.require(processes);
        ForeignPeer scholar = peer(meeting, ForeignPeer.Mode.STATEFUL);
        atlas().command("/swarm add scholar " + scholar.url(meeting.path()));
        assertThat(atlas.ask("scholar, are you there?").text()).contains("scholar heard");

        scholar.restart();

        await().atMost(LONGEST)
                .untilAsserted(
                        () -> assertThat(atlas.command("/swarm ping").text()).contains("online"));
        assertThat(atlas.ask("scholar, and now?").text()).contains("scholar heard: ");
    }

    private static ForeignPeer peer(Case meeting, ForeignPeer.Mode mode) {
        return ForeignPeer.start(meeting.runtime(), processes, "scholar", "gardening,cooking", mode);
    }

    private static String peers() {
        return atlas.command("/swarm peers").text();
    }

    /** Started when the first test is not skipped. */
    private static synchronized OctoProcess atlas() {
        if (atlas == null) {
            atlas = processes.octo("atlas", Map.of());
        }
        return atlas;
    }
}
