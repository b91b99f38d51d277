package io.octoswarm.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.octoswarm.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        String ugly = "Grüße 🐙 '); drop table task; --\n\ttab";
        Task posted = board.post(new NewTask(ugly, "before", Priority.HIGH, "atlas", "key"));

        assertThat(posted.text()).isEqualTo(ugly);
        assertThat(posted.context()).isEqualTo("before");
        assertThat(posted.priority()).isEqualTo(Priority.HIGH);
        assertThat(posted.state()).isEqualTo(TaskState.PENDING);
        assertThat(posted.origin()).isEqualTo("atlas");
        assertThat(posted.createdAt()).isEqualTo(SettableClock.START);
        assertThat(board.find(posted.id())).contains(posted);
        file.close();
        open();
        assertThat(board.find(posted.id())).contains(posted);
    }

    /** Where SQL is put together, no number may be spelt as people there spell it. */
    @Test
    void aDeviceMayCountInItsOwnDigits() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("fa-IR"));
        try {
            Task posted = file.post("x");
            assertThat(posted.id()).matches("swarm-[0-9a-f]{8}");
            assertThat(file.claim()).map(Task::id).contains(posted.id());
        } finally {
            Locale.setDefault(before);
        }
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
        file.clock.forward(Duration.ofMillis(1));
        file.post("normal 2");
        file.clock.forward(Duration.ofSeconds(1));
        file.post("low", Priority.LOW);
        file.post("high", Priority.HIGH);
        file.clock.forward(Duration.ofSeconds(1));
        file.post("urgent", Priority.URGENT);

        assertThat(claimAll()).extracting(Task::text).containsExactly("urgent", "high", "normal 1", "normal 2", "low");
    }

    @Test
    void oldWorkThatMattersLittleIsNotStarvedByUrgentWork() {
        file.post("low", Priority.LOW);
        file.clock.forward(Duration.ofMinutes(30));
        for (int hour = 1; hour <= 4; hour++) {
            file.clock.forward(Duration.ofHours(1));
            file.post("urgent " + hour, Priority.URGENT);
        }

        assertThat(claimAll())
                .extracting(Task::text)
                .containsExactly("urgent 1", "urgent 2", "low", "urgent 3", "urgent 4");
    }

    @Test
    void oldWorkInOneLaneIsNotStarvedByUrgentWorkInAnother() {
        file.board.post(NewTask.of("low").withPriority(Priority.LOW).needing(List.of("research")));
        file.clock.forward(Duration.ofHours(4));
        file.post("urgent", Priority.URGENT);

        assertThat(claimAll()).extracting(Task::text).containsExactly("low", "urgent");
    }

    /** As on a computer that keeps no time while it is off. */
    @Test
    void workWaitsForNoClockThatWasSetBack() {
        String id = file.post("x").id();
        file.clock.forward(Duration.ofHours(-1));

        assertThat(file.claim().orElseThrow().id()).isEqualTo(id);
    }

    @Test
    void afterAStandstillNoLeaseCountsAsLostForAWhile() {
        file.post("x");
        Task claim = file.board
                .claim(new Claimant("sentinel", List.of(), 0, 3, false))
                .orElseThrow();
        file.clock.forward(Duration.ofSeconds(60));

        file.board.recoverLeases();
        file.board.tidy();
        assertThat(file.complete(claim, "done")).isPresent();
    }

    @Test
    void aClaimRunsUnderANewAttempt() {
        String id = file.post("x").id();
        file.clock.forward(Duration.ofSeconds(3));

        Task claim = file.claim().orElseThrow();

        assertThat(claim.id()).isEqualTo(id);
        assertThat(claim.state()).isEqualTo(TaskState.RUNNING);
        assertThat(claim.attempt()).isEqualTo(1);
        assertThat(claim.startedAt()).isEqualTo(SettableClock.START.plusSeconds(3));
        assertThat(file.claim()).isEmpty();
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
        assertThat(file.waiting()).isEqualTo(2);
    }

    @Test
    void theSameKeyGivesTheSameTaskEvenAfterItsEnd() {
        Task first = board.post(new NewTask("x", "", Priority.LOW, null, "key"));
        file.complete(file.claim().orElseThrow(), "done");

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
        assertThat(file.list(null)).hasSize(1);
    }

    @Test
    void manyPostsAtOnceAllSucceed() throws Exception {
        List<Task> posted = atOnce(() -> file.post("x"));

        assertThat(posted).extracting(Task::id).doesNotHaveDuplicates();
        assertThat(file.waiting()).isEqualTo(THREADS);
    }

    @Test
    void aResultIsKept() {
        file.post("x");
        Task claim = file.claim().orElseThrow();
        file.clock.forward(Duration.ofSeconds(9));

        Task done = file.complete(claim, "the result").orElseThrow();

        assertThat(done.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(done.result()).isEqualTo("the result");
        assertThat(done.error()).isNull();
        assertThat(done.finishedAt()).isEqualTo(SettableClock.START.plusSeconds(9));
        assertThat(board.find(claim.id())).contains(done);
    }

    @Test
    void anErrorIsKept() {
        file.post("x");

        Task failed = file.fail(file.claim().orElseThrow(), "no disk").orElseThrow();

        assertThat(failed.state()).isEqualTo(TaskState.FAILED);
        assertThat(failed.error()).isEqualTo("no disk");
        assertThat(failed.result()).isNull();
    }

    @Test
    void aReportOfAnOlderAttemptIsRefused() {
        file.post("x");
        Task old = file.claim().orElseThrow();
        board.recover();
        Task current = file.claim().orElseThrow();

        assertThat(current.attempt()).isEqualTo(2);
        assertThat(file.complete(old, "late")).isEmpty();
        assertThat(file.fail(old, "late")).isEmpty();
        assertThat(board.find(old.id())).contains(current);
        assertThat(file.complete(current, "in time")).isPresent();
    }

    @Test
    void aReportThatIsRepeatedChangesNothing() {
        file.post("x");
        Task claim = file.claim().orElseThrow();
        Task first = file.complete(claim, "first").orElseThrow();

        assertThat(file.complete(claim, "second")).contains(first);
        assertThat(file.fail(claim, "second")).isEmpty();
        assertThat(board.find(claim.id()).orElseThrow().result()).isEqualTo("first");
    }

    @Test
    void aReportOnATaskThatWasNeverClaimedIsRefused() {
        Task waiting = file.post("x");

        assertThat(file.complete(waiting, "out of nowhere")).isEmpty();
        assertThat(board.find(waiting.id())).contains(waiting);
    }

    @Test
    void ofManyReportsAtOnceOneIsTaken() throws Exception {
        file.post("x");
        Task claim = file.claim().orElseThrow();

        List<Optional<Task>> taken =
                atOnce(() -> file.complete(claim, Thread.currentThread().getName()));

        assertThat(taken).allMatch(Optional::isPresent).containsOnly(taken.get(0));
    }

    @Test
    void aClaimThatIsHandedBackDoesNotCount() {
        file.post("x");
        Task claim = file.claim().orElseThrow();
        file.report(claim, new Outcome.HandedBack());

        assertThat(board.find(claim.id()).orElseThrow().state()).isEqualTo(TaskState.PENDING);
        assertThat(file.claim().orElseThrow().attempt()).isEqualTo(1);
    }

    @Test
    void aClaimOfOldCannotBeHandedBack() {
        file.post("x");
        Task old = file.claim().orElseThrow();
        board.recover();
        Task current = file.claim().orElseThrow();

        file.report(old, new Outcome.HandedBack());

        assertThat(board.find(old.id())).contains(current);
    }

    @Test
    void afterARestartWhatRanWaitsAgain() {
        file.post("ran");
        file.post("waits");
        String ran = file.claim().orElseThrow().id();

        board.recover();

        assertThat(board.find(ran).orElseThrow().state()).isEqualTo(TaskState.PENDING);
        assertThat(file.waiting()).isEqualTo(2);
    }

    @Test
    void aTaskThatEndsItsOctoAgainAndAgainFailsInTheEnd() {
        String id = file.post("the killer").id();
        String innocent = file.post("another", Priority.LOW).id();
        for (int i = 0; i < 2; i++) {
            file.claim();
            board.recover();
        }
        file.claim();

        board.recover();

        Task failed = board.find(id).orElseThrow();
        assertThat(failed.state()).isEqualTo(TaskState.FAILED);
        assertThat(failed.error()).isEqualTo("It was cut off 3 times by the end of the Octo that worked on it.");
        assertThat(failed.finishedAt()).isNotNull();
        assertThat(board.attempts(id)).hasSize(3).extracting(Attempt::outcome).containsOnly("lost");
        assertThat(claimAll()).extracting(Task::id).containsExactly(innocent);
    }

    @Test
    void anOctoThatWasRenamedGoesOnWithItsTasks() {
        String ran = file.post("ran").id();
        file.claim();
        String own = board.post(NewTask.of("own").to("Atlas", true)).id();
        String other = board.post(NewTask.of("other's").to("sentinel", true)).id();
        String followed =
                board.post(NewTask.of("followed").dispatchedTo("sentinel")).id();
        TaskBoard renamed = file.as("boreas");

        renamed.recover();

        Claimant boreas = new Claimant("boreas", List.of(), 0, 3, true);
        assertThat(Stream.of(renamed.claim(boreas), renamed.claim(boreas)))
                .allMatch(Optional::isPresent)
                .extracting(task -> task.orElseThrow().id())
                .containsExactlyInAnyOrder(ran, own);
        assertThat(renamed.claim(boreas)).isEmpty();
        assertThat(renamed.claimFollowed(boreas).orElseThrow().id()).isEqualTo(followed);
        assertThat(renamed.find(other).orElseThrow().target()).isEqualTo("sentinel");
        renamed.cancel(other);
        assertThat(renamed.unannounced(10)).extracting(Task::id).containsExactly(other);
    }

    @Test
    void recoveryLeavesWhatHasEndedAlone() {
        file.post("x");
        Task done = file.complete(file.claim().orElseThrow(), "r").orElseThrow();
        Task cancelled = board.cancel(file.post("y").id()).orElseThrow();

        board.recover();

        assertThat(board.find(done.id())).contains(done);
        assertThat(board.find(cancelled.id())).contains(cancelled);
    }

    @Test
    void aWaitingTaskThatIsCancelledIsNeverClaimed() {
        String id = file.post("x").id();

        Task cancelled = board.cancel(id).orElseThrow();

        assertThat(cancelled.state()).isEqualTo(TaskState.CANCELLED);
        assertThat(cancelled.finishedAt()).isNotNull();
        assertThat(file.claim()).isEmpty();
    }

    @Test
    void theReportOnACancelledTaskIsRefused() {
        file.post("x");
        Task claim = file.claim().orElseThrow();
        board.cancel(claim.id());

        assertThat(file.complete(claim, "late")).isEmpty();
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
        Task claim = file.claim().orElseGet(() -> {
            file.post("x");
            return file.claim().orElseThrow();
        });
        switch (end) {
            case COMPLETED -> file.complete(claim, "r");
            case FAILED -> file.fail(claim, "e");
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
        file.claim();

        assertThat(file.list(null)).extracting(Task::text).containsExactly("3", "2", "1");
        assertThat(board.list(TaskFilter.ALL, 2)).extracting(Task::text).containsExactly("3", "2");
        assertThat(file.list(TaskState.PENDING)).extracting(Task::text).containsExactly("3", "2");
        assertThat(file.list(TaskState.RUNNING)).extracting(Task::text).containsExactly("1");
        assertThat(file.list(TaskState.FAILED)).isEmpty();
    }

    private List<Task> claimAll() {
        List<Task> claims = new ArrayList<>();
        for (Optional<Task> next = file.claim(); next.isPresent(); next = file.claim()) {
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
