package io.octoswarm.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.TestOcto;
import io.octoswarm.task.Task;
import io.octoswarm.task.TaskBoard;
import io.octoswarm.task.TaskFilter;
import io.octoswarm.task.TaskFinished;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was begun in the terminal comes back there: not lost, and after its receipt not again. */
class ResultsTests {
    @TempDir
    private static Path folder;

    private static TestOcto octo;

    @BeforeAll
    static void start() {
        octo = TestOcto.start(folder, Map.of());
    }

    @AfterAll
    static void stop() throws IOException {
        octo.close();
    }

    @Test
    void aResultIsToldUntilItsReceiptAndNotAgain() {
        octo.command("/swarm post what is the uptime?");
        await().until(() -> next().statusCode() == 200);
        HttpResponse<String> first = next();
        assertThat(next().body()).isEqualTo(first.body()).contains("what is the uptime?", "Server uptime: ");
        String task = first.headers().firstValue("Octo-Task").orElseThrow();

        assertThat(receipt(task)).isEqualTo(204);
        assertThat(next().statusCode()).isEqualTo(204);
        assertThat(receipt(task)).isEqualTo(404);
        octo.publish(new TaskFinished(newest())); // as after a crash
        assertThat(next().statusCode()).isEqualTo(204);
    }

    @Test
    void whatWasBegunElsewhereIsNotToldHere() {
        octo.call("dispatch_task", "{\"task\":\"what is the load?\"}");

        await().until(() -> newest().state().ended());
        assertThat(octo.get("/api/results/next?conversation=web:1").statusCode())
                .isEqualTo(204);
    }

    private static Task newest() {
        return octo.part(TaskBoard.class).list(TaskFilter.ALL, 1).get(0);
    }

    private static HttpResponse<String> next() {
        return octo.get("/api/results/next");
    }

    private static int receipt(String task) {
        return octo.send(octo.request("/api/results/" + task + "/receipt").POST(BodyPublishers.noBody()))
                .statusCode();
    }
}
