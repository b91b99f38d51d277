package io.octoswarm.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.octoswarm.instance.InstanceSettings;
import io.octoswarm.instance.Load;
import io.octoswarm.instance.Role;
import io.octoswarm.routing.Candidate;
import io.octoswarm.routing.CapabilityRouter;
import io.octoswarm.routing.PastTasks;
import io.octoswarm.routing.Roster;
import io.octoswarm.routing.Route;
import io.octoswarm.routing.Route.Kind;
import io.octoswarm.task.NeedsAnswer;
import io.octoswarm.task.NewTask;
import io.octoswarm.task.Priority;
import io.octoswarm.task.Task;
import io.octoswarm.task.TaskRunner;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;
import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;
import tools.jackson.databind.json.JsonMapper;

class SwarmToolsTests {
    private final Candidate atlas = new Candidate("atlas", List.of(), true, null, Load.UNKNOWN);
    private final Candidate sentinel = new Candidate("sentinel", List.of("ops"), false, null, Load.UNKNOWN);
    private final Question question = AnyQuestion.of("x");
    private final TaskRunner runner = Mockito.mock(TaskRunner.class);
    private final Roster roster = Mockito.mock(Roster.class);
    private final List<Question> asked = new ArrayList<>();
    private Route route = new Route(Kind.CAPABILITY, sentinel, "sentinel fits best.", List.of());

    @BeforeEach
    void prepare() {
        Task posted = Mockito.mock(Task.class);
        Mockito.when(posted.id()).thenReturn("swarm-1f0c9a2b");
        Mockito.when(runner.dispatch(ArgumentMatchers.any())).thenReturn(posted);
        Mockito.when(roster.candidates(ArgumentMatchers.any())).thenReturn(List.of(atlas, sentinel));
    }

    @Test
    void delegateAsksWhomTheRouterChoosesOnBehalfOfTheQuestion() {
        assertThat(call("delegate", "{\"task\":\"check the logs\",\"context\":\"since noon\"}", question))
                .isEqualTo("sentinel: 47 days.");
        assertThat(asked).singleElement().satisfies(sent -> {
            assertThat(sent.text()).isEqualTo("check the logs");
            assertThat(sent.context()).isEqualTo("since noon");
            assertThat(sent.deadline()).isEqualTo(question.deadline());
            assertThat(sent.conversation()).isEqualTo("terminal");
        });
    }

    @Test
    void whereNobodyElseFitsDelegateSaysSo() {
        route = new Route(Kind.SELF, atlas, "Nobody's tags match.", List.of(), List.of(sentinel), null);

        assertThatThrownBy(() -> call("delegate", "{\"task\":\"sing\"}", question))
                .isInstanceOf(CannotAnswer.class)
                .hasMessage("No other Octo surely fits. Nobody's tags match. It might be for: sentinel;"
                        + " to ask one, use its own tool.");
        assertThat(asked).isEmpty();
    }

    @Test
    void backgroundWorkIsDeliveredWhereItWasAskedFor() {
        assertThat(call("dispatch_background", "{\"task\":\"count\",\"priority\":\"high\"}", question))
                .isEqualTo("swarm-1f0c9a2b is on the board; its result is delivered when it is there.");

        assertThat(posted())
                .isEqualTo(NewTask.of("count")
                        .withPriority(Priority.HIGH)
                        .of(question.trace())
                        .in("terminal"));
    }

    @Test
    void backgroundWorkForAPeerIsFollowedThere() {
        call("dispatch_background", "{\"task\":\"count\",\"to\":\"Sentinel\"}", question);

        assertThat(posted())
                .isEqualTo(
                        NewTask.of("count").of(question.trace()).in("terminal").dispatchedTo("sentinel"));
    }

    @Test
    void whatAPeerHasDispatchedIsNotDeliveredInOurConversations() {
        Question ofPeer = new Question("x", "", List.of("scholar"), Instant.MAX, "terminal");

        assertThat(call("dispatch_background", "{\"task\":\"count\"}", ofPeer)).contains("check_task");

        assertThat(posted())
                .isEqualTo(NewTask.of("count").through(List.of("scholar")).of(ofPeer.trace()));
    }

    @Test
    void aTaskInTheBackgroundPausesWithAQuestionForAPerson() {
        Question background = new Question("x", "", List.of(), question.deadline(), "terminal").inBackground();

        assertThatThrownBy(() -> call("ask_person", "{\"question\":\"Which disk?\"}", background))
                .isInstanceOf(NeedsAnswer.class)
                .hasMessage("Which disk?");
        assertThatThrownBy(() -> call("ask_person", "{\"question\":\"Which disk?\"}", question))
                .isInstanceOf(CannotAnswer.class);
    }

    @Test
    void aTaskInTheBackgroundBeginsNoOthers() {
        Question background = new Question("x", "", List.of(), Instant.MAX, "terminal").inBackground();

        assertThatThrownBy(() -> call("dispatch_background", "{\"task\":\"count\"}", background))
                .hasMessageContaining("in the background already");
        Mockito.verifyNoInteractions(runner);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"task":" "}                        | The argument "task" is missing.
            {}                                  | The argument "task" is missing.
            []                                  | The arguments must be a JSON object.
            {"task":"x","priority":"at once"}   | There is no priority "at once"; allowed are: low, normal, high, urgent.
            {"task":"x","to":"nobody"}          | There is no Octo nobody to give it to.
            """)
    void wrongArgumentsAreToldOf(String arguments, String sentence) {
        assertThatThrownBy(() -> call("dispatch_background", arguments, question))
                .isInstanceOf(CannotAnswer.class)
                .hasMessage(sentence);
    }

    private NewTask posted() {
        ArgumentCaptor<NewTask> task = ArgumentCaptor.forClass(NewTask.class);
        Mockito.verify(runner).dispatch(task.capture());
        return task.getValue();
    }

    private @Nullable String call(String tool, String arguments, Question on) {
        CapabilityRouter router = (task, candidates) -> route;
        Colleagues colleagues = (peer, sent) -> {
            asked.add(sent);
            return "47 days.";
        };
        Forwarding forwarding = new Forwarding(
                router,
                roster,
                colleagues,
                new Skills(
                        List.of(), new InstanceSettings(true, "atlas", 9100, List.of(), Role.WORKER, Path.of(".octo"))),
                Mockito.mock(PastTasks.class));
        SwarmTools tools = new SwarmTools(forwarding, new BackgroundWork(runner, roster), JsonMapper.shared());
        return Arrays.stream(tools.getToolCallbacks())
                .filter(callback -> callback.getToolDefinition().name().equals(tool))
                .findFirst()
                .orElseThrow()
                .call(arguments, on.toolContext());
    }
}
