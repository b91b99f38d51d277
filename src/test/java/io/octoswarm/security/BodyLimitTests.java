package io.octoswarm.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletRequest;

class BodyLimitTests {
    private final AtomicLong nanoTime = new AtomicLong();

    @Test
    void aBodyUpToTheLimitIsRead() throws IOException {
        assertThat(limited(new ByteArrayInputStream("\u00ff234".getBytes(StandardCharsets.ISO_8859_1)))
                        .readAllBytes())
                .hasSize(4);
        assertThat(limited(new ByteArrayInputStream(new byte[] {(byte) 0xff})).read())
                .isEqualTo(255);
        assertThat(limited(InputStream.nullInputStream()).read()).isEqualTo(-1);
    }

    @Test
    void aByteMoreEndsIt() {
        assertDenied(new ByteArrayInputStream(new byte[5]), 413);
    }

    @Test
    void aByteNowAndThenDoesNotGoOnForEver() {
        InputStream slow = new InputStream() {
            @Override
            public int read() {
                nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(11));
                return 'x';
            }
        };

        assertDenied(slow, 408);
    }

    /** As Tomcat tells of it: within another failure. */
    @Test
    void aBodyThatStopsIsNotWaitedFor() {
        assertDenied(failing(new IOException(new SocketTimeoutException())), 408);
        assertDenied(failing(new SocketTimeoutException()), 408);
    }

    @Test
    void anotherFailureStaysWhatItIs() {
        IOException cut = new IOException("cut");

        assertThatThrownBy(() -> limited(failing(cut)).readAllBytes()).isSameAs(cut);
    }

    private void assertDenied(InputStream body, int status) {
        assertThatThrownBy(() -> readBytewise(limited(body)))
                .isInstanceOfSatisfying(
                        BodyLimit.Exceeded.class,
                        exceeded -> assertThat(exceeded.denial().status()).isEqualTo(status));
    }

    private static void readBytewise(InputStream body) throws IOException {
        int next;
        do {
            next = body.read();
        } while (next >= 0);
    }

    private static InputStream failing(IOException failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }
        };
    }

    private ServletInputStream limited(InputStream body) throws IOException {
        MockHttpServletRequest request = new MockHttpServletRequest() {
            @Override
            public ServletInputStream getInputStream() {
                return new DelegatingServletInputStream(body);
            }
        };
        return new BodyLimit(request, 4, nanoTime::get).getInputStream();
    }
}
