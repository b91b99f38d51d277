package io.octoswarm.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.octoswarm.testing.TestProcess;
import io.octoswarm.testing.TestProcesses;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Another maker's MCP library, and the scripts under <code>src/test/interop</code> that use it.
 *
 * @param name for people
 * @param program what starts a script
 * @param variables that it needs
 * @param look arguments with which the program succeeds only where the library is
 * @param suffix of its scripts
 * @param install how to get the library, in one line
 */
public record ForeignRuntime(
        String name, String program, Map<String, String> variables, List<String> look, String suffix, String install) {
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();
    private static final Path SCRIPTS = Path.of("src", "test", "interop").toAbsolutePath();

    /** All that the tests know, whether they are here or not. */
    public static Stream<ForeignRuntime> all() {
        return Stream.concat(Runtimes.pythons(), Stream.of(Runtimes.typeScript()));
    }

    /** Node with two MCP servers of the protocol's makers. */
    public static ForeignRuntime servers() {
        return Runtimes.servers();
    }

    /** The main file of a package that was installed for Node. */
    public Path script(String packageName) {
        return Path.of(variables.get("NODE_PATH"), packageName, "dist", "index.js");
    }

    /** Skips the test where this runtime is not to be had; one line on the console says so for all tests. */
    public void require(TestProcesses processes) {
        if (isThere(processes)) {
            return;
        }
        String missing = name + " is missing. To run the tests with it: " + install;
        if (TOLD.add(name)) {
            System.out.println("SKIPPED: " + missing);
        }
        abort(missing);
    }

    /** Lets the client script call an Octo's tools; what it tells, once for each of the library's clients. */
    List<JsonNode> callTools(TestProcesses processes, String url) {
        TestProcess client = script(processes, "octo_client", List.of(url));
        int status = client.awaitEnd(180);
        assertThat(status).as(client.log()).isZero();
        return client.log()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    TestProcess script(TestProcesses processes, String script, List<String> arguments) {
        List<String> command = Stream.concat(
                        Stream.of(program, SCRIPTS.resolve(script + suffix).toString()), arguments.stream())
                .toList();
        return processes.program(script, command, variables);
    }

    private boolean isThere(TestProcesses processes) {
        List<String> command = Stream.concat(Stream.of(program), look.stream()).toList();
        try {
            return processes.program("look", command, variables).awaitEnd(60) == 0;
        } catch (UncheckedIOException noProgram) {
            return false;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
