package io.octoswarm.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.instance.Load;
import io.octoswarm.instance.Profile;
import io.octoswarm.routing.Route.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The router as it is delivered, with its word vectors. */
class RoutingByMeaningTests {
    private static final CapabilityRouter ROUTER = CapabilityRouter.byMeaning(RoutingSettings.DEFAULT);
    private static final Candidate ATLAS = octo("atlas", true, null, "research", "coding");
    private static final Candidate SENTINEL = octo("sentinel", false, null, "monitoring", "ops", "infrastructure");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What's the server uptime?|sentinel",
                "check server uptime and recent logs|sentinel",
                "restart nginx on the web server|sentinel",
                "Wie lange läuft der Server schon?|sentinel",
                "fix the bug in the parser|atlas",
                "find papers about transformers|atlas"
            })
    void theDocumentedSwarmGetsWhatIsForIt(String task, String expected) {
        Route route = ROUTER.route(task, List.of(ATLAS, SENTINEL));
        assertThat(route.kind()).isEqualTo(Kind.CAPABILITY);
        assertThat(route.to()).extracting(to -> to == null ? "" : to.name()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ops", "devops", "sysadmin", "infrastructure", "server"})
    void aTagThatIsJargonIsUnderstood(String tag) {
        Candidate jargon = octo("sentinel", false, null, tag);
        assertThat(ROUTER.route("What's the server uptime?", List.of(ATLAS, jargon))
                        .to())
                .isEqualTo(jargon);
        assertThat(ROUTER.route("restart nginx", List.of(ATLAS, jargon)).to()).isEqualTo(jargon);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tell me a joke", "what should I cook tonight", "", "🐙🐙🐙", "xqzv blorp wug fnord"})
    void whatFitsNobodyStaysHere(String task) {
        assertThat(ROUTER.route(task, List.of(ATLAS, SENTINEL)).kind()).isEqualTo(Kind.SELF);
    }

    @Test
    void betweenTheThresholdsTheTaskIsKeptAndTheReasonSaysWhoMightFit() {
        RoutingSettings strict = new RoutingSettings(1, 0.3);
        Route route = CapabilityRouter.byMeaning(strict).route("What's the server uptime?", List.of(ATLAS, SENTINEL));
        assertThat(route.kind()).isEqualTo(Kind.SELF);
        assertThat(route.maybe()).containsExactly(SENTINEL);
        assertThat(route.reason()).contains("sentinel (").contains("might fit, but that is not sure enough");
    }

    @Test
    void theBotsThatAMessageMentionsSayNothingOfItsSubject() {
        Route plain = ROUTER.route("compare notes", List.of(ATLAS, SENTINEL));
        Route mentions = ROUTER.route("@research_octo_bot @Coding_Octo_Bot compare notes", List.of(ATLAS, SENTINEL));
        assertThat(mentions.kind()).isEqualTo(plain.kind()).isEqualTo(Kind.SELF);
        assertThat(mentions.verdicts()).isEqualTo(plain.verdicts());
    }

    @Test
    void theDeadNeverGetATaskAndTheReasonNamesThem() {
        Candidate down = octo("sentinel", false, "offline: connection refused", "monitoring", "ops");
        Route route = ROUTER.route("What's the server uptime?", List.of(ATLAS, down));
        assertThat(route.to()).isEqualTo(ATLAS);
        assertThat(route.passedOver()).contains(down);
    }

    @Test
    void ofTwoThatFitAlikeTheFreerOneIsTaken() {
        Candidate busy = busy("busy", new Load(3, 5, 3), "monitoring", "ops");
        Candidate free = busy("free", new Load(0, 0, 3), "monitoring", "ops");
        assertThat(ROUTER.route("What's the server uptime?", List.of(busy, free))
                        .to())
                .isEqualTo(free);
    }

    @Test
    void whoFitsTooIsTakenWhenTheBetterOneIsAwayOrBusy() {
        Candidate away = octo("away", false, "offline: connection refused", "weather");
        Candidate busy = busy("busy", new Load(3, 5, 3), "weather");
        Candidate more = busy("more", new Load(0, 0, 3), "weather", "news");
        assertThat(ROUTER.route("will it rain tomorrow?", List.of(ATLAS, away, more))
                        .to())
                .isEqualTo(more);
        assertThat(ROUTER.route("will it rain tomorrow?", List.of(ATLAS, busy, more))
                        .to())
                .isEqualTo(more);
    }

    @Test
    void theClearlyBetterOneIsTakenThoughItIsBusy() {
        Candidate songs = busy("songs", new Load(3, 5, 3), "music");
        Candidate wide = busy("wide", new Load(0, 0, 3), "media");
        assertThat(ROUTER.route("play some jazz", List.of(songs, wide)).to()).isEqualTo(songs);
    }

    @Test
    void theUnfitGetNothingBecauseTheFitOneIsBusy() {
        Candidate busy = busy("ops", new Load(3, 500, 3), "monitoring", "ops");
        Candidate cook = busy("cook", new Load(0, 0, 3), "cooking", "recipes");
        assertThat(ROUTER.route("What's the server uptime?", List.of(busy, cook))
                        .to())
                .isEqualTo(busy);
    }

    @Test
    void aGeneralistWithAModelIsTakenWhenNobodyFits() {
        Candidate generalist =
                new Candidate("allround", List.of(), false, null, Load.UNKNOWN, Profile.NONE, List.of(), true);
        Route joke = ROUTER.route("tell me a joke", List.of(ATLAS, SENTINEL, generalist));
        assertThat(joke.kind()).isEqualTo(Kind.GENERALIST);
        assertThat(joke.to()).isEqualTo(generalist);
        assertThat(joke.reason()).contains("allround declares none and has a model");
        assertThat(ROUTER.route("What's the server uptime?", List.of(ATLAS, SENTINEL, generalist))
                        .to())
                .isEqualTo(SENTINEL);
    }

    @Test
    void aDescriptionHelpsWithoutDrowningTheTags() {
        Candidate plain = octo("plain", false, null, "storage");
        Candidate described =
                profiled("described", new Profile("I look after the family's holiday photos", List.of()), List.of());
        assertThat(score("sort my holiday photos", described)).isGreaterThan(score("sort my holiday photos", plain));
        assertThat(ROUTER.route("What's the server uptime?", List.of(SENTINEL, described))
                        .to())
                .isEqualTo(SENTINEL);
    }

    @Test
    void examplesAndPastTasksCountALittle() {
        Candidate plain = octo("plain", false, null, "storage");
        String task = "is the freezer in the cellar cold enough?";
        double exemplary =
                score(task, profiled("e", new Profile(null, List.of("check the freezer's temperature")), List.of()));
        double experienced = score(task, profiled("p", Profile.NONE, List.of("check the freezer's temperature")));
        assertThat(exemplary).isGreaterThan(experienced);
        assertThat(experienced).isGreaterThan(score(task, plain));
    }

    @Test
    void whereNoTagsAreDeclaredTheDescriptionStandsForThem() {
        Candidate described = new Candidate(
                "pi",
                List.of(),
                false,
                null,
                Load.UNKNOWN,
                new Profile("server monitoring", List.of()),
                List.of(),
                false);
        assertThat(ROUTER.route("What's the server uptime?", List.of(ATLAS, described))
                        .to())
                .isEqualTo(described);
    }

    @Test
    void anExplicitNameIsAboveAllMeaning() {
        assertThat(ROUTER.route("atlas, what's the server uptime?", List.of(ATLAS, SENTINEL))
                        .kind())
                .isEqualTo(Kind.NAMED);
    }

    private static double score(String task, Candidate candidate) {
        return ROUTER.route(task, List.of(candidate)).verdicts().get(0).score();
    }

    private static Candidate octo(String name, boolean self, @Nullable String unavailable, String... tags) {
        return new Candidate(name, List.of(tags), self, unavailable, Load.UNKNOWN);
    }

    private static Candidate busy(String name, Load load, String... tags) {
        return new Candidate(name, List.of(tags), false, null, load);
    }

    private static Candidate profiled(String name, Profile profile, List<String> past) {
        return new Candidate(name, List.of("storage"), false, null, Load.UNKNOWN, profile, past, false);
    }
}
