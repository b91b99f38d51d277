package io.octoswarm.task;

import static io.octoswarm.task.TaskState.CANCELLED;
import static io.octoswarm.task.TaskState.COMPLETED;
import static io.octoswarm.task.TaskState.FAILED;
import static io.octoswarm.task.TaskState.PAUSED;
import static io.octoswarm.task.TaskState.PENDING;
import static io.octoswarm.task.TaskState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever several Octos do on a board, in whatever order: a task goes from state to state as it may, has one valid holder
 * at the most, no completed task is without its result, none is lost, none is begun more than three times by Octos that are
 * lost.
 */
class BoardPropertyTests {
    /** The moves that there are, but for a deadline that passes. */
    private static final Map<TaskState, Set<TaskState>> NEXT = Map.of(
            PENDING, Set.of(RUNNING, CANCELLED),
            RUNNING, Set.of(PENDING, PAUSED, COMPLETED, FAILED, CANCELLED),
            PAUSED, Set.of(PENDING, CANCELLED),
            COMPLETED, Set.of(),
            FAILED, Set.of(),
            CANCELLED, Set.of());

    private static PostgresBoard postgres;

    enum Move {
        POST,
        CLAIM,
        CLAIM_HERE,
        RENEW,
        EXPIRE,
        COMPLETE,
        COMPLETE_AGAIN,
        FAIL,
        PAUSE,
        RESUME,
        HAND_BACK,
        CANCEL,
        RESTART
    }

    record Step(Move move, int worker, int which) {}

    @BeforeContainer
    static void start() throws Exception {
        postgres = new PostgresBoard();
        postgres.awaitLeasesToCount();
    }

    @AfterContainer
    static void stop() throws Exception {
        postgres.close();
    }

    @Provide
    Arbitrary<Step> steps() {
        return Combinators.combine(
                        Arbitraries.of(Move.class),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 50))
                .as(Step::new);
    }

    @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
    void holdsInSqlite(@ForAll @Size(min = 10, max = 80) List<@net.jqwik.api.From("steps") Step> steps)
            throws Exception {
        try (BoardUnderTest board = BoardUnderTest.sqlite()) {
            new Play(board).play(steps);
        }
    }

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void holdsInPostgres(@ForAll @Size(min = 10, max = 60) List<@net.jqwik.api.From("steps") Step> steps)
            throws Exception {
        try (BoardUnderTest board = BoardUnderTest.of(postgres)) {
            new Play(board).play(steps);
        }
    }

    /** What a report says that was accepted is what stays. */
    private static final class Play {
        private final BoardUnderTest engine;
        private final TaskBoard board;
        private final List<String> posted = new ArrayList<>();
        private final List<Task> claims = new ArrayList<>();
        private final Map<String, String> results = new HashMap<>();
        private final Map<String, TaskState> states = new HashMap<>();

        private Play(BoardUnderTest engine) {
            this.engine = engine;
            this.board = engine.board();
        }

        private void play(List<Step> steps) {
            for (Step step : steps) {
                take(step);
                posted.forEach(this::check);
            }
            drain();
            assertThat(posted)
                    .allSatisfy(id -> assertThat(
                                    board.find(id).orElseThrow().state().ended())
                            .isTrue());
        }

        private void take(Step step) {
            switch (step.move()) {
                case POST ->
                    posted.add(board.post(NewTask.of("t" + posted.size())).id());
                case CLAIM -> claim(new Claimant("worker" + step.worker(), List.of(), 0, 1, false));
                case CLAIM_HERE -> claim(new Claimant("atlas", List.of(), 0, 1, !board.isShared()));
                case RESTART -> board.recover();
                case RESUME -> some(posted, step).ifPresent(this::resume);
                case CANCEL -> some(posted, step).ifPresent(this::cancel);
                case EXPIRE -> some(posted, step).ifPresent(engine::expire);
                case RENEW ->
                    some(claims, step)
                            .ifPresent(claim ->
                                    assertThat(board.renew(claim, null)).isEqualTo(isValid(claim)));
                case COMPLETE, COMPLETE_AGAIN ->
                    some(claims, step).ifPresent(claim -> report(claim, new Outcome.Completed("by " + claim.fence())));
                case FAIL -> some(claims, step).ifPresent(claim -> report(claim, new Outcome.Failed("no")));
                case PAUSE -> some(claims, step).ifPresent(claim -> report(claim, new Outcome.Paused("which?")));
                case HAND_BACK -> some(claims, step).ifPresent(claim -> report(claim, new Outcome.HandedBack()));
            }
        }

        private static <T> Optional<T> some(List<T> all, Step step) {
            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(step.which() % all.size()));
        }

        private void claim(Claimant claimant) {
            board.claim(claimant).ifPresent(task -> {
                assertThat(claims)
                        .as("one valid holder")
                        .filteredOn(claim -> claim.id().equals(task.id()))
                        .allMatch(claim -> claim.fence() < task.fence());
                claims.add(task);
            });
        }

        private boolean isValid(Task claim) {
            Task now = board.find(claim.id()).orElseThrow();
            return now.state() == TaskState.RUNNING && now.fence() == claim.fence();
        }

        private void report(Task claim, Outcome outcome) {
            boolean valid = isValid(claim);
            Task before = board.find(claim.id()).orElseThrow();
            try {
                Task after = board.report(claim, outcome);
                assertThat(valid || after.equals(before))
                        .as("only a valid claim changes a task")
                        .isTrue();
                if (valid && outcome instanceof Outcome.Completed completed) {
                    assertThat(results.put(claim.id(), completed.result()))
                            .as("one result")
                            .isNull();
                }
            } catch (ReportRefused refused) {
                assertThat(valid).as("a valid claim is not refused").isFalse();
                assertThat(board.find(claim.id())).contains(before);
            }
        }

        private void resume(String id) {
            try {
                board.resume(id, "this one");
            } catch (IllegalTaskMove notPaused) {
                assertThat(board.find(id).orElseThrow().state()).isNotEqualTo(TaskState.PAUSED);
            }
        }

        private void cancel(String id) {
            try {
                board.cancel(id);
            } catch (IllegalTaskMove ended) {
                assertThat(board.find(id).orElseThrow().state().ended()).isTrue();
            }
        }

        private void check(String id) {
            Task task = board.find(id).orElseThrow(() -> new AssertionError(id + " is lost"));
            TaskState before = states.put(id, task.state());
            assertThat(before == null
                            || before == task.state()
                            || NEXT.get(before).contains(task.state()))
                    .as("from %s to %s", before, task.state())
                    .isTrue();
            assertThat(task.result() != null).isEqualTo(task.state() == TaskState.COMPLETED);
            assertThat(task.error() != null).isEqualTo(task.state() == TaskState.FAILED);
            assertThat(task.finishedAt() != null).isEqualTo(task.state().ended());
            assertThat(results.getOrDefault(id, String.valueOf(task.result())))
                    .isEqualTo(String.valueOf(task.result()));
            assertThat(task.attempt()).isBetween(0, Task.MOST_ATTEMPTS);
            assertThat(board.attempts(id)).hasSize((int) task.fence());
            assertThat(board.attempts(id))
                    .filteredOn(attempt -> attempt.endedAt() == null)
                    .hasSize(task.state() == TaskState.RUNNING ? 1 : 0);
        }

        /** Nothing that was acknowledged stays behind. */
        private void drain() {
            posted.forEach(engine::expire);
            board.recover();
            posted.forEach(this::resume);
            Claimant last = new Claimant("last", List.of(), 0, 1, false);
            for (Optional<Task> next = board.claim(last); next.isPresent(); next = board.claim(last)) {
                board.report(next.get(), new Outcome.Completed("at last"));
            }
            posted.stream()
                    .map(id -> board.find(id).orElseThrow())
                    .filter(task -> !task.state().ended())
                    .forEach(task -> assertThat(task.state()).isEqualTo(TaskState.RUNNING));
        }
    }
}
