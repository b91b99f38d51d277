package io.octoswarm.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.Mockito.mock;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

class EventStreamTests {
    /** The server's own thread notices it, too, and may be the first to end the exchange. */
    @Test
    void aPageThatVanishesEndsNoThread() {
        SseEmitter vanished = new SseEmitter() {
            @Override
            public void send(SseEventBuilder event) throws IOException {
                throw new IOException("Broken pipe");
            }

            @Override
            public void completeWithError(Throwable failure) {
                throw new IllegalStateException(
                        "A non-container (application) thread attempted to use the AsyncContext");
            }
        };
        EventStream stream =
                new EventStream(vanished, "web:x", mock(SwarmView.class), mock(WaitingResults.class), Runnable::run);

        assertThatCode(stream::wake).doesNotThrowAnyException();
    }
}
