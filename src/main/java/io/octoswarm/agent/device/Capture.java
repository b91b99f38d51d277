package io.octoswarm.agent.device;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads a stream on a thread of its own, to its end, and keeps the first 64 KiB: a program whose output nobody takes
 * would wait for ever. Thread-safe.
 */
final class Capture {
    static final int MOST_BYTES = 64 * 1024;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean cut;

    private Capture() {}

    static Capture of(InputStream stream, String name) {
        Capture capture = new Capture();
        Thread reader = new Thread(() -> capture.read(stream), name);
        reader.setDaemon(true);
        reader.start();
        return capture;
    }

    /** Whether the stream's end was reached in time. */
    boolean await(Duration limit) throws InterruptedException {
        return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    String text() {
        lock.lock();
        try {
            return kept.toString(StandardCharsets.UTF_8);
        } finally {
            lock.unlock();
        }
    }

    boolean isCut() {
        lock.lock();
        try {
            return cut;
        } finally {
            lock.unlock();
        }
    }

    private void read(InputStream stream) {
        byte[] buffer = new byte[8192];
        try (stream) {
            for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
                keep(buffer, length);
            }
        } catch (IOException killed) { // a killed program's stream breaks off: what came before is kept
            markCut();
        } finally {
            ended.countDown();
        }
    }

    private void keep(byte[] buffer, int length) {
        lock.lock();
        try {
            int room = Math.min(length, MOST_BYTES - kept.size());
            kept.write(buffer, 0, room);
            cut |= room < length;
        } finally {
            lock.unlock();
        }
    }

    private void markCut() {
        lock.lock();
        try {
            cut = true;
        } finally {
            lock.unlock();
        }
    }
}
