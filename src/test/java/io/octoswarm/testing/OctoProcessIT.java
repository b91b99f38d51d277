package io.octoswarm.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OctoProcessIT {
    @RegisterExtension
    final TestProcesses processes = new TestProcesses();

    @Test
    void speaksWithTheProgramThroughBothDoorsAndAfterAKill() {
        OctoProcess atlas = processes.octo("atlas", Map.of("SWARM_CAPABILITIES", "research,coding"));

        Said said = atlas.terminal("/swarm");
        assertThat(said.status()).isZero();
        assertThat(said.text()).contains("atlas", "research, coding", String.valueOf(atlas.port()));
        assertThat(atlas.command("/swarm nonsense").status()).isEqualTo(422);

        atlas.kill();
        assertThat(atlas.isAlive()).isFalse();
        assertThat(atlas.terminal("/swarm").status()).isEqualTo(2);

        atlas.start();
        assertThat(atlas.command("/swarm").status()).isEqualTo(200);
        assertThat(atlas.log()).contains("atlas is up");
        atlas.stop();
        assertThat(atlas.isAlive()).isFalse();
    }

    @Test
    void tellsWhatTheProgramPrintedWhenItEndsAtItsStart() {
        assertThatThrownBy(() -> processes.octo("atlas", Map.of("SWARM_ROLE", "king")))
                .hasMessageContaining("atlas ended at its start")
                .hasMessageContaining("SWARM_ROLE=king");
    }
}
