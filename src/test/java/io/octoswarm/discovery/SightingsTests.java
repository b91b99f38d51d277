package io.octoswarm.discovery;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.octoswarm.discovery.Sighting.Stage;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.PeerStatus;
import io.octoswarm.peer.Peers;
import io.octoswarm.testing.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever is announced is looked at, whatever happens here meanwhile. */
class SightingsTests {
    private static final Advertisement PI = Neighbourhood.advertisement("pi", URI.create("http://127.0.0.1:9100/mcp/"));

    private final SettableClock clock = new SettableClock();
    private final Peers peers = mock(Peers.class);
    private final Introduction introduction = mock(Introduction.class);
    private final Reception reception = mock(Reception.class);
    private final Sightings sightings = new Sightings(peers, introduction, reception, clock::nanoTime);

    @BeforeEach
    void piAnswers() {
        when(introduction.with(any())).thenReturn(CompletableFuture.completedFuture(Introduction.Result.ANSWERS));
        when(reception.receive(any(), any())).thenReturn(Stage.WAITING);
        sightings.heard(PI);
    }

    @Test
    void aFailureOfTheDatabaseAfterTheAnswerIsNotTheLastLook() {
        when(reception.receive(any(), any()))
                .thenThrow(new IllegalStateException("the database is locked"))
                .thenReturn(Stage.WAITING);

        pass(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(2));

        verify(reception, times(2)).receive(any(), any());
    }

    @Test
    void aFailureOfTheDatabaseBeforeTheQuestionHoldsUpNobodyElse() {
        Advertisement anna = Neighbourhood.advertisement("anna", URI.create("http://127.0.0.1:9101/mcp/"));
        when(reception.isApproved(PI.peer())).thenThrow(new IllegalStateException("the database is locked"));
        sightings.heard(anna);

        pass(Duration.ofSeconds(1));

        verify(introduction).with(anna.peer());
    }

    @Test
    void whoIsAwayIsLookedForAtOnceWhereElseItIsAnnounced() {
        when(reception.receive(any(), any())).thenReturn(Stage.ADMITTED);
        pass(Duration.ofSeconds(1));
        Advertisement moved = Neighbourhood.advertisement("pi", URI.create("http://127.0.0.1:9101/mcp/"));
        sightings.heard(moved);
        PeerStatus away = PeerStatus.UNKNOWN.failed("no answer");
        when(peers.find("pi")).thenReturn(Optional.of(new KnownPeer(PI.peer(), away)));

        pass(Duration.ofSeconds(1));

        verify(introduction).with(moved.peer());
    }

    /** When it was seen last is told by a clock that may have been set back since. */
    @Test
    void whoIsAwayForTwoMinutesLeavesWhateverTheClockSays() {
        when(reception.receive(any(), any())).thenReturn(Stage.ADMITTED);
        pass(Duration.ofSeconds(1));
        PeerStatus away = PeerStatus.UNKNOWN
                .seen(clock.instant().plus(Duration.ofDays(1)))
                .failed("no answer");
        when(peers.find("pi")).thenReturn(Optional.of(new KnownPeer(PI.peer(), away)));

        pass(Duration.ofSeconds(1));
        pass(Duration.ofMinutes(2));
        verify(peers, never()).lost("pi");
        pass(Duration.ofSeconds(1));
        verify(peers).lost("pi");
    }

    private void pass(Duration time) {
        clock.forward(time);
        sightings.tick(Runnable::run);
    }
}
