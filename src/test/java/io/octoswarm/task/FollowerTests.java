package io.octoswarm.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** A task at a peer, from its dispatch to its end. The follower's clock stands still until it is moved. */
class FollowerTests {
    private static final Duration PATIENCE = Duration.ofHours(24);

    @TempDir
    private Path folder;

    private final ScriptedPeer sentinel = new ScriptedPeer();
    private BoardFile file;
    private Follower follower;

    @BeforeEach
    void open() {
        file = new BoardFile(folder.resolve("octo.db"));
        follower = follower();
    }

    @AfterEach
    void close() {
        follower.stop();
        file.close();
    }

    @Test
    void followsATaskFromItsDispatchToItsResult() {
        String id = dispatched();
        awaitNote(id, "sentinel took it as remote-1");
        sentinel.stands(TaskState.RUNNING, "half way", null, null);
        awaitNote(id, "half way");

        sentinel.stands(TaskState.COMPLETED, null, "all is well", null);

        assertThat(awaitEnd(id).result()).isEqualTo("all is well");
        assertThat(sentinel.dispatches).hasValue(1);
    }

    @Test
    void whatFailsThereHasFailedHereWithItsReason() {
        String id = dispatched();
        sentinel.stands(TaskState.FAILED, null, null, "no such disk");

        assertThat(awaitEnd(id).error()).isEqualTo("sentinel: no such disk");
    }

    @Test
    void aPeerThatLostTheTaskIsNotWaitedFor() {
        sentinel.failure = new PeerTasks.Lost("sentinel does not know the task any more.");

        assertThat(awaitEnd(dispatched()).error()).isEqualTo("sentinel does not know the task any more.");
    }

    @Test
    void aPeerThatIsAwayIsWaitedFor() {
        sentinel.failure = new PeerTasks.Away("it cannot be reached");
        String id = dispatched();
        awaitNote(id, "sentinel is away since");
        file.clock.forward(PATIENCE.minusMinutes(1));
        awaitLooks(2);
        assertThat(file.board.find(id).orElseThrow().state()).isEqualTo(TaskState.RUNNING);

        sentinel.failure = null;
        sentinel.stands(TaskState.COMPLETED, null, "late, but well", null);

        assertThat(awaitEnd(id).result()).isEqualTo("late, but well");
    }

    @Test
    void aPeerThatNeverComesBackIsReportedWithWhatIsKnown() {
        sentinel.stands(TaskState.RUNNING, "reads the logs", null, null);
        String id = dispatched();
        awaitNote(id, "reads the logs");
        sentinel.failure = new PeerTasks.Away("it cannot be reached");
        file.clock.forward(PATIENCE.plusMinutes(1));

        Task given = awaitEnd(id);

        assertThat(given.state()).isEqualTo(TaskState.FAILED);
        assertThat(given.error())
                .startsWith("sentinel did not come back: not heard of since " + SettableClock.START)
                .endsWith("(it cannot be reached). Last known there: running: reads the logs.");
    }

    @Test
    void patienceGoesOnWhereItWasWhenTheFollowerIsStartedAnew() {
        sentinel.stands(TaskState.RUNNING, null, null, null);
        String id = dispatched();
        await().until(() -> file.board.lastHeard(id).isPresent());
        sentinel.failure = new PeerTasks.Away("it cannot be reached");
        follower.stop();
        file.clock.forward(PATIENCE.minusMinutes(1));

        follower = follower();
        follow();
        awaitLooks(2);
        assertThat(file.board.find(id).orElseThrow().state()).isEqualTo(TaskState.RUNNING);
        file.clock.forward(Duration.ofMinutes(6));

        assertThat(awaitEnd(id).error())
                .startsWith("sentinel did not come back: not heard of since " + SettableClock.START)
                .endsWith("Last known there: taken as remote-1.");
        assertThat(sentinel.dispatches).hasValue(1);
    }

    @Test
    void anOctoThatWasOffForLongTriesSomeMinutesBeforeItGivesUp() {
        sentinel.failure = new PeerTasks.Away("it cannot be reached");
        String id = file.board.post(NewTask.of("x").dispatchedTo("sentinel")).id();
        file.clock.forward(PATIENCE.multipliedBy(2));
        follow();
        awaitLooks(2);
        assertThat(file.board.find(id).orElseThrow().state()).isEqualTo(TaskState.RUNNING);

        file.clock.forward(Duration.ofMinutes(6));

        assertThat(awaitEnd(id).error()).startsWith("sentinel did not come back");
    }

    @Test
    void whatIsCancelledHereIsFollowedNoMore() {
        sentinel.stands(TaskState.RUNNING, null, null, null);
        String id = dispatched();
        awaitLooks(1);

        file.board.cancel(id);
        Leases.renew(follower.underWay(), Runnable::run);

        await().until(() -> follower.underWay().isEmpty());
    }

    private String dispatched() {
        String id = file.board.post(NewTask.of("x").dispatchedTo("sentinel")).id();
        follow();
        return id;
    }

    private void follow() {
        follower.follow(new Work(file.board.claimFollowed(BoardFile.ME).orElseThrow(), file.board));
    }

    private Follower follower() {
        StaticListableBeanFactory peers = new StaticListableBeanFactory();
        peers.addBean("sentinel", sentinel);
        TaskSettings settings = new TaskSettings(1, Optional.empty(), 30, 200, PATIENCE, List.of());
        return new Follower(file.board, peers.getBeanProvider(PeerTasks.class), settings, file.clock);
    }

    private Task awaitEnd(String id) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> file.board.find(id).orElseThrow().state().ended());
        return file.board.find(id).orElseThrow();
    }

    private void awaitNote(String id, String part) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            Leases.renew(follower.underWay(), Runnable::run);
            return String.valueOf(file.board.find(id).orElseThrow().progress()).contains(part);
        });
    }

    private void awaitLooks(int more) {
        int enough = sentinel.looks.get() + more;
        await().atMost(Duration.ofSeconds(30)).until(() -> sentinel.looks.get() >= enough);
    }

    /** Answers at once, with what it was told to say. */
    private static final class ScriptedPeer implements PeerTasks {
        private final AtomicInteger dispatches = new AtomicInteger();
        private final AtomicInteger looks = new AtomicInteger();
        private volatile RuntimeException failure;
        private volatile Standing standing = new Standing(TaskState.PENDING, null, null, null);

        private void stands(TaskState state, String note, String result, String error) {
            standing = new Standing(state, note, result, error);
        }

        @Override
        public CompletableFuture<String> dispatch(Task task) {
            looks.incrementAndGet();
            return failure == null
                    ? CompletableFuture.completedFuture("remote-" + dispatches.incrementAndGet())
                    : CompletableFuture.failedFuture(failure);
        }

        @Override
        public CompletableFuture<Standing> check(Task task, String remoteId) {
            looks.incrementAndGet();
            return failure == null
                    ? CompletableFuture.completedFuture(standing)
                    : CompletableFuture.failedFuture(failure);
        }
    }
}
