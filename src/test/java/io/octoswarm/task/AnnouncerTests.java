package io.octoswarm.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ends of tasks are told by whichever thread of the board comes first. */
class AnnouncerTests {
    @TempDir
    private Path folder;

    private final List<Object> told = Collections.synchronizedList(new ArrayList<>());
    private Runnable whileTelling = () -> {};
    private BoardFile file;
    private Announcer announcer;

    @BeforeEach
    void open() {
        file = new BoardFile(folder.resolve("octo.db"));
        announcer = new Announcer(file.board, event -> {
            told.add(event);
            Runnable once = whileTelling;
            whileTelling = () -> {};
            once.run();
        });
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void twoThreadsDoNotTellTheSameEnd() {
        done("x");
        whileTelling = () -> onAnotherThread(announcer::announce);

        announcer.announce();

        assertThat(told).hasSize(1);
    }

    @Test
    void anEndThatComesWhileOthersAreToldIsToldToo() {
        done("x");
        whileTelling = () -> onAnotherThread(() -> {
            done("y");
            announcer.announce();
        });

        announcer.announce();

        assertThat(told).hasSize(2);
    }

    @Test
    void aBoardThatWasAwayIsLookedAtAgain() {
        done("x");
        file.jdbc.sql("alter table task rename to gone").update();
        assertThatThrownBy(announcer::announce).isInstanceOf(RuntimeException.class);
        file.jdbc.sql("alter table gone rename to task").update();

        announcer.announce();

        assertThat(told).hasSize(1);
    }

    private void done(String text) {
        file.post(text);
        file.complete(file.claim().orElseThrow(), "done");
    }

    private static void onAnotherThread(Runnable action) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        new Thread(
                        () -> {
                            try {
                                action.run();
                                end.complete(null);
                            } catch (Throwable failure) {
                                end.completeExceptionally(failure);
                            }
                        },
                        "another")
                .start();
        end.orTimeout(60, TimeUnit.SECONDS).join();
    }
}
