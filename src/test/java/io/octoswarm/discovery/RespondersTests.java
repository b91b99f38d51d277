package io.octoswarm.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import org.junit.jupiter.api.Test;

class RespondersTests {
    @Test
    void anAddressThatTheSystemStillTestsIsNotTakenForAPortThatIsTaken() {
        assertThat(Responders.reason(new BindException("Cannot assign requested address")))
                .contains("assign requested address");
        assertThat(Responders.reason(new BindException("Address already in use")))
                .isEqualTo("port 5353 is taken by another program");
    }
}
