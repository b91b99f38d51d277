package io.octoswarm.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.octoswarm.instance.Instance;
import io.octoswarm.instance.Load;
import io.octoswarm.instance.Profile;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerInfo;
import io.octoswarm.peer.PeerState;
import io.octoswarm.peer.PeerStatus;
import io.octoswarm.peer.Peers;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RosterTests {
    private static final Load BUSY = new Load(2, 1, 3);

    private final Instance instance = mock(Instance.class);
    private final Peers peers = mock(Peers.class);
    private final PastTasks past = mock(PastTasks.class);
    private final Roster roster = new Roster(instance, peers, past);

    @BeforeEach
    void oneOctoWithThreePeers() {
        when(instance.name()).thenReturn("atlas");
        when(instance.profile()).thenReturn(Profile.NONE);
        when(instance.capabilities()).thenReturn(List.of("research"));
        when(instance.load()).thenReturn(new Load(1, 0, 3));
        PeerInfo told = new PeerInfo("sentinel", List.of("ops"), null, null, BUSY);
        PeerInfo foreign = new PeerInfo("scholar", List.of("told"), null, null, null);
        when(peers.all())
                .thenReturn(List.of(
                        known("sentinel", List.of(), new PeerStatus(PeerState.ONLINE, Instant.EPOCH, null, told)),
                        known("Scholar", List.of("own"), new PeerStatus(PeerState.OFFLINE, null, "refused", foreign)),
                        known("pi", List.of("media"), PeerStatus.UNKNOWN)));
    }

    @Test
    void thisOctoComesFirst() {
        assertThat(roster.candidates(List.of()).get(0))
                .isEqualTo(new Candidate("atlas", List.of("research"), true, null, new Load(1, 0, 3)));
    }

    @Test
    void aPeerOnlineIsAvailableWithWhatItTold() {
        assertThat(roster.candidates(List.of()).get(1))
                .isEqualTo(new Candidate("sentinel", List.of("ops"), false, null, BUSY));
    }

    @Test
    void onlyAPeerFoundOfflineIsOut() {
        assertThat(roster.candidates(List.of()).subList(2, 4))
                .containsExactly(
                        new Candidate("Scholar", List.of("own"), false, "offline: refused", Load.UNKNOWN),
                        new Candidate("pi", List.of("media"), false, null, Load.UNKNOWN));
    }

    @Test
    void leavesOutWhomItIsToldTo() {
        assertThat(roster.candidates(List.of("SCHOLAR", "Atlas", "nobody")))
                .extracting(Candidate::name)
                .containsExactly("sentinel", "pi");
    }

    private static KnownPeer known(String name, List<String> tags, PeerStatus status) {
        return new KnownPeer(new Peer(name, URI.create("http://192.168.1.42:9100/mcp/"), tags), status);
    }
}
