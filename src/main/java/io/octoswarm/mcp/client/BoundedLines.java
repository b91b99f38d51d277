package io.octoswarm.mcp.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of a stream, none of them longer than is bearable. For one thread. */
final class BoundedLines {
    private final InputStream stream;
    private final int most;
    private boolean cut;

    /** @param most the longest line, in bytes */
    BoundedLines(InputStream stream, int most) {
        this.stream = new BufferedInputStream(stream, 64 * 1024);
        this.most = most;
    }

    /**
     * The next line without its end; of a longer one the first {@code most} bytes and then the next ones, as if they were
     * lines; empty: the stream is over.
     */
    Optional<String> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        cut = false;
        int next = stream.read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n') {
            line.write(next);
            cut = line.size() == most;
            next = cut ? '\n' : stream.read();
        }
        return Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    /** Whether the last line was as long as bearable, and may go on. */
    boolean isCut() {
        return cut;
    }
}
