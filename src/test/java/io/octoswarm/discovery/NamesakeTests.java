package io.octoswarm.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.octoswarm.instance.Instance;
import io.octoswarm.testing.SettableClock;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two Octos of one name: the second one is announced under another until the first is gone. */
class NamesakeTests {
    private static final Advertisement FIRST =
            Neighbourhood.advertisement("atlas", URI.create("http://10.77.0.9:9100/mcp/"));

    private final SettableClock clock = new SettableClock();
    private final Instance instance = mock(Instance.class);
    private final Namesake namesake = new Namesake(instance, clock::nanoTime);

    @BeforeEach
    void thereIsOne() {
        when(instance.isNamed("atlas")).thenReturn(true);
        assertThat(namesake.isOne(FIRST)).isTrue();
    }

    @Test
    void theNameIsFreeTenSecondsAfterItsBearerLeft() {
        assertThat(namesake.hasLeft()).isFalse();
        namesake.gone("atlas");
        clock.forward(Duration.ofSeconds(9));
        assertThat(namesake.hasLeft()).isFalse();
        clock.forward(Duration.ofSeconds(1));
        assertThat(namesake.hasLeft()).isTrue();

        assertThat(namesake.hasLeft()).isFalse(); // whoever takes the name back does so once
    }

    @Test
    void theNameIsNotFreeWhenItsBearerReturns() {
        namesake.gone("atlas");
        clock.forward(Duration.ofSeconds(9));
        namesake.isOne(FIRST);
        clock.forward(Duration.ofMinutes(1));

        assertThat(namesake.hasLeft()).isFalse();
    }
}
