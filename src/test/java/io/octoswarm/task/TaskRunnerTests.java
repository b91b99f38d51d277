package io.octoswarm.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.octoswarm.instance.Instance;
import io.octoswarm.instance.Load;
import io.octoswarm.testing.Parts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.dao.DataAccessResourceFailureException;

class TaskRunnerTests {
    @TempDir
    private Path folder;

    private final List<Object> events = Collections.synchronizedList(new ArrayList<>());
    private final List<TaskRunner> runners = new ArrayList<>();
    private BoardFile file;
    private Consumer<Object> listener = event -> {};
    private Work reporting;
    private Parts parts;

    @BeforeEach
    void open() throws Exception {
        parts = parts == null ? Parts.of(folder.resolve("parts")).start() : parts;
        file = new BoardFile(folder.resolve("octo.db"));
    }

    @AfterEach
    void close() throws Exception {
        runners.forEach(TaskRunner::stop);
        file.close();
        parts.close();
    }

    @Test
    void doesWhatIsDispatchedAndTellsSo() {
        TaskRunner runner = started(2, task -> "did " + task.text());

        Task posted = runner.dispatch(task("x"));

        assertThat(posted.state()).isEqualTo(TaskState.PENDING);
        Task done = awaitEnd(posted.id());
        assertThat(done.result()).isEqualTo("did x");
        assertThat(done.attempt()).isEqualTo(1);
        await().until(() -> events.equals(List.of(new TaskFinished(done))));
    }

    @Test
    void whatIsDispatchedBeforeTheStartIsDoneAfterIt() {
        TaskRunner runner = runner(1, task -> "done");
        String id = runner.dispatch(task("x")).id();
        assertThat(file.board.find(id).orElseThrow().state()).isEqualTo(TaskState.PENDING);

        runner.start();

        awaitEnd(id);
    }

    @Test
    void runsNoMoreAtOnceThanAllowedAndAllInTheEnd() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch two = new CountDownLatch(2);
        TaskRunner runner = started(2, task -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            two.countDown();
            wait(two); // so that two are seen at once
            now.decrementAndGet();
            return "done";
        });
        for (int i = 0; i < 20; i++) {
            runner.dispatch(task("t" + i));
        }

        await().until(() -> file.list(TaskState.COMPLETED).size() == 20);
        assertThat(most).hasValue(2);
    }

    @Test
    void tellsItsLoad() {
        CountDownLatch end = new CountDownLatch(1);
        TaskRunner runner = started(2, task -> {
            wait(end);
            return "done";
        });
        await().until(() -> runner.load().equals(new Load(0, 0, 2))); // a look for work takes a place for an instant

        for (int i = 0; i < 5; i++) {
            runner.dispatch(task("t" + i));
        }
        await().until(() -> runner.load().equals(new Load(2, 3, 2)));

        end.countDown();
        await().until(() -> runner.load().equals(new Load(0, 0, 2)));
    }

    @Test
    void theMostUrgentOfTheWaitingIsNext() {
        CountDownLatch end = new CountDownLatch(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        TaskRunner runner = started(1, task -> {
            order.add(task.text());
            wait(end);
            return "done";
        });
        runner.dispatch(task("first"));
        await().until(() -> !order.isEmpty());
        runner.dispatch(new NewTask("low", "", Priority.LOW, null, null));
        runner.dispatch(new NewTask("urgent", "", Priority.URGENT, null, null));
        end.countDown();

        await().until(() -> order.size() == 3);
        assertThat(order).containsExactly("first", "urgent", "low");
    }

    @Test
    void aFailureIsKeptAsItsError() {
        TaskRunner runner = started(1, task -> {
            throw new IllegalStateException("The disk is full.");
        });

        Task failed = awaitEnd(runner.dispatch(task("x")).id());

        assertThat(failed.state()).isEqualTo(TaskState.FAILED);
        assertThat(failed.error()).isEqualTo("The disk is full.");
        assertThat(failed.result()).isNull();
    }

    @Test
    void aFailureWithoutAWordHasAnErrorToo() {
        TaskRunner runner = started(1, task -> {
            throw new NullPointerException();
        });

        assertThat(awaitEnd(runner.dispatch(task("x")).id()).error()).isEqualTo("NullPointerException");
    }

    @Test
    void aWorkerThatBreaksInTheWorstWayEndsItsTaskToo() {
        TaskRunner runner = started(1, task -> {
            throw new StackOverflowError();
        });

        Task failed = awaitEnd(runner.dispatch(task("x")).id());

        assertThat(failed.state()).isEqualTo(TaskState.FAILED);
        assertThat(failed.error()).isEqualTo("StackOverflowError");
    }

    @Test
    void aFailureGivesItsPlaceBack() {
        AtomicInteger count = new AtomicInteger();
        TaskRunner runner = started(1, task -> {
            if (count.incrementAndGet() < 10) {
                throw new IllegalStateException("no");
            }
            return "done";
        });
        for (int i = 0; i < 10; i++) {
            runner.dispatch(task("t" + i));
        }

        await().until(() -> file.list(TaskState.COMPLETED).size() == 1);
        assertThat(file.list(TaskState.FAILED)).hasSize(9);
    }

    @Test
    void cancellingInterruptsTheOneTaskAndFreesItsPlace() {
        Map<String, CountDownLatch> begun = new ConcurrentHashMap<>();
        List<String> interrupted = Collections.synchronizedList(new ArrayList<>());
        begun.put("a", new CountDownLatch(1));
        begun.put("b", new CountDownLatch(1));
        CountDownLatch end = new CountDownLatch(1);
        TaskRunner runner = started(2, task -> {
            begun.get(task.text()).countDown();
            try {
                end.await();
            } catch (InterruptedException stop) {
                interrupted.add(task.text());
                throw new IllegalStateException("interrupted");
            }
            return "done";
        });
        String a = runner.dispatch(task("a")).id();
        String b = runner.dispatch(task("b")).id();
        begun.values().forEach(TaskRunnerTests::wait);

        Task cancelled = runner.cancel(a).orElseThrow();

        assertThat(cancelled.state()).isEqualTo(TaskState.CANCELLED);
        await().until(() -> runner.load().running() == 1);
        assertThat(interrupted).containsExactly("a");
        end.countDown();
        assertThat(awaitEnd(b).state()).isEqualTo(TaskState.COMPLETED);
        assertThat(file.board.find(a).orElseThrow().state()).isEqualTo(TaskState.CANCELLED);
        await().until(() -> events.size() == 2);
        assertThat(events)
                .filteredOn(event -> event.equals(new TaskFinished(cancelled)))
                .hasSize(1);
    }

    @Test
    void aCancelledTaskWhoseWorkerDoesNotListenHasNoResult() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        TaskRunner runner = started(1, task -> {
            begun.countDown();
            waitStubbornly(end);
            return "too late";
        });
        String id = runner.dispatch(task("x")).id();
        wait(begun);
        runner.cancel(id);
        end.countDown();

        await().until(() -> runner.load().running() == 0);
        assertThat(file.board.find(id).orElseThrow().state()).isEqualTo(TaskState.CANCELLED);
        assertThat(file.board.find(id).orElseThrow().result()).isNull();
    }

    @Test
    void cancellingWhatIsNotThereOrHasEnded() {
        TaskRunner runner = started(1, task -> "done");
        String id = runner.dispatch(task("x")).id();
        awaitEnd(id);

        assertThat(runner.cancel("swarm-00000000")).isEmpty();
        assertThatThrownBy(() -> runner.cancel(id)).isInstanceOf(IllegalTaskMove.class);
    }

    @Test
    void aStopHandsBackWhatRunsAndTheNextStartDoesIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        TaskRunner runner = started(1, interruptedAfter(begun));
        String ran = runner.dispatch(task("ran")).id();
        wait(begun);
        String waited = runner.dispatch(task("waited")).id();

        runner.stop();

        assertThat(file.board.find(ran).orElseThrow().state()).isEqualTo(TaskState.PENDING);
        assertThat(file.board.find(ran).orElseThrow().attempt()).isZero();
        assertThat(file.board.find(waited).orElseThrow().state()).isEqualTo(TaskState.PENDING);
        assertThat(events).isEmpty();
        file.close();
        open();
        started(1, task -> "done after all");
        assertThat(awaitEnd(ran).result()).isEqualTo("done after all");
        assertThat(awaitEnd(waited).result()).isEqualTo("done after all");
    }

    /** Its claim was lost and this Octo got the task again: nobody would renew or cancel the older run any more. */
    @Test
    void theOlderRunOfATaskThatComesBackIsEnded() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        TaskRunner runner = started(2, task -> {
            if (task.attempt() > 1) {
                return "second";
            }
            begun.countDown();
            try {
                new CountDownLatch(1).await();
                return "never";
            } catch (InterruptedException ended) {
                interrupted.countDown();
                throw new IllegalStateException(ended);
            }
        });
        String id = runner.dispatch(task("x")).id();
        wait(begun);

        file.jdbc
                .sql("update task set state = 'pending' where id = ?")
                .param(id)
                .update();
        runner.dispatch(task("wakes the claimer"));

        assertThat(awaitEnd(id).result()).isEqualTo("second");
        wait(interrupted);
    }

    /** The web server's own end may take longer than whoever ends the process waits. */
    @Test
    void whenTheOctoIsToEndItsTasksAreHandedBackFirst() {
        CountDownLatch begun = new CountDownLatch(1);
        TaskRunner runner = started(1, interruptedAfter(begun));
        String id = runner.dispatch(task("ran")).id();
        wait(begun);

        runner.handBack();

        assertThat(file.board.find(id).orElseThrow().state()).isEqualTo(TaskState.PENDING);
        assertThat(file.board.find(id).orElseThrow().attempt()).isZero();
        String later = runner.dispatch(task("later")).id();
        assertThat(runner.isRunning()).isTrue(); // what is left of it ends in its turn
        runner.stop();
        assertThat(file.board.find(later).orElseThrow().state()).isEqualTo(TaskState.PENDING);
    }

    @Test
    void afterAStopNothingIsBegun() {
        TaskRunner runner = started(1, task -> "done");
        runner.stop();

        String id = runner.dispatch(task("x")).id();

        assertThat(runner.isRunning()).isFalse();
        assertThat(file.board.find(id).orElseThrow().state()).isEqualTo(TaskState.PENDING);
    }

    /** What a killed process left: running on the board, and nobody there who runs it. */
    @Test
    void whatAKilledProcessLeftRunningIsDoneAfterTheNextStart() {
        String id = file.post("x").id();
        file.claim();

        started(1, task -> "attempt " + task.attempt());

        assertThat(awaitEnd(id).result()).isEqualTo("attempt 2");
    }

    @Test
    void aTaskThatKeepsKillingItsOctoIsReportedAsFailed() {
        String id = file.post("x").id();
        for (int i = 0; i < 3; i++) {
            file.claim();
            file.board.recover();
        }
        file.claim();

        started(1, task -> "must not be begun again");

        Task failed = awaitEnd(id);
        assertThat(failed.state()).isEqualTo(TaskState.FAILED);
        await().until(() -> events.contains(new TaskFinished(failed)));
    }

    @Test
    void aBoardThatFailsForAWhileDoesNotEndTheRunner() {
        TaskRunner runner = started(1, task -> "done");
        file.jdbc.sql("alter table task rename to gone").update();
        assertThatThrownBy(() -> runner.dispatch(task("lost"))).isInstanceOf(BoardUnavailable.class);
        assertThat(runner.isRunning()).isTrue();
        file.jdbc.sql("alter table gone rename to task").update();

        assertThat(awaitEnd(runner.dispatch(task("x")).id()).result()).isEqualTo("done");
    }

    @Test
    void aClaimThatFailsGivesItsPlaceBack() {
        TaskRunner runner = started(1, task -> "done");
        for (int i = 0; i < 5; i++) {
            file.jdbc.sql("alter table task rename to gone").update();
            assertThatThrownBy(() -> runner.cancel("swarm-00000000")).isInstanceOf(RuntimeException.class);
            file.jdbc.sql("alter table gone rename to task").update();
            awaitEnd(runner.dispatch(task("x")).id());
        }

        assertThat(file.list(TaskState.COMPLETED)).hasSize(5);
    }

    @Test
    void aResultThatCannotBeStoredIsHeldUntilItCan() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        TaskRunner runner = started(1, task -> {
            begun.countDown();
            wait(end);
            return "held";
        });
        String id = runner.dispatch(task("x")).id();
        wait(begun);
        file.jdbc.sql("alter table task rename to gone").update();
        end.countDown();
        await().until(() -> runner.load().running() == 0); // its place is free meanwhile
        file.jdbc.sql("alter table gone rename to task").update();

        assertThat(awaitEnd(id).result()).isEqualTo("held");
        assertThat(file.board.find(id).orElseThrow().attempt()).isEqualTo(1);
    }

    @Test
    void anEndThatAListenerCannotKeepNowIsToldAgain() {
        AtomicInteger tries = new AtomicInteger();
        listener = event -> {
            if (event instanceof TaskFinished && tries.incrementAndGet() < 3) {
                throw new DataAccessResourceFailureException("the disk is full");
            }
        };
        TaskRunner runner = started(1, task -> "done");

        Task done = awaitEnd(runner.dispatch(task("x")).id());

        await().until(() -> events.contains(new TaskFinished(done)));
        await().until(() -> file.board.unannounced(10).isEmpty());
        assertThat(tries).hasValue(3);
    }

    @Test
    void aClaimThatEndsByItsReportIsNotTakenForLost() {
        file.post("x");
        Board reportedMeanwhile = new Board() {
            @Override
            public Optional<Task> claim(Claimant claimant) {
                return file.board.claim(claimant);
            }

            @Override
            public boolean renew(Task claim, String progress) {
                return file.board.renew(claim, progress);
            }

            @Override
            public Task report(Task claim, Outcome outcome) {
                Task after = file.board.report(claim, outcome);
                Leases.renew(List.of(reporting), Runnable::run); // on its own thread, in truth
                return after;
            }
        };
        reporting = new Work(reportedMeanwhile.claim(BoardFile.ME).orElseThrow(), reportedMeanwhile);

        reporting.report(new Outcome.Completed("done"));

        assertThat(reporting.isDropped()).isFalse();
    }

    @Test
    void aTaskPausesWithAQuestionAndGoesOnWithTheAnswer() {
        TaskRunner runner = started(1, task -> {
            if (task.context().isEmpty()) {
                throw new NeedsAnswer("Which disk?");
            }
            return task.context();
        });
        String id = runner.dispatch(task("x")).id();
        await().until(() -> file.board.find(id).orElseThrow().state() == TaskState.PAUSED);
        assertThat(file.board.find(id).orElseThrow().progress()).isEqualTo("Which disk?");
        await().until(() -> events.stream().anyMatch(TaskPaused.class::isInstance));

        runner.resume(id, "the second");

        assertThat(awaitEnd(id).result()).isEqualTo("Asked: Which disk?\nAnswered: the second");
        assertThat(file.board.attempts(id)).extracting(Attempt::outcome).containsExactly("paused", "completed");
    }

    private interface Working {
        String work(Task task);
    }

    private static Working interruptedAfter(CountDownLatch begun) {
        return task -> {
            begun.countDown();
            wait(new CountDownLatch(1)); // until the interrupt
            return "never";
        };
    }

    private TaskRunner started(int atOnce, Working working) {
        TaskRunner runner = runner(atOnce, working);
        runner.start();
        return runner;
    }

    private TaskRunner runner(int atOnce, Working working) {
        TaskSettings settings = new TaskSettings(atOnce, Optional.empty(), 30, 200, Duration.ofHours(24), List.of());
        StaticListableBeanFactory nobody = new StaticListableBeanFactory();
        TaskRunner runner = new TaskRunner(
                file.board,
                List.of(worker(working)),
                new Follower(file.board, nobody.getBeanProvider(PeerTasks.class), settings, file.clock),
                nobody.getBeanProvider(SharedBoard.class),
                parts.get(Instance.class),
                settings,
                new TaskMeters(new SimpleMeterRegistry()),
                event -> {
                    listener.accept(event);
                    events.add(event);
                });
        runners.add(runner);
        return runner;
    }

    private static Worker worker(Working working) {
        return new Worker() {
            @Override
            public TaskKind kind() {
                return TaskKind.AGENT;
            }

            @Override
            public String work(Task task, Progress progress) {
                return working.work(task);
            }
        };
    }

    private Task awaitEnd(String id) {
        await().until(() -> file.board.find(id).orElseThrow().state().ended());
        return file.board.find(id).orElseThrow();
    }

    private static NewTask task(String text) {
        return new NewTask(text, "", Priority.NORMAL, null, null);
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("interrupted");
        }
    }

    private static void waitStubbornly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException ignored) {
                // as a worker does that does not listen
            }
        }
    }
}
