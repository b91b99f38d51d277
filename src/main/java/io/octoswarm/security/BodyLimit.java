package io.octoswarm.security;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A request whose body ends with {@link Exceeded} where it grows too large, whatever its length was said to be, or takes
 * longer than {@value #MOST_SECONDS} s: a byte now and then would hold a thread for ever.
 */
final class BodyLimit extends HttpServletRequestWrapper {
    static final int MOST_SECONDS = 30;

    /** The body is larger than allowed, or too slow. */
    static final class Exceeded extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient Denial denial;

        Exceeded(Denial denial) {
            super(denial.why());
            this.denial = denial;
        }

        Denial denial() {
            return denial;
        }
    }

    private final int limit;
    private final LongSupplier nanoTime;

    BodyLimit(HttpServletRequest request, int limit) {
        this(request, limit, System::nanoTime);
    }

    BodyLimit(HttpServletRequest request, int limit, LongSupplier nanoTime) {
        super(request);
        this.limit = limit;
        this.nanoTime = nanoTime;
    }

    /** Refuses by the length that is said, before anything is read. */
    static Optional<Denial> check(HttpServletRequest request, int limit) {
        return request.getContentLengthLong() > limit ? Optional.of(tooLarge(limit)) : Optional.empty();
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Counting(super.getInputStream(), limit, nanoTime);
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static Denial tooLarge(int limit) {
        return new Denial(413, "The body is larger than " + limit / (1 << 20) + " MiB.");
    }

    private static final class Counting extends ServletInputStream {
        private final ServletInputStream body;
        private final int limit;
        private final LongSupplier nanoTime;
        private final long begun;
        private int count;

        Counting(ServletInputStream body, int limit, LongSupplier nanoTime) {
            this.body = body;
            this.limit = limit;
            this.nanoTime = nanoTime;
            this.begun = nanoTime.getAsLong();
        }

        @Override
        public int read() throws IOException {
            byte[] next = new byte[1];
            return read(next, 0, 1) < 0 ? -1 : next[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                int read = body.read(target, offset, length);
                count(Math.max(0, read));
                return read;
            } catch (IOException failure) {
                if (failure instanceof SocketTimeoutException || failure.getCause() instanceof SocketTimeoutException) {
                    throw new Exceeded(new Denial(408, "The rest of the body did not come."));
                }
                throw failure;
            }
        }

        private void count(int read) throws IOException {
            count += read;
            if (count > limit) {
                throw new Exceeded(tooLarge(limit));
            }
            if (nanoTime.getAsLong() - begun > TimeUnit.SECONDS.toNanos(MOST_SECONDS)) {
                throw new Exceeded(new Denial(408, "The body took longer than " + MOST_SECONDS + " s."));
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
