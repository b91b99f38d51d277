package io.octoswarm.interop;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the other makers' libraries are looked for: <code>OCTO_TEST_PYTHON</code> (interpreters, separated as in a
 * PATH) and <code>OCTO_TEST_NODE_MODULES</code>, else below <code>target/interop</code>.
 */
final class Runtimes {
    private static final String FOLDER = "target/interop";

    private Runtimes() {}

    static Stream<ForeignRuntime> pythons() {
        String pythons = setting("OCTO_TEST_PYTHON").orElse(FOLDER + "/venv/bin/python");
        return Arrays.stream(pythons.split(File.pathSeparator)).map(Runtimes::python);
    }

    static ForeignRuntime typeScript() {
        String modules = setting("OCTO_TEST_NODE_MODULES").orElse(FOLDER + "/node_modules");
        return new ForeignRuntime(
                "Node with the packages of " + modules,
                "node",
                Map.of("NODE_PATH", absolute(modules)),
                List.of("-e", "require.resolve('@modelcontextprotocol/sdk/client/index.js')"),
                ".cjs",
                "install Node 20 or newer, then npm install --prefix " + FOLDER + " @modelcontextprotocol/sdk");
    }

    /** Two MCP servers of the protocol's makers. */
    static ForeignRuntime servers() {
        String modules = setting("OCTO_TEST_NODE_MODULES").orElse(FOLDER + "/node_modules");
        String packages = "@modelcontextprotocol/server-everything @modelcontextprotocol/server-filesystem";
        return new ForeignRuntime(
                "Node with the MCP servers of " + modules,
                "node",
                Map.of("NODE_PATH", absolute(modules)),
                List.of(
                        "-e",
                        "for (const name of '" + packages + "'.split(' ')) require('fs').accessSync('"
                                + absolute(modules) + "/' + name + '/dist/index.js')"),
                "",
                "install Node 20 or newer, then npm install --prefix " + FOLDER + " " + packages);
    }

    private static ForeignRuntime python(String interpreter) {
        return new ForeignRuntime(
                "The Python package mcp of " + interpreter,
                absolute(interpreter),
                Map.of("PYTHONUNBUFFERED", "1"),
                List.of("-c", "import mcp"),
                ".py",
                "python3 -m venv " + FOLDER + "/venv && " + FOLDER + "/venv/bin/pip install 'mcp<2'");
    }

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    private static String absolute(String path) {
        return Path.of(path).toAbsolutePath().toString();
    }
}
