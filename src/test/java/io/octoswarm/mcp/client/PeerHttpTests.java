package io.octoswarm.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.octoswarm.testing.FakePeer;
import io.octoswarm.testing.Fault;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PeerHttpTests {
    private final FakePeer sentinel = FakePeer.start("sentinel");
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private final PeerHttp http = PeerHttp.create();

    @AfterEach
    void stop() {
        sentinel.close();
    }

    @Test
    void anAnswerInTimeIsRead() throws Exception {
        assertThat(http.sendAsync(health(Duration.ofSeconds(30)), BodyHandlers.ofString())
                        .get()
                        .body())
                .contains("ok");
    }

    @Test
    void aBodyOfATebibyteIsHungUpOnWhenItsTimeIsOver() throws Exception {
        sentinel.fault(noticing(Fault.flood("application/json", 1L << 40)));

        assertThatThrownBy(() -> http.sendAsync(health(Duration.ofSeconds(1)), BodyHandlers.discarding())
                        .get())
                .hasRootCauseInstanceOf(TimeoutException.class);
        assertThat(hungUp.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void soIsOneThatComesByteByByte() throws Exception {
        sentinel.fault(noticing((exchange, closing) -> {
            exchange.sendResponseHeaders(200, 0);
            do {
                exchange.getResponseBody().write("x".getBytes(StandardCharsets.US_ASCII));
                exchange.getResponseBody().flush();
            } while (!awaited(closing));
            return true;
        }));

        assertThatThrownBy(() -> http.sendAsync(health(Duration.ofSeconds(1)), BodyHandlers.discarding())
                        .get())
                .hasRootCauseInstanceOf(TimeoutException.class);
        assertThat(hungUp.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private HttpRequest health(Duration limit) {
        return HttpRequest.newBuilder(sentinel.url("/health")).timeout(limit).build();
    }

    private Fault noticing(Fault fault) {
        return (exchange, closing) -> {
            try {
                return fault.meet(exchange, closing);
            } catch (IOException cut) {
                hungUp.countDown();
                throw cut;
            }
        };
    }

    private static boolean awaited(CountDownLatch closing) {
        try {
            return closing.await(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            return true;
        }
    }
}
