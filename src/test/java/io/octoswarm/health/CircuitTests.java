package io.octoswarm.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.octoswarm.peer.PeerState;
import io.octoswarm.peer.PeerStatus;
import io.octoswarm.peer.PeerUnreachable;
import io.octoswarm.peer.PeerUnreachable.Stage;
import io.octoswarm.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CircuitTests {
    private final SettableClock clock = new SettableClock();
    private final Circuit circuit = new Circuit(clock::nanoTime);

    @Test
    void aNewPeerIsTriedAndItsStatusIsLeftAlone() {
        assertThat(circuit.of(PeerStatus.UNKNOWN)).isEqualTo(PeerStatus.UNKNOWN);
        assertThatCode(circuit::begin).doesNotThrowAnyException();
    }

    @Test
    void aPeerThatCannotBeReachedIsOfflineAtOnceAndBackWithItsFirstPing() {
        circuit.failed(new PeerUnreachable("connection refused", Stage.NOT_CONNECTED));

        assertThat(shown()).isEqualTo(PeerState.OFFLINE);
        assertThat(circuit.of(PeerStatus.UNKNOWN).reason()).isEqualTo("connection refused");
        assertThatThrownBy(circuit::begin).hasMessage("connection refused");

        circuit.pinged();

        assertThat(shown()).isEqualTo(PeerState.ONLINE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"BROKEN_OFF", "TURNED_AWAY"})
    void aPeerThatAnswersPingsButFailsACallIsFailing(Stage stage) {
        circuit.failed(new PeerUnreachable("the connection broke", stage));
        circuit.pinged();

        assertThat(shown()).isEqualTo(PeerState.FAILING);
        assertThatThrownBy(circuit::begin).isInstanceOf(PeerUnreachable.class).hasMessage("the connection broke");
    }

    @Test
    void afterTwoSecondsOneCallMayTryAFailingPeer() {
        circuit.failed(new PeerUnreachable("the connection broke"));
        pass(2);

        assertThat(shown()).isEqualTo(PeerState.ON_TRIAL);
        assertThat(circuit.begin()).isTrue();
        assertThat(shown()).isEqualTo(PeerState.FAILING);
        assertThatThrownBy(circuit::begin).isInstanceOf(PeerUnreachable.class);
    }

    @Test
    void aGoodTrialIsTheEndOfIt() {
        circuit.failed(new PeerUnreachable("the connection broke"));
        pass(2);
        circuit.begin();
        circuit.answered();

        assertThat(shown()).isEqualTo(PeerState.ONLINE);
        assertThat(circuit.begin()).isFalse();
    }

    @Test
    void aBadTrialIsFailing() {
        circuit.failed(new PeerUnreachable("the connection broke"));
        pass(2);
        circuit.begin();
        circuit.failed(new PeerUnreachable("its answer is no JSON"));

        assertThat(shown()).isEqualTo(PeerState.FAILING);
        assertThat(circuit.state().why()).isEqualTo("its answer is no JSON");
    }

    @Test
    void aTrialThatSaysNothingIsFollowedByAnother() {
        circuit.failed(new PeerUnreachable("the connection broke"));
        pass(2);
        circuit.begin();
        circuit.returned();

        assertThat(circuit.begin()).isTrue();
    }

    @Test
    void trialsBecomeRarerButNotWithoutEnd() {
        List<Long> pauses = java.util.stream.IntStream.range(0, 8)
                .mapToObj(number -> {
                    circuit.failed(new PeerUnreachable("the connection broke"));
                    long seconds = 0;
                    while (shown() != PeerState.ON_TRIAL) {
                        pass(1);
                        seconds++;
                    }
                    circuit.begin();
                    return seconds;
                })
                .toList();

        assertThat(pauses.subList(0, 5)).containsExactly(2L, 2L, 10L, 20L, 40L);
        assertThat(pauses).allMatch(seconds -> seconds <= 60);
    }

    @Test
    void oneLateAnswerIsNoNewsTwoInARowAre() {
        circuit.failed(PeerUnreachable.timeout());
        circuit.answered();
        circuit.failed(PeerUnreachable.timeout());
        assertThat(shown()).isEqualTo(PeerState.ONLINE);

        circuit.failed(PeerUnreachable.timeout());

        assertThat(shown()).isEqualTo(PeerState.FAILING);
        assertThat(circuit.state().why()).isEqualTo("it takes calls and gives no answer in time");
    }

    @Test
    void pingsDoNotMakeUpForAnswersThatNeverCome() {
        circuit.failed(PeerUnreachable.timeout());
        circuit.pinged();
        circuit.failed(PeerUnreachable.timeout());

        assertThat(shown()).isEqualTo(PeerState.FAILING);
    }

    @Test
    void aSilentPeerIsTriedOnceAMinute() {
        circuit.failed(PeerUnreachable.timeout());
        circuit.failed(PeerUnreachable.timeout());
        pass(59);
        assertThat(shown()).isEqualTo(PeerState.FAILING);

        pass(1);

        assertThat(shown()).isEqualTo(PeerState.ON_TRIAL);
    }

    @Test
    void aFailingPeerThatIsRestartedIsBackWithItsFirstPing() {
        circuit.failed(PeerUnreachable.timeout());
        circuit.failed(PeerUnreachable.timeout());
        circuit.missed("connection refused");
        circuit.pinged();

        assertThat(shown()).isEqualTo(PeerState.ONLINE);
    }

    @Test
    void aPeerThatComesAndGoesMustBeSteadyFirst() {
        comeAndGo(5);

        assertThat(shown()).isEqualTo(PeerState.FAILING);
        assertThat(circuit.state().why())
                .isEqualTo("it went 5 times within a minute; online again after 10 s without a miss");
        pass(9);
        assertThat(shown()).isEqualTo(PeerState.FAILING);
        pass(1);
        assertThat(shown()).isEqualTo(PeerState.ONLINE);
    }

    @Test
    void aMissBeginsItsTimeAnew() {
        comeAndGo(5);
        pass(9);
        circuit.missed("connection refused");
        pass(9);

        assertThat(shown()).isEqualTo(PeerState.FAILING);
    }

    @Test
    void itsTimeIsAMinuteAtTheMost() {
        comeAndGo(5);
        for (int i = 0; i < 20; i++) {
            pass(60);
            assertThat(shown()).isEqualTo(PeerState.ONLINE);
            comeAndGo(5);
        }
    }

    @Test
    void aClockThatIsSetBackKeepsNoPeerOut() {
        comeAndGo(5);
        clock.setBack(Duration.ofDays(1));
        pass(10);

        assertThat(shown()).isEqualTo(PeerState.ONLINE);
    }

    @Test
    void aClockThatIsSetBackPutsOffNoTrial() {
        circuit.failed(new PeerUnreachable("the connection broke"));
        clock.setBack(Duration.ofDays(1));
        pass(2);

        assertThat(shown()).isEqualTo(PeerState.ON_TRIAL);
    }

    @Test
    void whatIsLongAgoIsForgotten() {
        comeAndGo(4);
        clock.forward(Duration.ofSeconds(61));
        comeAndGo(1);

        assertThat(shown()).isEqualTo(PeerState.ONLINE);
    }

    @Test
    void newsOfCallsThatBeganBeforeTheEndChangeNothing() {
        circuit.missed("connection refused");
        circuit.failed(new PeerUnreachable("the connection broke"));
        circuit.answered();

        assertThat(shown()).isEqualTo(PeerState.OFFLINE);
        assertThat(circuit.state().why()).isEqualTo("connection refused");
    }

    private void comeAndGo(int times) {
        for (int i = 0; i < times; i++) {
            circuit.missed("connection refused");
            circuit.pinged();
        }
    }

    private void pass(int seconds) {
        clock.forward(Duration.ofSeconds(seconds));
        circuit.pinged();
    }

    private PeerState shown() {
        return circuit.state().shown();
    }
}
