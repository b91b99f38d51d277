package io.octoswarm.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.octoswarm.agent.device.Skill;
import io.octoswarm.instance.InstanceSettings;
import io.octoswarm.instance.Load;
import io.octoswarm.instance.Role;
import io.octoswarm.routing.Candidate;
import io.octoswarm.routing.CapabilityRouter;
import io.octoswarm.routing.PastTasks;
import io.octoswarm.routing.Roster;
import io.octoswarm.routing.Route;
import io.octoswarm.routing.Route.Kind;
import io.octoswarm.routing.Route.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class BuiltInAgentTests {
    private final Candidate atlas = octo("atlas", true, null);
    private final Candidate sentinel = octo("sentinel", false, null);
    private final Candidate scholar = octo("scholar", false, null);
    private final Uptime uptime = new Uptime();
    private final Deque<Route> routes = new ArrayDeque<>();
    private final PastTasks pastTasks = Mockito.mock(PastTasks.class);
    private final List<String> asked = new ArrayList<>();
    private Colleagues colleagues = (peer, question) -> {
        asked.add(peer);
        return "47 days.";
    };

    @Test
    void whatFitsAPeerIsAnsweredByItAndSaysWhoSaidIt() {
        routes.add(route(Kind.CAPABILITY, sentinel));
        assertThat(answer("What's the server uptime?")).isEqualTo("sentinel: 47 days.");
    }

    @Test
    void aQuestionAboutThisMachineStaysHereWhoeverFitsBetter() {
        routes.add(route(Kind.CAPABILITY, sentinel));
        assertThat(answer("What's the uptime of this machine?")).isEqualTo("Up 3 hours.");
        assertThat(asked).isEmpty();
    }

    @Test
    void aPeerThatAsksHasChosenAlready() {
        routes.add(route(Kind.CAPABILITY, sentinel));
        assertThat(agent().answer(question("uptime", List.of("scholar")))).isEqualTo("Up 3 hours.");
        assertThat(uptime.looks).isEqualTo(1); // a look at the device may be dear
    }

    @Test
    void whatAPeerAsksAndWeCannotTellGoesOn() {
        routes.add(route(Kind.CAPABILITY, sentinel));
        assertThat(agent().answer(question("translate this", List.of("scholar"))))
                .isEqualTo("sentinel: 47 days.");
    }

    @Test
    void aNamedPeerThatIsDownIsNotReplaced() {
        Candidate down = octo("sentinel", false, "offline: connection refused");
        routes.add(new Route(Kind.NAMED_BUT_DOWN, down, "named", List.of(new Verdict(down, 1, ""))));
        assertThatThrownBy(() -> answer("sentinel, uptime?"))
                .isInstanceOf(CannotAnswer.class)
                .hasMessageContaining("sentinel is offline: connection refused");
    }

    @Test
    void whenTheFittestIsDownTheOwnAnswerSaysSo() {
        Candidate down = octo("sentinel", false, "offline: connection refused");
        routes.add(new Route(Kind.SELF, atlas, "", List.of(), List.of(), down));
        assertThat(answer("uptime?")).isEqualTo("sentinel is offline: connection refused. atlas itself: Up 3 hours.");
    }

    @Test
    void whenACallFindsThePeerGoneTheNextOneThatFitsIsAsked() {
        colleagues = (peer, question) -> {
            asked.add(peer);
            if (peer.equals("sentinel")) {
                throw new ColleagueGone("sentinel cannot be reached: connection refused.");
            }
            return "here.";
        };
        routes.add(route(Kind.CAPABILITY, sentinel));
        routes.add(route(Kind.CAPABILITY, scholar));
        assertThat(answer("research this")).isEqualTo("scholar: here.");
        assertThat(asked).containsExactly("sentinel", "scholar");
    }

    @Test
    void peersThatAreAllGoneAreNotTriedForever() {
        colleagues = (peer, question) -> {
            asked.add(peer);
            throw new ColleagueGone(peer + " cannot be reached.");
        };
        for (int i = 0; i < 10; i++) {
            routes.add(route(Kind.CAPABILITY, sentinel));
        }
        assertThatThrownBy(() -> answer("research this")).isInstanceOf(ColleagueGone.class);
        assertThat(asked).hasSize(4);
    }

    @Test
    void anAnswerThatAPeerRefusesIsNotAskedOfAnother() {
        colleagues = (peer, question) -> {
            asked.add(peer);
            throw new CannotAnswer("sentinel has no answer: no idea");
        };
        routes.add(route(Kind.CAPABILITY, sentinel));
        assertThatThrownBy(() -> answer("research this")).hasMessageContaining("no idea");
        assertThat(asked).containsExactly("sentinel");
    }

    @Test
    void whoeverMightFitIsNamedWhereNobodySurelyDoes() {
        routes.add(new Route(Kind.SELF, atlas, "", List.of(), List.of(scholar), null));
        assertThatThrownBy(() -> answer("translate this"))
                .hasMessageContaining("it might be for: scholar. To ask one, name it first.");
    }

    @Test
    void whatAPeerEndedWellIsRememberedAndWhatItRefusedIsNot() {
        routes.add(route(Kind.CAPABILITY, sentinel));
        answer("check the backup");
        Mockito.verify(pastTasks).endedWell("sentinel", "check the backup");
        colleagues = (peer, question) -> {
            throw new CannotAnswer("no idea");
        };
        routes.add(route(Kind.CAPABILITY, sentinel));
        assertThatThrownBy(() -> answer("sing")).isInstanceOf(CannotAnswer.class);
        Mockito.verifyNoMoreInteractions(pastTasks);
    }

    @Test
    void whatNobodyCanAnswerIsSaidToBeSo() {
        routes.add(route(Kind.SELF, atlas));
        assertThatThrownBy(() -> answer("What is the capital of France?"))
                .isInstanceOf(CannotAnswer.class)
                .hasMessageContaining("I cannot answer that")
                .hasMessageContaining("uptime")
                .hasMessageContaining("/swarm add");
    }

    private String answer(String text) {
        return agent().answer(question(text, List.of()));
    }

    private BuiltInAgent agent() {
        CapabilityRouter router = (task, candidates) -> routes.remove();
        Skills skills = new Skills(
                List.of(uptime), new InstanceSettings(true, "atlas", 9100, List.of(), Role.WORKER, Path.of(".octo")));
        return new BuiltInAgent(
                new Forwarding(
                        router,
                        Mockito.mock(Roster.class),
                        (peer, question) -> colleagues.ask(peer, question),
                        skills,
                        pastTasks),
                skills);
    }

    private static Question question(String text, List<String> path) {
        return new Question(text, "", path, Instant.EPOCH, null);
    }

    private static Route route(Kind kind, Candidate to) {
        return new Route(kind, to, "it fits", List.of(new Verdict(to, 0.5, "")));
    }

    private static Candidate octo(String name, boolean self, @Nullable String unavailable) {
        return new Candidate(name, List.of(), self, unavailable, Load.UNKNOWN);
    }

    private static final class Uptime implements Skill {
        private int looks;

        @Override
        public String name() {
            return "uptime";
        }

        @Override
        public String description() {
            return "how long this device has been up";
        }

        @Override
        public boolean covers(String question) {
            return question.contains("uptime");
        }

        @Override
        public String answer(String question) {
            looks++;
            return "Up 3 hours.";
        }
    }
}
