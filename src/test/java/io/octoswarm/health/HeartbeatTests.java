package io.octoswarm.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerInfo;
import io.octoswarm.peer.PeerUnreachable;
import io.octoswarm.peer.PeerUnreachable.Stage;
import io.octoswarm.testing.ManualTimer;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class HeartbeatTests {
    private static final Peer PEER = new Peer("sentinel", URI.create("http://pi:9100/mcp/"), List.of());
    private static final PeerInfo INFO = new PeerInfo("sentinel", List.of("ops"), null, null, null);

    private final Circuits circuits = mock(Circuits.class);
    private final HttpClient http = mock(HttpClient.class);
    private final ManualTimer timer = new ManualTimer();
    private CompletableFuture<PeerInfo> told = CompletableFuture.completedFuture(INFO);
    private Duration now = Duration.ZERO;
    private int infos;
    private final Heartbeat heartbeat = new Heartbeat(
            PEER,
            circuits,
            new Ping(
                    http,
                    (peer, limit) -> {
                        infos++;
                        return told;
                    },
                    name -> false),
            timer,
            () -> now.toNanos());

    @BeforeEach
    void isUp() {
        when(circuits.closed(PEER)).thenReturn(true);
        up();
    }

    @Test
    void beginsAtOnce() {
        heartbeat.start();

        assertThat(timer.delays()).containsExactly(Duration.ZERO);
        timer.runNext();
        verify(circuits).pinged(PEER, INFO);
    }

    @Test
    void aSteadyPeerIsLookedAtEveryTwoSeconds() {
        heartbeat.start();
        for (int i = 0; i < 50; i++) {
            timer.runNext();
            assertThat(timer.delays())
                    .singleElement()
                    .satisfies(delay -> assertThat(delay).isBetween(Duration.ofMillis(1800), Duration.ofMillis(2250)));
        }
    }

    @Test
    void pingsAreSpread() {
        heartbeat.start();
        List<Duration> delays = java.util.stream.IntStream.range(0, 50)
                .mapToObj(i -> {
                    timer.runNext();
                    return timer.delays().get(0);
                })
                .distinct()
                .toList();

        assertThat(delays).hasSizeGreaterThan(5);
    }

    @Test
    void oneMissIsNoNewsButBringsAQuickSecondLook() {
        down();
        heartbeat.start();
        timer.runNext();

        verify(circuits, Mockito.never()).missed(any(), any());
        verify(circuits, Mockito.never()).pinged(any(), any());
        assertThat(timer.delays()).singleElement().isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void twoMissesAreOffline() {
        down();
        heartbeat.start();
        timer.runNext();
        timer.runNext();

        verify(circuits).missed(PEER, "connection refused");
        assertThat(timer.delays())
                .singleElement()
                .satisfies(delay -> assertThat(delay).isLessThan(Duration.ofSeconds(5)));
    }

    /** An Octo whose cable is pulled just after a ping: its next two, of 1.2 s each, must still fit into the promised 5 s. */
    @Test
    void deathIsKnownSoonAfterItCanBe() {
        heartbeat.start();
        timer.runNext();
        Duration first = timer.delays().get(0);
        down();
        timer.runNext();

        assertThat(first.plus(timer.delays().get(0))).isLessThanOrEqualTo(Duration.ofMillis(5000 - 2 * 1200));
    }

    @Test
    void isBackWithTheFirstAnswer() {
        down();
        heartbeat.start();
        timer.runNext();
        timer.runNext();
        up();
        timer.runNext();

        verify(circuits).missed(PEER, "connection refused");
        verify(circuits).pinged(PEER, INFO);
        assertThat(timer.delays().get(0)).isLessThanOrEqualTo(Duration.ofMillis(2250));
    }

    /** A silent peer costs each look its whole time; the looks must not become fewer by that. */
    @Test
    void oneThatIsAwayIsLookedAtEveryTwoSecondsHoweverLongItIsSilent() {
        down();
        heartbeat.start();
        timer.runNext();
        timer.runNext();
        when(circuits.closed(PEER)).thenReturn(false);
        timer.runNext();
        assertThat(timer.delays()).containsExactly(Duration.ofSeconds(2));

        silent(Duration.ofMillis(1200));
        assertThat(timer.delays()).containsExactly(Duration.ofMillis(800));
        silent(Duration.ofMillis(3200));
        assertThat(timer.delays()).containsExactly(Duration.ofMillis(250));
    }

    @Test
    void aMissBetweenAnswersIsForgotten() {
        heartbeat.start();
        for (int i = 0; i < 6; i++) {
            down();
            timer.runNext();
            up();
            timer.runNext();
        }

        verify(circuits, Mockito.never()).missed(any(), any());
    }

    @Test
    void moreThanALookAtThePageIsTakenOnlyNowAndThen() {
        heartbeat.start();
        for (int i = 0; i < 18; i++) {
            timer.runNext();
        }

        assertThat(infos).isEqualTo(3);
        verify(circuits, Mockito.times(3)).pinged(PEER, INFO);
        verify(circuits, Mockito.times(15)).pinged(PEER, null);
    }

    @Test
    void aStoppedHeartbeatPingsNoMore() {
        heartbeat.start();
        timer.runNext();
        Mockito.clearInvocations(http, circuits);
        heartbeat.stop();
        timer.runNext();

        Mockito.verifyNoInteractions(http, circuits);
        assertThat(timer.delays()).isEmpty();
    }

    @Test
    void theEndOfTheTimerEndsItQuietly() {
        timer.shutdownNow();
        heartbeat.start();

        assertThat(timer.delays()).isEmpty();
    }

    @Test
    void aCheckSettlesTheStatusOfADeadPeerAtOnce() {
        down();

        assertThat(heartbeat.check()).isCompleted();

        verify(circuits).missed(PEER, "connection refused");
    }

    @Test
    void aCheckOfALivingPeerIsOnePing() {
        assertThat(heartbeat.check()).isCompleted();

        verify(http).sendAsync(any(), any());
        verify(circuits).pinged(PEER, INFO);
    }

    /** A peer whose page is well but that is no Octo is no peer to give work to. */
    @Test
    void aPeerThatTellsNothingOfItselfMisses() {
        told = CompletableFuture.failedFuture(new PeerUnreachable("it is no Octo: get_info told no name"));

        heartbeat.check();

        verify(circuits).missed(PEER, "it is no Octo: get_info told no name");
    }

    @Test
    void aPeerThatRefusesOurKeyIsShownItOnceAMinute() {
        refuse();
        heartbeat.start();
        looks(30);

        assertThat(infos).isEqualTo(1);
        verify(circuits, Mockito.times(29)).missed(PEER, "it refuses our key");
        verify(circuits, Mockito.never()).pinged(any(), any());

        told = CompletableFuture.completedFuture(INFO);
        looks(1);
        verify(circuits).pinged(PEER, INFO);
    }

    @Test
    void butAtOnceWhenItWasAwayMeanwhileOrSomebodyWantsToKnow() {
        refuse();
        heartbeat.start();
        looks(5);
        down();
        looks(1);
        up();
        looks(1);
        assertThat(infos).isEqualTo(2);

        heartbeat.check();
        assertThat(infos).isEqualTo(3);
    }

    private void refuse() {
        when(circuits.closed(PEER)).thenReturn(false);
        told = CompletableFuture.failedFuture(new PeerUnreachable("it refuses our key", Stage.TURNED_AWAY));
    }

    /** One every two seconds. */
    private void looks(int times) {
        for (int i = 0; i < times; i++) {
            timer.runNext();
            now = now.plusSeconds(2);
        }
    }

    private void up() {
        HttpResponse<Object> response = mock();
        when(response.statusCode()).thenReturn(200);
        when(http.sendAsync(any(), any())).thenReturn(CompletableFuture.completedFuture(response));
    }

    /** The next ping ends without an answer after that time. */
    private void silent(Duration time) {
        CompletableFuture<HttpResponse<Object>> answer = new CompletableFuture<>();
        when(http.sendAsync(any(), any())).thenReturn(answer);
        timer.runNext();
        now = now.plus(time);
        answer.completeExceptionally(new HttpTimeoutException("geheim"));
    }

    private void down() {
        when(http.sendAsync(any(), any())).thenReturn(CompletableFuture.failedFuture(new ConnectException("geheim")));
    }
}
