package io.octoswarm.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.octoswarm.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskBoardTests {
    private static final int THREADS = 16;

    @TempDir
    private Path folder;

    private BoardFile file;
    private TaskBoard board;

    @BeforeEach
    void open() throws Exception {
        file = new BoardFile(folder.resolve("octo.db"));
        board = file.board;
    }

    @AfterEach
    void close() {
        file.close();
    }

    /** The promise "a task acknowledged is a task kept" stands on these three. */
    @Test
    void aCommitIsOnTheDiskBeforeItReturns() {
        assertThat(pragma("journal_mode")).isEqualTo("wal");
        assertThat(pragma("synchronous")).isEqualTo("2"); // FULL
        assertThat(Integer.parseInt(pragma("busy_timeout"))).isGreaterThanOrEqualTo(5_000);
    }

    @Test
    void whatIsPostedIsKeptAsItIs() throws Exception {
        String ugly = "Grüße 🐙 '); drop table task; --\n\u0000\ttab";
        Task posted = board.post(new NewTask(ugly, "before", Priority.HIGH, "atlas", "key"));

        assertThat(posted)
                .isEqualTo(new Task(
                        posted.id(),
                        ugly,
                        "before",
                        Priority.HIGH,
                        TaskState.PENDING,
                        0,
                        "atlas",
                        null,
                        null,
                        null,
                        SettableClock.START,
                        null,
                        null));
        assertThat(board.find(posted.id())).contains(posted);
        file.close();
        open();
        assertThat(board.find(posted.id())).contains(posted);
    }

    @Test
    void idsHaveTheDocumentedForm() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            ids.add(file.post("x").id());
        }

        assertThat(ids).hasSize(200).allMatch(Task::isId);
    }

    @Test
    void aTaskThatIsNotThereIsNotFound() {
        assertThat(board.find("swarm-00000000")).isEmpty();
        assertThat(board.find("' or 1=1 --")).isEmpty();
    }

    @Test
    void theMostUrgentIsClaimedFirstThenTheOldest() {
        file.post("normal 1");
        file.clock.forward(Duration.ofNanos(1));
        file.post("normal 2");
        file.clock.forward(Duration.ofSeconds(1));
        file.post("low", Priority.LOW);
        file.post("high", Priority.HIGH);
        file.clock.forward(Duration.ofSeconds(1));
        file.post("urgent", Priority.URGENT);

        assertThat(claimAll()).extracting(Task::text).containsExactly("urgent", "high", "normal 1", "normal 2", "low");
    }

    /** Times are compared as text: without all their digits, 05.1 would come after 05.10000001. */
    @Test
    void ageIsRightAcrossAllDigitsOfASecond() {
        List<String> order = List.of(
                "2026-01-02T03:04:05Z",
                "2026-01-02T03:04:05.000000001Z",
                "2026-01-02T03:04:05.1Z",
                "2026-01-02T03:04:05.100000001Z",
                "2026-01-02T03:04:06Z",
                "2026-10-02T03:04:06Z");
        List<String> mixed = new ArrayList<>(order);
        Collections.reverse(mixed);
        mixed.forEach(time -> {
            file.clock.set(Instant.parse(time));
            file.post(time);
        });

        assertThat(claimAll()).extracting(Task::text).containsExactlyElementsOf(order);
    }

    @Test
    void aClaimRunsUnderANewAttempt() {
        String id = file.post("x").id();
        file.clock.forward(Duration.ofSeconds(3));

        Task claim = board.claim().orElseThrow();

        assertThat(claim.id()).isEqualTo(id);
        assertThat(claim.state()).isEqualTo(TaskState.RUNNING);
        assertThat(claim.attempt()).isEqualTo(1);
        assertThat(claim.startedAt()).isEqualTo(SettableClock.START.plusSeconds(3));
        assertThat(board.claim()).isEmpty();
    }

    @Test
    void twoClaimersNeverGetTheSameTask() throws Exception {
        int tasks = 100;
        IntStream.range(0, tasks).forEach(i -> file.post("t" + i));

        List<Task> claims = new ArrayList<>();
        atOnce(this::claimAll).forEach(claims::addAll);

        assertThat(claims).hasSize(tasks).extracting(Task::id).doesNotHaveDuplicates();
        assertThat(claims).allMatch(task -> task.attempt() == 1);
    }

    @Test
    void theSameKeyGivesTheSameTask() {
        Task first = board.post(new NewTask("x", "", Priority.LOW, "atlas", "key"));
        file.clock.forward(Duration.ofSeconds(1));
        Task again = board.post(new NewTask("x", "", Priority.LOW, "atlas", "key"));
        Task other = board.post(new NewTask("x", "", Priority.LOW, "atlas", "other key"));

        assertThat(again).isEqualTo(first);
        assertThat(other.id()).isNotEqualTo(first.id());
        assertThat(board.waiting()).isEqualTo(2);
    }

    @Test
    void theSameKeyGivesTheSameTaskEvenAfterItsEnd() {
        Task first = board.post(new NewTask("x", "", Priority.LOW, null, "key"));
        board.complete(board.claim().orElseThrow(), "done");

        Task again = board.post(new NewTask("x", "", Priority.LOW, null, "key"));

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(again.result()).isEqualTo("done");
    }

    @Test
    void withoutAKeyEveryPostIsATaskOfItsOwn() {
        assertThat(file.post("x").id()).isNotEqualTo(file.post("x").id());
    }

    @Test
    void theSameKeyFromManyThreadsAtOnceGivesOneTask() throws Exception {
        List<Task> posted = atOnce(() -> board.post(new NewTask("x", "", Priority.NORMAL, null, "key")));

        assertThat(posted)
                .hasSize(THREADS)
                .extracting(Task::id)
                .containsOnly(posted.get(0).id());
        assertThat(board.list(null, 100)).hasSize(1);
    }

    @Test
    void manyPostsAtOnceAllSucceed() throws Exception {
        List<Task> posted = atOnce(() -> file.post("x"));

        assertThat(posted).extracting(Task::id).doesNotHaveDuplicates();
        assertThat(board.waiting()).isEqualTo(THREADS);
    }

    @Test
    void aResultIsKept() {
        file.post("x");
        Task claim = board.claim().orElseThrow();
        file.clock.forward(Duration.ofSeconds(9));

        Task done = board.complete(claim, "the result").orElseThrow();

        assertThat(done.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(done.result()).isEqualTo("the result");
        assertThat(done.error()).isNull();
        assertThat(done.finishedAt()).isEqualTo(SettableClock.START.plusSeconds(9));
        assertThat(board.find(claim.id())).contains(done);
    }

    @Test
    void anErrorIsKept() {
        file.post("x");

        Task failed = board.fail(board.claim().orElseThrow(), "no disk").orElseThrow();

        assertThat(failed.state()).isEqualTo(TaskState.FAILED);
        assertThat(failed.error()).isEqualTo("no disk");
        assertThat(failed.result()).isNull();
    }

    @Test
    void aReportOfAnOlderAttemptIsRefused() {
        file.post("x");
        Task old = board.claim().orElseThrow();
        board.recover(3);
        Task current = board.claim().orElseThrow();

        assertThat(current.attempt()).isEqualTo(2);
        assertThat(board.complete(old, "late")).isEmpty();
        assertThat(board.fail(old, "late")).isEmpty();
        assertThat(board.find(old.id())).contains(current);
        assertThat(board.complete(current, "in time")).isPresent();
    }

    @Test
    void aReportIsTakenOnce() {
        file.post("x");
        Task claim = board.claim().orElseThrow();
        board.complete(claim, "first");

        assertThat(board.complete(claim, "second")).isEmpty();
        assertThat(board.fail(claim, "second")).isEmpty();
        assertThat(board.find(claim.id()).orElseThrow().result()).isEqualTo("first");
    }

    @Test
    void aReportOnATaskThatWasNeverClaimedIsRefused() {
        Task waiting = file.post("x");

        assertThat(board.complete(waiting, "out of nowhere")).isEmpty();
        assertThat(board.find(waiting.id())).contains(waiting);
    }

    @Test
    void ofManyReportsAtOnceOneIsTaken() throws Exception {
        file.post("x");
        Task claim = board.claim().orElseThrow();

        List<Optional<Task>> taken =
                atOnce(() -> board.complete(claim, Thread.currentThread().getName()));

        assertThat(taken).filteredOn(Optional::isPresent).hasSize(1);
    }

    @Test
    void aClaimThatIsHandedBackDoesNotCount() {
        file.post("x");
        Task claim = board.claim().orElseThrow();
        board.handBack(claim);

        assertThat(board.find(claim.id()).orElseThrow().state()).isEqualTo(TaskState.PENDING);
        assertThat(board.claim().orElseThrow().attempt()).isEqualTo(1);
    }

    @Test
    void aClaimOfOldCannotBeHandedBack() {
        file.post("x");
        Task old = board.claim().orElseThrow();
        board.recover(3);
        Task current = board.claim().orElseThrow();

        board.handBack(old);

        assertThat(board.find(old.id())).contains(current);
    }

    @Test
    void afterARestartWhatRanWaitsAgain() {
        file.post("ran");
        file.post("waits");
        String ran = board.claim().orElseThrow().id();

        assertThat(board.recover(3)).isEmpty();

        assertThat(board.find(ran).orElseThrow().state()).isEqualTo(TaskState.PENDING);
        assertThat(board.waiting()).isEqualTo(2);
    }

    @Test
    void aTaskThatEndsItsOctoAgainAndAgainFailsInTheEnd() {
        String id = file.post("the killer").id();
        String innocent = file.post("another", Priority.LOW).id();
        for (int i = 0; i < 2; i++) {
            board.claim();
            assertThat(board.recover(3)).isEmpty();
        }
        board.claim();

        List<Task> failed = board.recover(3);

        assertThat(failed).singleElement().satisfies(task -> {
            assertThat(task.id()).isEqualTo(id);
            assertThat(task.state()).isEqualTo(TaskState.FAILED);
            assertThat(task.error()).isEqualTo("It was cut off 3 times by the end of its Octo.");
            assertThat(task.finishedAt()).isNotNull();
        });
        assertThat(claimAll()).extracting(Task::id).containsExactly(innocent);
    }

    @Test
    void recoveryLeavesWhatHasEndedAlone() {
        file.post("x");
        Task done = board.complete(board.claim().orElseThrow(), "r").orElseThrow();
        Task cancelled = board.cancel(file.post("y").id()).orElseThrow();

        board.recover(1);

        assertThat(board.find(done.id())).contains(done);
        assertThat(board.find(cancelled.id())).contains(cancelled);
    }

    @Test
    void aWaitingTaskThatIsCancelledIsNeverClaimed() {
        String id = file.post("x").id();

        Task cancelled = board.cancel(id).orElseThrow();

        assertThat(cancelled.state()).isEqualTo(TaskState.CANCELLED);
        assertThat(cancelled.finishedAt()).isNotNull();
        assertThat(board.claim()).isEmpty();
    }

    @Test
    void theReportOnACancelledTaskIsRefused() {
        file.post("x");
        Task claim = board.claim().orElseThrow();
        board.cancel(claim.id());

        assertThat(board.complete(claim, "late")).isEmpty();
        assertThat(board.find(claim.id()).orElseThrow().state()).isEqualTo(TaskState.CANCELLED);
        assertThat(board.find(claim.id()).orElseThrow().result()).isNull();
    }

    @Test
    void cancellingNothingIsNothing() {
        assertThat(board.cancel("swarm-00000000")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "FAILED", "CANCELLED"})
    void whatHasEndedCannotBeCancelled(TaskState end) {
        Task claim = board.claim().orElseGet(() -> {
            file.post("x");
            return board.claim().orElseThrow();
        });
        switch (end) {
            case COMPLETED -> board.complete(claim, "r");
            case FAILED -> board.fail(claim, "e");
            default -> board.cancel(claim.id());
        }

        assertThatThrownBy(() -> board.cancel(claim.id()))
                .isInstanceOf(IllegalTaskMove.class)
                .hasMessage("Task " + claim.id() + " is " + end.text() + " and cannot become cancelled.");
    }

    @Test
    void listsTheNewestFirst() {
        for (String text : List.of("1", "2", "3")) {
            file.post(text);
            file.clock.forward(Duration.ofSeconds(1));
        }
        board.claim();

        assertThat(board.list(null, 10)).extracting(Task::text).containsExactly("3", "2", "1");
        assertThat(board.list(null, 2)).extracting(Task::text).containsExactly("3", "2");
        assertThat(board.list(TaskState.PENDING, 10)).extracting(Task::text).containsExactly("3", "2");
        assertThat(board.list(TaskState.RUNNING, 10)).extracting(Task::text).containsExactly("1");
        assertThat(board.list(TaskState.FAILED, 10)).isEmpty();
    }

    private List<Task> claimAll() {
        List<Task> claims = new ArrayList<>();
        for (Optional<Task> next = board.claim(); next.isPresent(); next = board.claim()) {
            claims.add(next.get());
        }
        return claims;
    }

    private <T> List<T> atOnce(Callable<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : pool.invokeAll(Collections.nCopies(THREADS, (Callable<T>) () -> {
                start.await();
                return work.call();
            }))) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private String pragma(String name) {
        return file.jdbc.sql("pragma " + name).query(String.class).single();
    }
}
