package io.octoswarm.routing;

import static io.octoswarm.routing.Octos.ATLAS;
import static io.octoswarm.routing.Octos.SCHOLAR;
import static io.octoswarm.routing.Octos.SENTINEL;
import static io.octoswarm.routing.Octos.busy;
import static io.octoswarm.routing.Octos.down;
import static io.octoswarm.routing.Octos.peer;
import static io.octoswarm.routing.Octos.self;
import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.routing.Route.Kind;
import io.octoswarm.routing.Route.Verdict;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SwarmRouterTests {
    /** What common words alone reach. */
    private static final RoutingSettings KEYWORDS = new RoutingSettings(0.3, 0.15);

    private final CapabilityRouter router = new SwarmRouter(new KeywordScoring(), KEYWORDS);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What's the server uptime? | sentinel",
                "check server uptime and recent logs | sentinel",
                "check the logs | sentinel",
                "is the disk full? | sentinel",
                "how much memory is free | sentinel",
                "restart the nginx service | sentinel",
                "fix the bug in the parser | atlas",
                "write a function that sorts a list | atlas",
                "write a Python script that renames my folders | atlas",
                "write something nice | scholar",
                "write a summary of this paper | scholar",
                "what is the average and the trend of these figures? | scholar"
            })
    void theBestFitGetsIt(String task, String name) {
        assertDecision(router.route(task, List.of(ATLAS, SENTINEL, SCHOLAR)), Kind.CAPABILITY, name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"What's the server uptime? | sentinel", "is the disk full? | sentinel", "fix the bug | atlas"})
    void twoAreEnough(String task, String name) {
        assertDecision(router.route(task, List.of(ATLAS, SENTINEL)), Kind.CAPABILITY, name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"what is the capital of France", "", "hm", "🙂", "\u0000\u0001", "who are you?", "the it of"})
    void whatFitsNobodyStaysHere(String task) {
        Route route = router.route(task, List.of(SENTINEL, SCHOLAR, ATLAS));

        assertDecision(route, Kind.SELF, "atlas");
        assertThat(route.reason()).isEqualTo("No capability fits, so atlas tries it itself.");
    }

    @Test
    void whatFitsNobodyIsForNoneWhereThisOctoIsOut() {
        Route route = router.route("what is the capital of France", List.of(SENTINEL));

        assertDecision(route, Kind.NONE, null);
        assertThat(route.reason()).isEqualTo("No capability fits.");
    }

    @Test
    void withoutCandidatesThereIsNone() {
        Route route = router.route("check the logs", List.of());

        assertDecision(route, Kind.NONE, null);
        assertThat(route.reason()).isEqualTo("There is no Octo that could take it.");
        assertThat(route.verdicts()).isEmpty();
    }

    @Test
    void saysWhichTagMatchedWhichWords() {
        Route route = router.route("What's the server uptime?", List.of(ATLAS, SENTINEL));

        assertThat(route.reason())
                .isEqualTo("sentinel fits best: its tag \"monitoring\" matches \"server\" and \"uptime\".");
        assertThat(route.verdicts())
                .extracting(Verdict::why)
                .containsExactly("tag \"monitoring\" matches \"server\" and \"uptime\"", "no tag matches");
    }

    @Test
    void theDeadAreNeverChosenButToldOf() {
        Route route = router.route(
                "check the server logs", List.of(ATLAS, down(SENTINEL, "offline: connection refused"), SCHOLAR));

        assertDecision(route, Kind.SELF, "atlas");
        assertThat(route.reason())
                .isEqualTo("No capability fits, so atlas tries it itself; sentinel would fit, but cannot take it now:"
                        + " offline: connection refused.");
        Verdict last = route.verdicts().get(2);
        assertThat(last.candidate().name()).isEqualTo("sentinel");
        assertThat(last.score()).isPositive();
        assertThat(last.why()).endsWith("; out: offline: connection refused");
    }

    @Test
    void aWeakerOneStandsInForADeadOne() {
        Candidate helper = peer("helper", "linux");
        Route route =
                router.route("monitor the server logs by cron", List.of(ATLAS, down(SENTINEL, "offline"), helper));

        assertDecision(route, Kind.CAPABILITY, "helper");
        assertThat(route.reason()).endsWith("; sentinel would fit better, but cannot take it now: offline.");
    }

    @Test
    void withAllDeadThereIsNone() {
        Route route = router.route("check the logs", List.of(down(ATLAS, "shutting down"), down(SENTINEL, "offline")));

        assertDecision(route, Kind.NONE, null);
        assertThat(route.reason()).startsWith("No Octo can take work now; sentinel would fit, but");
        assertThat(route.verdicts()).hasSize(2);
    }

    @Test
    void amongEqualsTheLeastBusyGetsIt() {
        Route route = router.route(
                "play a song",
                List.of(
                        busy(self("anna", "music"), 2, 3),
                        busy(peer("bert", "music"), 0, 3),
                        busy(peer("cleo", "music"), 1, 3)));

        assertDecision(route, Kind.CAPABILITY, "bert");
        assertThat(route.reason())
                .isEqualTo(
                        "bert fits: its tag \"music\" matches \"play\" and \"song\"; 2 others fit as well, but bert is less busy.");
        assertThat(names(route)).containsExactly("bert", "cleo", "anna");
    }

    @Test
    void amongEquallyBusyEqualsThisOctoGoesFirstThenTheName() {
        assertThat(names(router.route(
                        "play a song", List.of(peer("Zoe", "music"), peer("adam", "music"), self("me", "music")))))
                .containsExactly("me", "adam", "Zoe");
    }

    @Test
    void loadDoesNotBeatAClearlyBetterFit() {
        Route route = router.route(
                "play the music album", List.of(busy(peer("anna", "music"), 9, 3), busy(peer("bert", "media"), 0, 3)));

        assertDecision(route, Kind.CAPABILITY, "anna");
    }

    @Test
    void theNameWinsOverTheCapability() {
        Route route = router.route("scholar, check the server logs", List.of(ATLAS, SENTINEL, SCHOLAR));

        assertDecision(route, Kind.NAMED, "scholar");
        assertThat(route.reason()).isEqualTo("The task is addressed to scholar.");
        assertThat(names(route)).containsExactly("scholar", "sentinel", "atlas");
    }

    @Test
    void theOwnNameStaysHere() {
        assertDecision(router.route("@Atlas check the server logs", List.of(ATLAS, SENTINEL)), Kind.NAMED, "atlas");
    }

    @Test
    void aNamedOctoThatIsDownIsNotReplaced() {
        Route route = router.route("sentinel, check the logs", List.of(ATLAS, down(SENTINEL, "connection refused.")));

        assertDecision(route, Kind.NAMED_BUT_DOWN, "sentinel");
        assertThat(route.reason())
                .isEqualTo("The task is addressed to sentinel, but sentinel cannot take it now: connection refused.");
    }

    @Test
    void ofTwoNamedTheAddressedOneGetsItEvenWhenDown() {
        Route route =
                router.route("sentinel, can you see scholar?", List.of(ATLAS, down(SENTINEL, "offline"), SCHOLAR));

        assertDecision(route, Kind.NAMED_BUT_DOWN, "sentinel");
        assertThat(route.reason())
                .isEqualTo("The task is addressed to sentinel (it also names scholar),"
                        + " but sentinel cannot take it now: offline.");
    }

    @Test
    void ofTwoMerelyNamedTheFirstThatIsThereGetsIt() {
        List<Candidate> octos = List.of(ATLAS, down(SENTINEL, "offline"), SCHOLAR);
        Route route = router.route("what do sentinel and scholar do", octos);

        assertDecision(route, Kind.NAMED, "scholar");
        assertThat(route.reason()).isEqualTo("The task names scholar (it also names sentinel).");
    }

    @Test
    void theOwnNameInFrontIsASalutationWhereAnotherOneIsToBeAsked() {
        List<Candidate> octos = List.of(ATLAS, SENTINEL);

        assertDecision(router.route("atlas, ask sentinel for its uptime", octos), Kind.NAMED, "sentinel");
        assertDecision(router.route("atlas, check the disk on sentinel", octos), Kind.NAMED, "sentinel");
        assertDecision(router.route("atlas, is sentinel up?", octos), Kind.NAMED, "atlas");
        assertDecision(router.route("sentinel, ask atlas for its uptime", octos), Kind.NAMED, "sentinel");
    }

    @Test
    void copesWithAThousandCandidates() {
        List<Candidate> octos = Stream.concat(
                        IntStream.range(0, 999).mapToObj(i -> peer("pi-" + i, "tag" + i, "research")),
                        Stream.of(peer("pi-999", "weather")))
                .toList();

        assertDecision(router.route("will it rain?", octos), Kind.CAPABILITY, "pi-999");
        assertDecision(router.route("pi-77, will it rain?", octos), Kind.NAMED, "pi-77");
        assertThat(router.route("will it rain?", octos).verdicts()).hasSize(1_000);
    }

    @Test
    void copesWithTenThousandWords() {
        String task = "Summarize this paper: " + "lorem ipsum dolor sit amet server ".repeat(1_700);

        assertDecision(router.route(task, List.of(ATLAS, SENTINEL, SCHOLAR)), Kind.CAPABILITY, "scholar");
    }

    @Test
    void noControlCharacterReachesTheReason() {
        Candidate hostile = down(peer("x", "we\u001b[31math\u0007er\n".repeat(30), "weather"), "a\u0000\r\nb\u202E");
        Candidate here = peer("y", "weather\u001b\n\u0007\u202E");

        Route route = router.route("weather\u0007 at\u0000 home", List.of(hostile, here));

        assertDecision(route, Kind.CAPABILITY, "y");
        assertThat(Stream.concat(
                        Stream.of(route.reason()), route.verdicts().stream().map(Verdict::why)))
                .allSatisfy(text -> assertThat(text)
                        .doesNotContainPattern("[\\p{Cc}\\p{Cf}]")
                        .hasSizeLessThan(400));
    }

    @Test
    void anotherScoringTakesItsPlace() {
        CapabilityRouter other = new SwarmRouter(
                (task, candidates) -> candidates.stream()
                        .map(candidate -> new Scoring.Fit(candidate.self() ? 0.2 : 0.7, "any", List.of()))
                        .toList(),
                KEYWORDS);

        Route route = other.route("whatever", List.of(ATLAS, SENTINEL));

        assertDecision(route, Kind.CAPABILITY, "sentinel");
        assertThat(route.reason()).isEqualTo("sentinel fits best: its tag \"any\" comes nearest.");
    }

    private static void assertDecision(Route route, Kind kind, String name) {
        assertThat(route.kind()).as(route.reason()).isEqualTo(kind);
        assertThat(route.to() == null ? null : route.to().name())
                .as(route.reason())
                .isEqualTo(name);
    }

    private static List<String> names(Route route) {
        return route.verdicts().stream()
                .map(verdict -> verdict.candidate().name())
                .toList();
    }
}
