package io.octoswarm.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.octoswarm.instance.InvalidSetting;
import io.octoswarm.instance.Variables;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingSettingsTests {
    @Test
    void nothingSetIsTheDefault() {
        assertThat(settings(Map.of())).isEqualTo(new RoutingSettings(0.85, 0.4));
    }

    @Test
    void aLowThresholdTakesTheOtherOneAlong() {
        assertThat(settings(Map.of("SWARM_ROUTE_THRESHOLD", "0.2"))).isEqualTo(new RoutingSettings(0.2, 0.2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.01", "NaN", "much"})
    void whatIsNoProbabilityIsRefusedByName(String value) {
        assertThatThrownBy(() -> settings(Map.of("SWARM_ROUTE_THRESHOLD", value)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("SWARM_ROUTE_THRESHOLD=" + value)
                .hasMessageContaining("above 0 and up to 1");
    }

    @Test
    void maybeIsNotAboveTheThreshold() {
        assertThatThrownBy(() -> settings(Map.of("SWARM_ROUTE_THRESHOLD", "0.5", "SWARM_ROUTE_MAYBE", "0.6")))
                .hasMessageContaining("SWARM_ROUTE_MAYBE=0.6")
                .hasMessageContaining("0.5");
    }

    private static RoutingSettings settings(Map<String, String> variables) {
        return RoutingSettings.from(new Variables(variables));
    }
}
