package io.octoswarm.agent.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads a stream on a thread of its own, to its end, and keeps the first part of it: a program whose output nobody takes
 * would wait for ever. Thread-safe.
 */
final class Capture {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final int most;
    private boolean cut;

    private Capture(int most) {
        this.most = most;
    }

    static Capture of(InputStream stream, String name, int most) {
        Capture capture = new Capture(most);
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
            int room = Math.min(length, most - kept.size());
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
