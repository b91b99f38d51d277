package io.octoswarm.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentTests {
    private final List<String> computed = new ArrayList<>();
    private final Recent<String, Integer> recent = new Recent<>(2);

    @Test
    void computesOnce() {
        assertThat(get("one") + get("one")).isEqualTo(6);
        assertThat(computed).containsExactly("one");
    }

    @Test
    void forgetsWhatWasNotUsedForLongest() {
        List.of("one", "two", "one", "three", "one", "two").forEach(this::get);

        assertThat(computed).containsExactly("one", "two", "three", "two");
        assertThat(recent.size()).isEqualTo(2);
    }

    private int get(String key) {
        return recent.get(key, missing -> {
            computed.add(missing);
            return missing.length();
        });
    }
}
