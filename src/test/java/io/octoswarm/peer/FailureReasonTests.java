package io.octoswarm.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureReasonTests {
    static Stream<Arguments> reasons() {
        return Stream.of(
                Arguments.of(new ConnectException("geheim"), "connection refused"),
                Arguments.of(
                        causedBy(new ConnectException(), new UnresolvedAddressException()), "its host name is unknown"),
                Arguments.of(new UnresolvedAddressException(), "its host name is unknown"),
                Arguments.of(new HttpConnectTimeoutException("geheim"), "no connection in time"),
                Arguments.of(new HttpTimeoutException("geheim"), "no answer in time"),
                Arguments.of(new TimeoutException("geheim"), "no answer in time"),
                Arguments.of(new NoRouteToHostException("geheim"), "no route to its host"),
                Arguments.of(new EOFException("geheim"), "the connection broke"),
                Arguments.of(new IOException("geheim"), "the connection broke"),
                Arguments.of(new PeerUnreachable("it refuses our key"), "it refuses our key"),
                Arguments.of(new IllegalStateException("geheim"), "the connection failed"),
                Arguments.of(new NoClassDefFoundError("geheim"), "a fault of this program (NoClassDefFoundError)"));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void saysInAFewWordsWhatIsWrongAndNeverTheExceptionsOwn(Throwable failure, String reason) {
        assertThat(FailureReason.of(failure)).isEqualTo(reason);
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void looksThroughTheWrappings(Throwable failure, String reason) {
        assertThat(FailureReason.of(new CompletionException(new RuntimeException("geheim", failure))))
                .isEqualTo(reason);
    }

    @Test
    void aTimeoutIsKnownAsOne() {
        assertThat(PeerUnreachable.timeout().isTimeout()).isTrue();
        assertThat(new PeerUnreachable("connection refused").isTimeout()).isFalse();
    }

    private static Throwable causedBy(Throwable failure, Throwable cause) {
        return failure.initCause(cause);
    }
}
