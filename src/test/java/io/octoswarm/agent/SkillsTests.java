package io.octoswarm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.agent.device.AllSkills;
import io.octoswarm.agent.device.Skill;
import io.octoswarm.instance.Instance;
import io.octoswarm.instance.InstanceSettings;
import io.octoswarm.instance.Role;
import io.octoswarm.routing.Roster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

class SkillsTests {
    private final Instance instance = Mockito.mock(Instance.class);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            how much memory does sentinel have           | Memory:
            any errors in the logs on Sentinel?          | I cannot read the logs here:
            how much disk space is left on sentinel?     | I see no disk here.
            is sentinel up?                              | Server uptime:
            how long has sentinel been up?               | Server uptime:
            how is sentinel doing?                       | Server uptime:
            Wie viel RAM hat Sentinel?                   | Memory:
            check the memory, sentinel                   | Memory:
            ¿Cuánta memoria tiene sentinel?              | Memory:
            Combien de mémoire a sentinel ?              | Memory:
            """)
    void itsOwnNameIsThisDevice(String question, String begin) {
        assertThat(skills("sentinel").answer(question)).get().asString().startsWith(begin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "how much memory does atlas have?",
                "how much memory does sentinel-2 have?",
                "any errors in the logs on atlas?",
                "is atlas up?",
                "Wie viel RAM hat Atlas?",
                "Hoeveel geheugen heeft atlas?"
            })
    void anotherNameIsNot(String question) {
        assertThat(skills("sentinel").cover(question)).isFalse();
    }

    @Test
    void aNameThatIsAWordOfTheFieldChangesNoQuestion() {
        assertThat(skills("server").answer("is the server up?"))
                .get()
                .asString()
                .startsWith("Server uptime:");
        assertThat(skills("memory").answer("how much memory is free?"))
                .get()
                .asString()
                .startsWith("Memory:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "who is in the swarm?",
                "swarm",
                "which octos are online?",
                "list your peers",
                "how is the swarm doing?",
                "who are you?",
                "Wer ist im Schwarm?",
                "¿Quién está en el enjambre?",
                "Qui est en ligne ?",
                "Chi sei?",
                "Wie is er in de zwerm?",
                "Welche Octos sind online?",
                "hello"
            })
    void tellsOfTheSwarm(String question) {
        assertThat(skills("sentinel").cover(question)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "who is in charge of the swarm of bees",
                "how many bees are in a swarm?",
                "why do bees swarm?",
                "write a poem about a swarm",
                "how does peer review work?",
                "what do my peers at school think of me?",
                "Wie groß ist ein Schwarm Heringe?",
                "Combien d'abeilles y a-t-il dans un essaim ?"
            })
    void tellsNothingOfOtherSwarms(String question) {
        assertThat(skills("sentinel").cover(question)).isFalse();
    }

    private Skills skills(String name) {
        List<Skill> all = new ArrayList<>(AllSkills.onAFixedMachine());
        all.add(new SwarmState(instance, Mockito.mock(Roster.class)));
        return new Skills(all, new InstanceSettings(true, name, 9100, List.of(), Role.WORKER, Path.of(".octo")));
    }
}
