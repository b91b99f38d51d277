package io.octoswarm.routing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps what was computed for the keys used most recently, at most {@code most} of them. Thread-safe. */
final class Recent<K, V> {
    private final Map<K, V> values;

    Recent(int most) {
        values = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** Two threads may compute the value of a new key at the same time; it must not depend on which of them. */
    V get(K key, Function<K, V> compute) {
        V known = find(key);
        if (known != null) {
            return known;
        }
        V computed = compute.apply(key);
        synchronized (values) {
            values.put(key, computed);
        }
        return computed;
    }

    int size() {
        synchronized (values) {
            return values.size();
        }
    }

    private @Nullable V find(K key) {
        synchronized (values) {
            return values.get(key);
        }
    }
}
