package io.octoswarm.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.octoswarm.health.Circuits;
import io.octoswarm.instance.Trace;
import io.octoswarm.mcp.Meta;
import io.octoswarm.peer.PeerInfo;
import io.octoswarm.peer.Peers;
import io.octoswarm.task.PeerTasks;
import io.octoswarm.task.Priority;
import io.octoswarm.task.Task;
import io.octoswarm.testing.FakePeer;
import io.octoswarm.testing.Parts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What a peer says to background work: may it be asked again? */
class DispatchedTasksTests {
    @TempDir
    private Path folder;

    private final FakePeer sentinel = FakePeer.start("sentinel");
    private Parts parts;
    private DispatchedTasks tasks;

    @BeforeEach
    void start() {
        parts = Parts.of(folder)
                .with(
                        ClientConfiguration.class,
                        PeerClients.class,
                        PeerCalls.class,
                        Circuits.class,
                        DispatchedTasks.class)
                .start();
        tasks = parts.get(DispatchedTasks.class);
    }

    @AfterEach
    void close() throws IOException {
        parts.close();
        sentinel.close();
    }

    private void told(PeerInfo info) {
        parts.get(Peers.class).update(sentinel.peer(), status -> status.told(Instant.EPOCH, info));
    }

    private void dispatch() {
        Task task = mock(Task.class);
        when(task.id()).thenReturn("swarm-1f0c9a2b");
        when(task.peer()).thenReturn("sentinel");
        when(task.text()).thenReturn("x");
        when(task.context()).thenReturn("");
        when(task.priority()).thenReturn(Priority.NORMAL);
        when(task.path()).thenReturn(List.of());
        when(task.trace()).thenReturn(Trace.begin());
        when(task.createdAt()).thenReturn(Instant.EPOCH);
        tasks.dispatch(task).join();
    }

    @Test
    void aPeerThatIsBusyNowIsAskedAgainLater() {
        parts.get(Peers.class).add(sentinel.peer());
        sentinel.tool("dispatch_task", arguments -> {
            ObjectNode busy = FakePeer.text("sentinel is busy; try again in 5 s.", true);
            busy.putObject("_meta").put("octoswarm.io/retry", true);
            return busy;
        });

        assertThatThrownBy(this::dispatch)
                .hasCauseInstanceOf(PeerTasks.Away.class)
                .hasMessageContaining("sentinel refused: sentinel is busy");
    }

    /** It would do the task once for each time that it is asked, and so must not be asked again by our connection either. */
    @Test
    void aPeerThatKnowsNoIdempotencyKeysGetsNone() {
        sentinel.tool("dispatch_task", arguments -> FakePeer.text("{\"task_id\":\"1\"}", false));
        parts.get(Peers.class).add(sentinel.peer());
        dispatch();
        told(new PeerInfo("sentinel", List.of(), null, null, null));
        dispatch();
        told(new PeerInfo("sentinel", List.of(), "worker", "0.1.0", null));
        dispatch();

        assertThat(sentinel.calls("dispatch_task"))
                .extracting(call -> call.json().path("params").path("_meta").has(Meta.IDEMPOTENCY_KEY))
                .containsExactly(true, false, true);
    }

    @Test
    void aPeerThatRefusesForGoodIsNot() {
        parts.get(Peers.class).add(sentinel.peer());
        sentinel.tool("dispatch_task", arguments -> FakePeer.text("There is no such priority.", true));

        assertThatThrownBy(this::dispatch).hasCauseInstanceOf(PeerTasks.Lost.class);
    }

    /** After a start those on the network are not found yet; and a file may be half written. */
    @Test
    void aPeerThatIsNotKnownNowIsWaitedFor() {
        assertThatThrownBy(this::dispatch)
                .hasCauseInstanceOf(PeerTasks.Away.class)
                .hasMessageContaining("sentinel is no peer of this Octo now");
    }
}
