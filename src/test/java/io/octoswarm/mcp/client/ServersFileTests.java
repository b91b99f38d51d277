package io.octoswarm.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.octoswarm.instance.JsonFile;
import io.octoswarm.mcp.client.ServerEntry.Address;
import io.octoswarm.mcp.client.ServerEntry.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServersFileTests {
    @TempDir
    private Path folder;

    @Test
    void readsProgramsWithArgumentsEnvironmentAndFolder() throws IOException {
        assertThat(read("""
                "files": {"command": "npx", "args": ["-y", "server", 7], "env": {"A": "b", "N": 1, "T": true}},
                "more": {"type": "stdio", "command": "./run", "cwd": "sub"}""").servers())
                .containsExactly(
                        new ServerEntry(
                                "files",
                                new Program(
                                        List.of("npx", "-y", "server", "7"),
                                        Map.of("A", "b", "N", "1", "T", "true"),
                                        folder)),
                        new ServerEntry("more", new Program(List.of("./run"), Map.of(), folder.resolve("sub"))));
    }

    @ParameterizedTest
    @CsvSource({"http,false", "streamable-http,false", "streamableHttp,false", "sse,true"})
    void readsAddressesWithHeaders(String type, boolean events) throws IOException {
        assertThat(read("\"far\": {\"type\": \"" + type
                                + "\", \"url\": \"https://host/mcp\", \"headers\": {\"X-Key\": \"k\"}}")
                        .servers())
                .containsExactly(new ServerEntry(
                        "far", new Address(URI.create("https://host/mcp"), Map.of("X-Key", "k"), events)));
    }

    @Test
    void aUrlAloneIsStreamableHttp() throws IOException {
        assertThat(read("\"far\": {\"url\": \"http://host:1/\"}").servers())
                .containsExactly(new ServerEntry("far", new Address(URI.create("http://host:1/"), Map.of(), false)));
    }

    @Test
    void fillsInVariablesAndDefaultsEverywhere() throws IOException {
        assertThat(read("""
                "a": {"command": "${BIN:-npx}", "args": ["${HOME}/x$1 $HOME ${}", "${EMPTY:-}"], "env": {"K": "${KEY}"}},
                "b": {"url": "http://${HOST:-localhost}:1", "headers": {"Authorization": "Bearer ${KEY}"}}""").servers())
                .containsExactly(
                        new ServerEntry(
                                "a",
                                new Program(
                                        List.of("npx", "/home/ada/x$1 $HOME ${}", ""),
                                        Map.of("K", "$ecret\\"),
                                        folder)),
                        new ServerEntry(
                                "b",
                                new Address(
                                        URI.create("http://localhost:1"),
                                        Map.of("Authorization", "Bearer $ecret\\"),
                                        false)));
    }

    @Test
    void neverPrintsWhatMayBeASecret() throws IOException {
        ServersFile.Content content = read("""
                "a": {"command": "x", "args": ["${KEY}"], "env": {"K": "${KEY}"}},
                "b": {"url": "http://u:${KEY}@h", "headers": {"A": "${KEY}"}},
                "c": {"url": "ftp://${KEY}"},
                "d": {"url": "http://h", "headers": {"A": "${KEY}\\n"}},
                "e": {"url": "http://h/${KEY} x"}""");
        assertThat(content.toString()).doesNotContain("ecret");
        assertThat(content.problems()).hasSize(4);
    }

    @Test
    void oneThatIsDisabledIsNamedAndNotLookedAt() throws IOException {
        ServersFile.Content content = read("\"a\": {\"disabled\": true, \"command\": 7}, \"b\": {\"command\": \"b\"}");
        assertThat(content.disabled()).containsExactly("a");
        assertThat(content.servers()).extracting(ServerEntry::name).containsExactly("b");
        assertThat(content.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"command": "${UNSET}"}                    | the variable UNSET is not set
            {}                                         | either "command" or "url" is needed
            {"command": "a", "url": "http://b"}        | either "command" or "url" is needed
            7                                          | an object with "command" or "url" is needed
            {"command": ""}                            | "command" must be a program, and nothing may hold a null character
            {"command": ["a"]}                         | "command" must hold texts
            {"command": "a", "args": "b"}              | "args" must be an array of texts
            {"command": "a", "args": [null]}           | "args" must hold texts
            {"command": "a", "env": ["b"]}             | "env" must be an object of texts
            {"command": "a", "env": {"b=c": "d"}}      | "env" has a name that cannot be
            {"command": "a", "type": "carrier-pigeon"} | "type" must be stdio, http, streamable-http or sse
            {"url": "host/mcp"}                        | "url" must begin with http:// or https:// and name a host
            {"url": "http://h", "headers": {"Host": "x"}} | "headers" has one that cannot be sent
            """)
    void saysWhatIsWrongWithOneAndTakesTheOthers(String entry, String problem) throws IOException {
        ServersFile.Content content = read("\"bad\": " + entry + ", \"good\": {\"command\": \"x\"}");
        assertThat(content.problems()).containsExactly(".mcp.json, server \"bad\": " + problem + ".");
        assertThat(content.servers()).extracting(ServerEntry::name).containsExactly("good");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "{}", "{\"mcpServers\": []}"})
    void aFileOfAnotherFormIsRefused(String text) throws IOException {
        Files.writeString(folder.resolve(".mcp.json"), text);
        assertThatThrownBy(() -> file().read())
                .isInstanceOf(JsonFile.Unreadable.class)
                .hasMessage(".mcp.json line 1, column 1: an object {\"mcpServers\": { ... }} is needed");
    }

    @Test
    void noFileIsAnEmptyOne() {
        assertThat(file().read()).isEqualTo(ServersFile.Content.NONE);
    }

    private ServersFile.Content read(String servers) throws IOException {
        Files.writeString(folder.resolve(".mcp.json"), "{\"mcpServers\": {" + servers + "}}");
        return file().read();
    }

    private ServersFile file() {
        Map<String, String> variables = Map.of("HOME", "/home/ada", "KEY", "$ecret\\");
        return new ServersFile(
                folder.resolve(".mcp.json"), new Placeholders(name -> Optional.ofNullable(variables.get(name))));
    }
}
