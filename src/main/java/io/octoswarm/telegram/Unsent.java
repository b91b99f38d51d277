package io.octoswarm.telegram;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Interceptor;
import okhttp3.Response;

/** A call that ended before the first byte of its request: no name, no connection, no tunnel, no trust. */
final class Unsent extends IOException {
    private static final long serialVersionUID = 1L;

    private Unsent(IOException why) {
        super(why);
    }

    IOException why() {
        return (IOException) Objects.requireNonNull(getCause());
    }

    /** Around a call. */
    static Response mark(Interceptor.Chain chain) throws IOException {
        AtomicBoolean begun = new AtomicBoolean();
        try {
            return chain.proceed(
                    chain.request().newBuilder().tag(AtomicBoolean.class, begun).build());
        } catch (IOException failed) {
            throw begun.get() ? failed : new Unsent(failed);
        }
    }

    /** Once there is a connection. */
    static Response begin(Interceptor.Chain chain) throws IOException {
        Objects.requireNonNull(chain.request().tag(AtomicBoolean.class)).set(true);
        return chain.proceed(chain.request());
    }
}
