package io.octoswarm.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.testing.Lan;
import io.octoswarm.testing.LanOcto;
import io.octoswarm.testing.TestProcess;
import io.octoswarm.testing.TestProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Octos as processes on hosts of their own in one network, with nothing configured but their names and the key: found,
 * unplugged, parted, killed, started again. What is promised within 5 s is measured and printed; the limits here leave
 * room for a machine that is busy otherwise.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@EnabledIfSystemProperty(named = "octo.lan", matches = "true")
class LanIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Map<String, String> KEY = Map.of("SWARM_API_KEY", "the-key-of-this-network");

    @RegisterExtension
    static final TestProcesses processes = new TestProcesses();

    @TempDir
    private static Path folder;

    private static Lan lan;
    private static LanOcto atlas;
    private static LanOcto sentinel;

    @BeforeAll
    static void start() {
        lan = Lan.of(4);
        atlas = octo(1, "atlas", KEY);
        sentinel = octo(2, "sentinel", KEY);
        atlas.begin().up();
    }

    @AfterAll
    static void stop() {
        if (lan != null) {
            atlas.close();
            sentinel.close();
            lan.close();
        }
    }

    @Test
    @Order(1)
    void findEachOtherAfterTheStartOfTheSecond() {
        sentinel.begin().up();

        Lan.measured("found after its start", () -> peers(atlas).contains("sentinel"));
        Lan.measured("online after its start", () -> atlas.isOnline("sentinel"));
        Lan.measured("found by the one that was started", () -> peers(sentinel).contains("atlas"));
        await().atMost(LIMIT)
                .until(() -> atlas.ask("sentinel, what is your uptime?").startsWith("sentinel: "));
        assertThat(atlas.command("/swarm")).contains("mDNS", "10.77.0.1 (eth0)").doesNotContain("fe80");
    }

    @Test
    @Order(2)
    void avahiSeesThemAndTheyFindWhatAvahiAnnounces() throws IOException {
        TestProcess avahi = avahi(3);
        LanOcto garden = octo(3, "garden", Map.of("SWARM_API_KEY", KEY.get("SWARM_API_KEY"), "SWARM_DISCOVERY", "off"));
        try {
            garden.begin();
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(500))
                    .until(
                            () -> onBus("avahi-browse", "-prt", "_octo-mcp._tcp"),
                            seen -> seen.contains("sentinel") && seen.contains("atlas"));
            String seen = onBus("avahi-browse", "-prt", "_octo-mcp._tcp");
            assertThat(seen.lines().filter(line -> line.startsWith("=;eth0;IPv4;sentinel;")))
                    .singleElement()
                    .asString()
                    .contains(";10.77.0.2;9100;", "\"name=sentinel\"", "\"path=/mcp/\"", "\"role=worker\"")
                    .contains("\"auth=required\"", "\"capabilities=ops,monitoring\"", "\"version=");

            garden.up();
            TestProcess published = publish("garden", "name=garden", "path=/mcp/");
            TestProcess rogue = publish("rogue", "name=rogue", "path=/mcp/"); // the same address under another name
            TestProcess hostile = publish("../../x", "name=<b>x</b>", "path=/../../etc/passwd");
            Lan.measured("what Avahi announces is found", () -> peers(atlas).contains("garden"));
            await().atMost(LIMIT).until(() -> peers(atlas).matches("(?s).*rogue +waiting .*has not shown.*"));
            assertThat(peers(atlas)).containsPattern("garden +\\w+ .*proven").doesNotContain("../", "<b>", "passwd");
            List.of(published, rogue, hostile).forEach(TestProcess::kill);
        } finally {
            garden.close();
            avahi.kill();
        }
        await().atMost(LIMIT.multipliedBy(2)).until(() -> lacks(atlas, "rogue"));
    }

    @Test
    @Order(3)
    void aPulledCableIsNoticedAndSoIsItsReturn() {
        awaitOnline();
        lan.unplug(2);
        Lan.measured("cable pulled, noticed", () -> atlas.isOffline("sentinel"));
        Lan.measured("cable pulled, noticed at its own end", () -> sentinel.isOffline("atlas"));
        lan.plug(2);
        Lan.measured("cable plugged in again", () -> atlas.isOnline("sentinel"));
        Lan.measured("cable plugged in again, at its own end", () -> sentinel.isOnline("atlas"));
    }

    @Test
    @Order(4)
    void aPartitionIsNoticedAndHeals() {
        awaitOnline();
        lan.part(1, 2);
        Lan.measured("parted, noticed", () -> atlas.isOffline("sentinel"));
        lan.join(1, 2);
        Lan.measured("joined again", () -> atlas.isOnline("sentinel"));
    }

    @Test
    @Order(5)
    void aKilledOneIsNoticedAndFoundAgain() {
        awaitOnline();
        sentinel.kill();
        Lan.measured("killed, noticed", () -> atlas.isOffline("sentinel"));
        sentinel.begin().up();
        Lan.measured("back after its start", () -> atlas.isOnline("sentinel"));
    }

    @Test
    @Order(6)
    void aBadNetworkKeepsThemTogether() {
        atlas.kill(); // a new one has not seen it go four times within a minute, and takes the fifth for flapping
        atlas.begin().up();
        awaitOnline();
        String how = lan.spoil(2);
        try {
            lan.unplug(2);
            await().atMost(LIMIT).until(() -> atlas.isOffline("sentinel"));
            lan.plug(2);
            Lan.measured("cable plugged in again, " + how, () -> atlas.isOnline("sentinel"));
            await().atMost(LIMIT.multipliedBy(2))
                    .until(() -> atlas.ask("sentinel, what is your uptime?").startsWith("sentinel: "));
        } finally {
            lan.mend(2);
        }
    }

    @Test
    @Order(7)
    void theSecondOfANameIsAnnouncedUnderAnotherAndBothSaySo() {
        try (LanOcto second = octo(4, "atlas", KEY)) {
            second.begin().up();
            await().atMost(LIMIT).until(() -> second.command("/swarm").contains("announces this Octo as atlas-2"));
            await().atMost(LIMIT)
                    .until(
                            () -> atlas.command("/swarm"),
                            told -> told.contains("is named atlas as well, and announced as atlas-2"));
            assertThat(second.output()).contains("announces this Octo as atlas-2");
            assertThat(atlas.output()).contains("announced as atlas-2");
            await().atMost(LIMIT).until(() -> peers(sentinel).contains("atlas-2"));
            second.stop();
        }
        await().atMost(LIMIT).until(() -> lacks(sentinel, "atlas-2"));
    }

    @Test
    @Order(8)
    void withoutTheKeyNobodyIsLetInWithoutAYes() {
        try (LanOcto open = octo(4, "open", Map.of())) {
            open.begin().up();
            await().atMost(LIMIT).until(() -> peers(open).matches("(?s).*sentinel +waiting.*"));
            await().atMost(LIMIT).until(() -> peers(atlas).matches("(?s).*open +waiting +.*has not shown.*"));
            assertThat(open.command("/swarm")).contains("for your yes");
            assertThat(open.ask("sentinel, what is your uptime?")).doesNotStartWith("sentinel: ");
            assertThat(open.command("/swarm discover")).contains("sentinel  waiting");
        }
    }

    @Test
    @Order(9)
    void oneThatSaysGoodbyeLeaves() {
        awaitOnline();
        sentinel.stop();
        Lan.measured("left after its goodbye", () -> lacks(atlas, "sentinel"));
    }

    private static void awaitOnline() {
        await().atMost(LIMIT).until(() -> atlas.isOnline("sentinel") && sentinel.isOnline("atlas"));
    }

    private static boolean lacks(LanOcto octo, String name) {
        String told = peers(octo);
        return !told.isBlank() && !told.contains(name);
    }

    private static String peers(LanOcto octo) {
        return octo.command("/swarm peers");
    }

    private static LanOcto octo(int host, String name, Map<String, String> settings) {
        Map<String, String> all = new java.util.HashMap<>(Map.of(
                "SWARM_NAME", name, "SWARM_CAPABILITIES", name.equals("sentinel") ? "ops,monitoring" : "coding"));
        all.putAll(settings);
        return new LanOcto(lan, host, folder.resolve(name + host), all);
    }

    private static TestProcess avahi(int host) throws IOException {
        Path files = Files.createDirectories(folder.resolve("avahi"));
        if (!lan.output(host, "sh", "-c", "command -v avahi-daemon && command -v avahi-browse && echo both")
                .contains("both")) {
            Lan.skip("what Avahi sees: avahi-daemon and avahi-utils are missing");
        }
        Path script = Path.of("src", "test", "lan", "avahi.sh").toAbsolutePath();
        TestProcess avahi = processes.program(
                "avahi",
                lan.on(
                        host,
                        List.of(
                                "unshare",
                                "--pid",
                                "--fork",
                                "--kill-child",
                                "sh",
                                script.toString(),
                                files.toString())),
                Map.of());
        await().atMost(LIMIT).until(() -> avahi.log().contains("Server startup complete"));
        return avahi;
    }

    private static TestProcess publish(String name, String... text) {
        List<String> command = new java.util.ArrayList<>(List.of("env", bus(), "avahi-publish-service", name));
        command.addAll(List.of("_octo-mcp._tcp", "9100"));
        command.addAll(List.of(text));
        return processes.program("publish", lan.on(3, command), Map.of());
    }

    private static String onBus(String... command) {
        return lan.output(
                3,
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of("env", bus()), java.util.Arrays.stream(command))
                        .toArray(String[]::new));
    }

    private static String bus() {
        return "DBUS_SYSTEM_BUS_ADDRESS=unix:path=" + folder.resolve("avahi").resolve("bus");
    }
}
