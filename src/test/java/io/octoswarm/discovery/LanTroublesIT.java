package io.octoswarm.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.testing.Lan;
import io.octoswarm.testing.LanOcto;
import io.octoswarm.testing.TestProcess;
import io.octoswarm.testing.TestProcesses;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a device meets beside other Octos: a taken port, no multicast, cards that come and go, sleep. */
@EnabledIfSystemProperty(named = "octo.lan", matches = "true")
class LanTroublesIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    /** As long as a device must sleep at least for what others hold of it to have run out. */
    private static final Duration SLEEP = Duration.ofSeconds(62);

    private static final Duration TWO_MORE_TRIES = Duration.ofSeconds(5);
    private static final Duration TIME_TO_ANNOUNCE = Duration.ofSeconds(6);

    @RegisterExtension
    final TestProcesses processes = new TestProcesses();

    @TempDir
    private Path folder;

    private Lan lan;
    private LanOcto atlas;
    private LanOcto sentinel;

    @BeforeEach
    void start() {
        lan = Lan.of(2);
        atlas = octo(1, "atlas");
        sentinel = octo(2, "sentinel");
        atlas.begin().up();
    }

    @AfterEach
    void stop() {
        if (lan != null) {
            atlas.close();
            sentinel.close();
            lan.close();
        }
    }

    @Test
    void aPort5353ThatAnotherHoldsForItselfIsALineInTheLogAndTriedAgain() {
        TestProcess holder = processes.program(
                "holder",
                lan.on(
                        2,
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                Path.of("src", "test", "lan", "HoldPort.java")
                                        .toAbsolutePath()
                                        .toString(),
                                "5353")),
                Map.of());
        await().atMost(LIMIT).until(() -> holder.log().contains("held"));

        sentinel.begin().up();
        await().atMost(LIMIT).until(() -> sentinel.command("/swarm").contains("port 5353 is taken by another program"));
        long told = System.nanoTime();
        await().atMost(LIMIT.multipliedBy(2)).until(() -> System.nanoTime() - told > TWO_MORE_TRIES.toNanos());
        assertThat(sentinel.output().lines().filter(line -> line.contains("port 5353 is taken")))
                .hasSizeBetween(1, 2); // one for IPv4, one for IPv6
        assertThat(sentinel.output()).doesNotContain("ERROR", "Exception");
        assertThat(sentinel.ask("What is your uptime?")).contains("uptime");

        holder.kill();
        Lan.measured("found after the port was free", () -> atlas.isOnline("sentinel"));
        await().atMost(LIMIT).until(() -> !sentinel.command("/swarm").contains("port 5353"));
    }

    @Test
    void aFirewallThatRefusesWhatIsSentIsToldAndOvercomeWhenItIsGone() {
        sentinel.begin().up();
        await().atMost(LIMIT).until(() -> atlas.isOnline("sentinel"));
        lan.refuseMdns(2);
        sentinel.command("/swarm discover");
        await().atMost(LIMIT.multipliedBy(2))
                .until(() -> sentinel.command("/swarm").contains("cannot send on 10.77.0.2 (eth0) now"));
        assertThat(sentinel.output()).containsOnlyOnce("cannot send on").doesNotContain("ERROR", "Exception");

        lan.allowMdns(2);
        atlas.kill();
        atlas.begin().up(); // which knows of nobody
        await().atMost(LIMIT.multipliedBy(2)).until(() -> atlas.isOnline("sentinel"));
        await().atMost(LIMIT).until(() -> !sentinel.command("/swarm").contains("cannot send"));
    }

    @Test
    void withoutMulticastItRunsAndIsFoundOnceThereIsSome() {
        lan.multicast(2, false);
        sentinel.begin().up();
        await().atMost(LIMIT).until(() -> sentinel.command("/swarm").contains("mDNS"));
        assertThat(sentinel.command("/swarm")).doesNotContain("eth0");
        assertThat(sentinel.output()).doesNotContain("Announced", "ERROR", "Exception");

        lan.multicast(2, true);
        Lan.measured("found after multicast was turned on", () -> atlas.isOnline("sentinel"));
    }

    @Test
    void aCardThatComesIsAnnouncedOnAndOneThatGoesIsLeft() {
        sentinel.begin().up();
        await().atMost(LIMIT).until(() -> atlas.isOnline("sentinel"));
        for (int time = 1; time <= 2; time++) {
            lan.addCard(2);
            lan.addAddress(2, "eth1", "10.78.0.2/24");
            Lan.measured("announced on a card that came", () -> isAnnouncedOnSecondCard());
            assertThat(atlas.isOnline("sentinel")).isTrue();
            lan.removeCard(2);
            Lan.measured("given up a card that went", () -> !isAnnouncedOnSecondCard());
            assertThat(atlas.isOnline("sentinel")).isTrue();
        }
        assertThat(sentinel.output()).doesNotContain("ERROR", "Exception");
        staysOneOcto();
    }

    @Test
    void aSecondCardInTheSameNetworkMakesNoSecondOcto() {
        sentinel.begin().up();
        await().atMost(LIMIT).until(() -> atlas.isOnline("sentinel"));
        lan.addCard(2);
        await().atMost(LIMIT).until(() -> sentinel.command("/swarm").contains("(eth1)")); // before it gets an address
        staysOneOcto();

        lan.addAddress(2, "eth1", "10.77.0.102/24");
        await().atMost(LIMIT).until(() -> !sentinel.command("/swarm").contains("(eth1)"));
        staysOneOcto();
    }

    @Test
    void aBridgeIsAnnouncedOnAndItsPartsAreNot() {
        lan.addCard(2);
        lan.addBridge(2, "10.79.0.1/24");
        sentinel.begin().up();
        await().atMost(LIMIT).until(() -> sentinel.command("/swarm").contains("10.79.0.1 (docker0)"));

        assertThat(sentinel.command("/swarm")).doesNotContain("(eth1)");
        staysOneOcto();
    }

    @Test
    void anAddressThatComesLateIsAnnouncedUnderTheSameName() {
        lan.removeAddress(1, "eth0", "10.77.0.1/24");
        lan.removeAddress(2, "eth0", "10.77.0.2/24");
        sentinel.begin().up();
        Lan.measured("found by IPv6 alone", () -> atlas.isOnline("sentinel"));

        lan.addAddress(2, "eth0", "2001:db8::aaaa/64");
        await().atMost(LIMIT).until(() -> sentinel.command("/swarm").contains("2001:db8:0:0:0:0:0:aaaa (eth0)"));
        staysOneOcto();
        assertThat(atlas.isOnline("sentinel")).isTrue();
        assertThat(sentinel.output()).doesNotContain("WARN");
    }

    @Test
    void whoGetsAnotherAddressIsFoundThere() {
        sentinel.begin().up();
        await().atMost(LIMIT).until(() -> atlas.isOnline("sentinel"));
        lan.removeAddress(2, "eth0", "10.77.0.2/24");
        lan.addAddress(2, "eth0", "10.77.0.22/24");

        Lan.measured(
                "found at another address",
                () -> atlas.command("/swarm peers").matches("(?s).*sentinel +online +http://10\\.77\\.0\\.22:.*"));
        staysOneOcto();
    }

    @Test
    void aNameThatWasGivenUpIsTakenBackWhenItIsFree() {
        try (LanOcto second = octo(2, "atlas")) {
            second.begin().up();
            await().atMost(LIMIT).until(() -> second.command("/swarm").contains("announces this Octo as atlas-2"));

            atlas.stop();
            await().atMost(LIMIT.multipliedBy(2))
                    .until(
                            () -> second.command("/swarm"),
                            told -> told.contains("10.77.0.2 (eth0)")
                                    && !told.contains("atlas-2")
                                    && !told.contains("Another Octo"));
        }
    }

    @Test
    void whoSleptForAMinuteIsBackAtOnce() {
        sentinel.begin().up();
        await().atMost(LIMIT).until(() -> atlas.isOnline("sentinel") && sentinel.isOnline("atlas"));
        sentinel.freeze();
        long asleep = System.nanoTime();
        Lan.measured("asleep, noticed", () -> atlas.isOffline("sentinel"));
        await().atMost(SLEEP.multipliedBy(2)).until(() -> System.nanoTime() - asleep > SLEEP.toNanos());

        sentinel.wake();
        Lan.measured("awake, online again", () -> atlas.isOnline("sentinel"));
        Lan.measured("awake, sees the other", () -> sentinel.isOnline("atlas"));
        await().atMost(LIMIT).until(() -> sentinel.output().contains("The device was asleep; it is announced anew."));
        assertThat(sentinel.output()).doesNotContain("ERROR", "Exception");
    }

    /** For as long as it takes to announce it. */
    private void staysOneOcto() {
        await().during(TIME_TO_ANNOUNCE)
                .atMost(LIMIT)
                .until(() -> !sentinel.output().contains("announces this Octo as")
                        && !sentinel.output().contains("Another Octo")
                        && !atlas.command("/swarm peers").contains("sentinel-2"));
    }

    private boolean isAnnouncedOnSecondCard() {
        return sentinel.command("/swarm").contains("10.78.0.2 (eth1)");
    }

    private LanOcto octo(int host, String name) {
        return new LanOcto(
                lan,
                host,
                folder.resolve(name + host),
                Map.of("SWARM_NAME", name, "SWARM_CAPABILITIES", "ops", "SWARM_API_KEY", "the-key-of-this-network"));
    }
}
