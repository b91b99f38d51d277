package io.octoswarm.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;

import io.octoswarm.agent.program.AllowedPrograms;
import io.octoswarm.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import tools.jackson.databind.json.JsonMapper;

class ProgramToolTests {
    private final SettableClock clock = new SettableClock();
    private final AllowedPrograms programs = Mockito.mock(AllowedPrograms.class);
    private final ProgramTool tool = new ProgramTool(programs, clock, JsonMapper.shared());

    @BeforeEach
    void allow() {
        Mockito.when(programs.names()).thenReturn(List.of("df", "rsync"));
        Mockito.when(programs.run(any(), any())).thenReturn("printed");
    }

    @Test
    void isThereOnlyWhereProgramsAreAllowed() {
        assertThat(tool.getToolCallbacks()).containsExactly(tool);
        assertThat(tool.getToolDefinition().inputSchema()).contains("\"enum\":[\"df\",\"rsync\"]");
        Mockito.when(programs.names()).thenReturn(List.of());
        assertThat(tool.getToolCallbacks()).isEmpty();
    }

    @Test
    void passesTheArgumentsAsTheyAre() {
        assertThat(tool.call("{\"program\":\"df\",\"arguments\":[\"-h\",\"$(id); x\",7]}"))
                .isEqualTo("printed");
        Mockito.verify(programs).run(List.of("df", "-h", "$(id); x", "7"), Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @CsvSource({"10,false,10", "90,false,60", "90,true,90", "7200,true,600"})
    void endsWithTheQuestion(long left, boolean background, long limit) {
        Question question = new Question("x", "", List.of(), clock.instant().plusSeconds(left), null);
        tool.call("{\"program\":\"df\"}", (background ? question.inBackground() : question).toolContext());
        Mockito.verify(programs).run(eq(List.of("df")), eq(Duration.ofSeconds(limit)));
    }

    @Test
    void runsNothingAfterTheDeadline() {
        Question question = new Question("x", "", List.of(), clock.instant(), null);
        assertThatThrownBy(() -> tool.call("{\"program\":\"df\"}", question.toolContext()))
                .isInstanceOf(CannotAnswer.class);
        Mockito.verify(programs, Mockito.never()).run(any(), any());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oops",
                "[]",
                "{}",
                "{\"program\":\"df\",\"arguments\":\"-h\"}",
                "{\"program\":\"df\",\"arguments\":[{}]}"
            })
    void saysWhatIsWrongWithTheArguments(String input) {
        assertThatThrownBy(() -> tool.call(input)).isInstanceOf(CannotAnswer.class);
        Mockito.verify(programs, Mockito.never()).run(any(), any());
    }
}
