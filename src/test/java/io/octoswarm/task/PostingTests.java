package io.octoswarm.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.octoswarm.testing.LocalDatabase;
import io.octoswarm.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Posts that share a commit share nothing else. */
class PostingTests {
    @TempDir
    Path folder;

    private LocalDatabase file;
    private BoardDatabase database;
    private Inserts inserts;

    @BeforeEach
    void open() {
        file = new LocalDatabase(folder.resolve("octo.db"));
        database = BoardDatabase.own(file.source(), new SettableClock());
        inserts = new Inserts(database, new TaskTable(database), "atlas");
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void oneThatCannotBeKeptCostsTheOthersNothing() {
        CountDownLatch all = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        Posting posting = new Posting(database, task -> {
            if (calls.incrementAndGet() == 1) {
                awaited(all); // the first one holds the commit until the others wait for theirs
            }
            if (task.text().equals("bad")) {
                throw new ArithmeticException("long overflow");
            }
            return inserts.insertOrFind(task);
        });
        CompletableFuture<Task> first = post(posting, "first");
        Awaitility.await().until(() -> calls.get() == 1);
        CompletableFuture<Task> bad = post(posting, "bad");
        List<CompletableFuture<Task>> good =
                IntStream.range(0, 5).mapToObj(i -> post(posting, "good " + i)).toList();
        all.countDown();

        assertThatThrownBy(bad::join).hasRootCauseInstanceOf(ArithmeticException.class);
        assertThat(first.join().text()).isEqualTo("first");
        assertThat(good).allSatisfy(post -> assertThat(post.join().text()).startsWith("good"));
        TaskBoard board = new TaskBoard(database, "atlas", new TaskMeters(new SimpleMeterRegistry()));
        assertThat(board.list(TaskFilter.ALL, 100)).hasSize(6);
    }

    @Test
    @Timeout(60)
    void anErrorIsToldToAllThatWait() {
        Posting posting = new Posting(database, task -> {
            throw new StackOverflowError();
        });

        assertThatThrownBy(() -> posting.post(NewTask.of("x"))).isInstanceOf(StackOverflowError.class);
        assertThatThrownBy(() -> posting.post(NewTask.of("y"))).isInstanceOf(StackOverflowError.class);
    }

    private static CompletableFuture<Task> post(Posting posting, String text) {
        return CompletableFuture.supplyAsync(() -> posting.post(NewTask.of(text)), run -> new Thread(run).start());
    }

    private static void awaited(CountDownLatch latch) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> latch.getCount() == 0);
    }
}
