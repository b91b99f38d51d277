package io.octoswarm.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class InstanceTests {
    private final SettableClock clock = new SettableClock();

    @ParameterizedTest
    @ValueSource(strings = {"a", "atlas", "Atlas_2", "octo-1", "Köln", "大阪", "मुंबई", "007"})
    void namesAreOfAnyScript(String name) {
        assertThat(InstanceSettings.isName(name)).isTrue();
    }

    @Test
    void aNameHas63CharactersAtTheMost() {
        assertThat(InstanceSettings.isName("x".repeat(63))).isTrue();
        assertThat(InstanceSettings.isName("x".repeat(64))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a.b", "a/b", "@atlas", "a\n", "<b>", "a\u0000", "🐙"})
    void otherNamesAreNone(String name) {
        assertThat(InstanceSettings.isName(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pi            | pi-octo
            pi.fritz.box  | pi-octo
            Annas Mac     | AnnasMac-octo
            Köln          | Köln-octo
            192.168.1.4   | 192-octo
            ''            | octo
            .local        | octo
            """)
    void theDefaultNameIsMadeOfTheHostName(String host, String name) {
        assertThat(InstanceSettings.nameOf(host)).isEqualTo(name);
    }

    @Test
    void theDefaultNameOfALongHostNameIsAName() {
        assertThat(InstanceSettings.nameOf("h".repeat(200))).hasSize(63).matches(InstanceSettings::isName);
    }

    @Test
    void capabilitiesKeepTheirOrderAndLoseRepetitions() {
        assertThat(InstanceSettings.from(new Variables(Map.of("SWARM_CAPABILITIES", " ops ,, c#,ops, new york ,")))
                        .capabilities())
                .containsExactly("ops", "c#", "new york");
    }

    @Test
    void theFolderIsAbsolute() {
        assertThat(InstanceSettings.from(new Variables(Map.of("OCTO_DIR", "a/../b")))
                        .folder())
                .isEqualTo(Path.of("b").toAbsolutePath());
    }

    @Test
    void anInstanceIsNamedWithoutRegardToCase() {
        Instance instance = instance(null);

        assertThat(instance.isNamed("ATLAS")).isTrue();
        assertThat(instance.isNamed("atla")).isFalse();
    }

    @Test
    void uptimeCountsFromTheStart() {
        Instance instance = instance(null);
        clock.forward(Duration.ofHours(30));

        assertThat(instance.uptime()).isEqualTo(Duration.ofHours(30));
    }

    @Test
    void loadIsThatOfTheRunnerNow() {
        Load[] load = {new Load(1, 2, 3)};
        Instance instance = instance(() -> load[0]);
        load[0] = new Load(3, 0, 3);

        assertThat(instance.load()).isEqualTo(new Load(3, 0, 3));
        assertThat(instance(null).load()).isEqualTo(Load.UNKNOWN);
    }

    @Test
    void pressureIsWorkPerSlot() {
        assertThat(new Load(0, 0, 3).pressure()).isZero();
        assertThat(new Load(3, 3, 3).pressure()).isEqualTo(2);
        assertThat(Load.UNKNOWN.pressure()).isZero();
    }

    private Instance instance(LoadSource source) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        if (source != null) {
            beans.addBean("source", source);
        }
        return new Instance(
                new InstanceSettings(true, "atlas", 9100, List.of(), Role.WORKER, Path.of(".octo")),
                beans.getBeanProvider(LoadSource.class),
                clock);
    }
}
