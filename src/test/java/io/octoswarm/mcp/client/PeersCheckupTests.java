package io.octoswarm.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.octoswarm.instance.Checkup;
import io.octoswarm.instance.Instance;
import io.octoswarm.peer.Admission;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerInfo;
import io.octoswarm.peer.PeerStatus;
import io.octoswarm.peer.Peers;
import io.octoswarm.security.SecuritySettings;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the doctor says of a peer that is known under one name and calls itself by one. */
class PeersCheckupTests {
    @Test
    void aConfiguredOneThatCallsItselfOtherwiseIsToBeAddedUnderThatName() {
        assertThat(finding("pi", Admission.CONFIGURED, "garden"))
                .isEqualTo(Checkup.Finding.bad("peer pi", "answers, but calls itself garden; add it under that name"));
    }

    @Test
    void aLongNameIsAnnouncedAsFarAsItFitsAndAllIsWell() {
        assertThat(finding("\u00e4".repeat(29), Admission.PROVEN, "\u00e4".repeat(63))
                        .good())
                .isTrue();
    }

    @Test
    void oneThatIsCountedOnItsNetworkNeedsAnotherName() {
        Checkup.Finding found = finding("atlas-2", Admission.PROVEN, "atlas");

        assertThat(found.good()).isFalse();
        assertThat(found.text())
                .contains("is named atlas, as another Octo", "another SWARM_NAME")
                .doesNotContain("add it");
    }

    private static Checkup.Finding finding(String known, Admission admission, String told) {
        Peer peer = new Peer(known, URI.create("http://10.77.0.9:9100/mcp/"), List.of());
        Peers peers = mock(Peers.class);
        when(peers.all()).thenReturn(List.of(new KnownPeer(peer, PeerStatus.UNKNOWN, admission)));
        PeerInfo info = new PeerInfo(told, List.of(), null, null, null);
        return new PeersCheckup(
                        peers,
                        (asked, limit) -> CompletableFuture.completedFuture(info),
                        new SecuritySettings(List.of()),
                        mock(Instance.class))
                .examine()
                .get(1);
    }
}
