package io.octoswarm.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.octoswarm.instance.Instance;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerLeft;
import io.octoswarm.peer.Peers;
import io.octoswarm.security.Challenge;
import io.octoswarm.security.SecuritySettings;
import io.octoswarm.testing.SettableClock;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;

class PeerClientsTests {
    private static final URI URL = URI.create("http://10.77.0.9:9100/mcp/");
    private static final Peer MOLE = new Peer("mole", URL, List.of());
    private static final Peer VOLE = new Peer("vole", URL, List.of());

    /** What the one under the former name has not shown, would be asked of the other, too. */
    @Test
    void oneThatIsStartedUnderAnotherNameHasAConnectionOfItsOwn() {
        PeerClients clients = clients();
        McpConnection before = clients.of(MOLE);
        McpConnection now = clients.of(VOLE);

        clients.close(new PeerLeft(MOLE));

        assertThat(now).isNotSameAs(before);
        assertThat(clients.of(VOLE)).isSameAs(now);
        clients.destroy();
    }

    @SuppressWarnings("unchecked")
    private static PeerClients clients() {
        Peers peers = mock(Peers.class);
        when(peers.find(any())).thenReturn(Optional.empty());
        Instance instance = mock(Instance.class);
        when(instance.name()).thenReturn("atlas");
        when(instance.version()).thenReturn("1");
        return new PeerClients(
                PeerHttp.create(),
                new SecuritySettings(List.of("a-key")),
                instance,
                peers,
                (ObjectProvider<Challenge>) mock(ObjectProvider.class),
                new SettableClock());
    }
}
