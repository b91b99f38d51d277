package io.octoswarm.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.testing.FakePeer;
import io.octoswarm.testing.OctoProcess;
import io.octoswarm.testing.Said;
import io.octoswarm.testing.TestCertificate;
import io.octoswarm.testing.TestProcesses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two Octos over TLS: atlas with a certificate that it made for itself, sentinel with one that it was given. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TlsIT {
    @RegisterExtension
    static final TestProcesses PROCESSES = new TestProcesses();

    private static final Duration LONG = Duration.ofSeconds(120);
    private static final Pattern COMMAND =
            Pattern.compile("/swarm add \\S+ https:\\S+ fingerprint=sha256:[0-9a-f]{64}");

    private static TestCertificate given;
    private static TestCertificate fresh;
    private static OctoProcess atlas;
    private static OctoProcess sentinel;

    @BeforeAll
    static void start() {
        given = TestCertificate.in(PROCESSES.folder().resolve("given"));
        atlas = PROCESSES.prepared("atlas", Map.of("SWARM_TLS", "on"));
        sentinel = PROCESSES.prepared(
                "sentinel",
                Map.of(
                        "SWARM_CAPABILITIES", "monitoring,ops",
                        "SWARM_TLS_CERTIFICATE", given.files().certificate().toString(),
                        "SWARM_TLS_PRIVATE_KEY", given.files().key().toString()));
        atlas.start();
        sentinel.start();
    }

    @Test
    @Order(1)
    void eachIsAddedToTheOtherByTheCommandThatTheRefusalTells() {
        assertThat(atlas.log()).contains("atlas is up: https://localhost:" + atlas.port() + "/");
        for (OctoProcess[] pair : new OctoProcess[][] {{atlas, sentinel}, {sentinel, atlas}}) {
            OctoProcess other = pair[1];
            Said refusal = pair[0].command("/swarm add " + other.name() + " " + other.mcpUrl());
            assertThat(refusal.status()).isEqualTo(422);
            assertThat(refusal.text())
                    .contains(
                            other.name() + " was not added", other.fingerprint().toString());
            assertThat(other.terminal("/swarm").text()).contains("fingerprint=" + other.fingerprint());

            assertThat(pair[0].command(commandIn(refusal.text())).text()).contains("was added: online");
        }
        assertThat(atlas.terminal("ask", "What's the server uptime?").text()).startsWith("sentinel: Server uptime: ");
        assertThat(sentinel.command("/swarm peers").text()).contains("atlas  online  https://");
    }

    @Test
    @Order(2)
    void whoeverForgetsTheTlsIsToldSo() throws Exception {
        String plain = sentinel.mcpUrl().replace("https:", "http:");
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(plain)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("This combination of host and port requires TLS.");

        assertThat(atlas.command("/swarm add pi " + plain).text()).contains("https");
        assertThat(atlas.command("/swarm remove pi").status()).isEqualTo(200);
    }

    @Test
    @Order(3)
    void aServerWithAnotherCertificateThanIsPinnedHearsNothing() throws IOException {
        try (FakePeer rogue =
                FakePeer.start("rogue", TestCertificate.in(PROCESSES.folder().resolve("rogue")))) {
            Path file = atlas.folder().resolve(".octo/swarm/peers.json");
            String before = Files.readString(file);
            Files.writeString(file, """
                    [{"name": "rogue", "url": "%s", "api_key": "geheim", "fingerprint": "%s"}]""".formatted(rogue.url(), given.fingerprint()));

            await().atMost(LONG)
                    .untilAsserted(
                            () -> assertThat(atlas.command("/swarm peers").text())
                                    .contains(
                                            "rogue  offline",
                                            "another certificate than is pinned",
                                            given.fingerprint().toString()));
            assertThat(atlas.ask("rogue, what is your uptime?").text()).contains("another certificate");
            assertThat(rogue.seen()).isEmpty();
            Files.writeString(file, before);
        }
        await().atMost(LONG).until(() -> atlas.command("/swarm peers").text().contains("sentinel  online"));
    }

    @Test
    @Order(4)
    void aCertificateThatIsReplacedIsShownWithoutARestart() throws IOException {
        fresh = TestCertificate.in(PROCESSES.folder().resolve("fresh"));
        replace(fresh.files().key(), given.files().key());
        replace(fresh.files().certificate(), given.files().certificate());

        await().atMost(LONG).until(() -> sentinel.log().contains("The certificate was replaced"));
        assertThat(sentinel.terminal("/swarm").text()).contains("fingerprint=" + fresh.fingerprint());
    }

    /** First a file that is none, then, as a program that renews writes them one by one, a key that is another one's. */
    @Test
    @Order(5)
    void aCertificateThatCannotBeServedWithIsToldInOneLineAndTheFormerOneGoesOn() throws IOException {
        Path key = given.files().key();
        Files.writeString(key, "half of a k");
        await().atMost(LONG).until(() -> warnings().size() == 1);
        assertThat(warnings().get(0))
                .contains(
                        "The certificate was not replaced, the former one goes on: SWARM_TLS_PRIVATE_KEY=",
                        "a PEM file with a private key");

        replace(TestCertificate.in(PROCESSES.folder().resolve("third")).files().key(), key);
        await().atMost(LONG).until(() -> warnings().size() == 2);
        assertThat(warnings().get(1)).contains("it is not the key of the first certificate");

        assertThat(sentinel.log()).doesNotContain("\tat ", "Exception");
        assertThat(sentinel.terminal("/swarm").text()).contains("fingerprint=" + fresh.fingerprint());
        replace(fresh.files().key(), key);
        await().atMost(LONG).until(() -> count("The certificate was replaced") == 2);
    }

    private static List<String> warnings() {
        return sentinel.log()
                .lines()
                .filter(line -> line.contains("The certificate was not replaced"))
                .toList();
    }

    private static long count(String text) {
        return sentinel.log().lines().filter(line -> line.contains(text)).count();
    }

    @Test
    @Order(6)
    void aPeerWithANewCertificateIsOfflineUntilThePinIsChanged() {
        sentinel.stop(); // an open connection was made with the former one, and is good
        sentinel.start();
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(atlas.command("/swarm peers").text())
                        .contains("sentinel  offline", fresh.fingerprint() + " in place of " + given.fingerprint()));

        Said changed = atlas.command(commandIn(atlas.command("/swarm peers").text()));
        assertThat(changed.text()).contains("sentinel was changed: online");
    }

    @Test
    @Order(7)
    void filesThatCannotBeServedWithAreToldInOneLine() throws IOException {
        Path folder = PROCESSES.folder();
        Path nothing = Files.writeString(folder.resolve("nothing.pem"), "nothing");
        Path other = TestCertificate.in(folder.resolve("strange")).files().key();
        Path certificate = given.files().certificate();

        assertThat(inVain("missing", folder.resolve("missing.pem"), other))
                .startsWith("SWARM_TLS_CERTIFICATE=")
                .contains("there is no such file");
        assertThat(inVain("nothing", certificate, nothing))
                .startsWith("SWARM_TLS_PRIVATE_KEY=")
                .endsWith("a PEM file with a private key without a password is needed");
        assertThat(inVain("another", certificate, other))
                .contains("it is not the key of the first certificate in " + certificate);
    }

    @Test
    @Order(8)
    void aWrongFileOfSpringsOwnPropertiesIsToldToo() throws IOException {
        OctoProcess plain = PROCESSES.prepared("spring", Map.of("SWARM_TLS", "off"));
        Path config = Files.createDirectories(plain.folder().resolve("config"));
        String properties = """
                server.ssl.certificate=%s
                server.ssl.certificate-private-key=%s
                """;
        Files.writeString(config.resolve("application.properties"), properties.formatted("none.pem", "none.pem"));
        assertThat(plain.startInVain()).isEqualTo(1);
        assertThat(plain.log().strip().lines()).last().asString().contains("server.ssl", "none.pem");
    }

    private static String inVain(String name, Path certificate, Path key) {
        OctoProcess octo = PROCESSES.prepared(
                name, Map.of("SWARM_TLS_CERTIFICATE", certificate.toString(), "SWARM_TLS_PRIVATE_KEY", key.toString()));
        assertThat(octo.startInVain()).isEqualTo(1);
        assertThat(octo.log().strip().lines()).hasSize(1);
        return octo.log().strip();
    }

    private static String commandIn(String text) {
        Matcher command = COMMAND.matcher(text);
        assertThat(command.find()).as(text).isTrue();
        return command.group();
    }

    private static void replace(Path from, Path to) throws IOException {
        Files.copy(from, to.resolveSibling("fresh"));
        Files.move(to.resolveSibling("fresh"), to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
