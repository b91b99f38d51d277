package io.octoswarm.routing;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is expensive to make and made at the first use. The lock guards against two threads that make it at
 * once; from then on reading it costs nothing. When making it fails, the next use tries again.
 */
final class Once<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable T made;

    Once(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        T present = made;
        return present != null ? present : make();
    }

    private T make() {
        lock.lock();
        try {
            T present = made;
            if (present == null) {
                present = maker.get();
                made = present;
            }
            return present;
        } finally {
            lock.unlock();
        }
    }
}
