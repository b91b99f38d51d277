package io.octoswarm.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The swarm's keys, each with what makes proofs of it: made when first needed, as it takes a moment. Thread-safe. */
@Component
class StretchedKeys {
    /** @param key never printed */
    record Entry(String key, KeyProof proof) {
        @Override
        public String toString() {
            return "a key";
        }
    }

    private final SecuritySettings settings;
    private volatile @Nullable List<Entry> entries;

    StretchedKeys(SecuritySettings settings) {
        this.settings = settings;
    }

    /** In the order of the settings. Two threads may make them at once; they make the same. */
    List<Entry> all() {
        List<Entry> made = entries;
        if (made == null) {
            made = settings.keys().stream()
                    .map(key -> new Entry(key, new KeyProof(key)))
                    .toList();
            entries = made;
        }
        return made;
    }
}
