package io.octoswarm.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A local network of a test's own: network namespaces of Linux as hosts, each with a cable to one bridge, which is in a
 * namespace as well. The machine's own network is never touched. Needs root, and the programs ip and curl; a test is
 * skipped where they are missing, and a line on the console says so.
 */
public final class Lan implements AutoCloseable {
    private final String prefix = "octo" + ProcessHandle.current().pid() + "-";
    private final Path folder;
    private final List<String> namespaces = new ArrayList<>();

    private Lan(Path folder) {
        this.folder = folder;
    }

    /** Hosts 1 to {@code hosts}, with the addresses 10.77.0.1 and so on and link-local ones. */
    public static Lan of(int hosts) {
        Lan lan = new Lan(temporary());
        if (!lan.works("ip", "netns", "add", lan.prefix + "sw") || !lan.works("curl", "--version")) {
            lan.close();
            skip("networks of their own need Linux, root, and the programs ip and curl");
        }
        lan.namespaces.add(lan.prefix + "sw");
        lan.run(lan.ip("sw", "link", "add", "br0", "type", "bridge"));
        lan.run(lan.ip("sw", "link", "set", "br0", "up"));
        for (int host = 1; host <= hosts; host++) {
            lan.add(host);
        }
        return lan;
    }

    /** Skips the test and says so. */
    public static void skip(String why) {
        System.out.println("SKIPPED: " + why);
        abort(why);
    }

    /** Waits until it is so, and prints how long that took; the limit leaves room for a machine that is busy otherwise. */
    public static void measured(String what, Callable<Boolean> condition) {
        long begun = System.nanoTime();
        await(what)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
        System.out.printf("MEASURED: %s: %.1f s%n", what, (System.nanoTime() - begun) / 1e9);
    }

    private void add(int number) {
        String host = "h" + number;
        run("ip", "netns", "add", prefix + host);
        namespaces.add(prefix + host);
        run(ip("sw", "link", "add", "p" + number, "type", "veth", "peer", "name", "eth0", "netns", prefix + host));
        run(ip("sw", "link", "set", "p" + number, "master", "br0", "up"));
        run(ip(host, "link", "set", "lo", "up"));
        run(ip(host, "address", "add", address(number) + "/24", "dev", "eth0"));
        run(ip(host, "link", "set", "eth0", "up"));
    }

    public String address(int host) {
        return "10.77.0." + host;
    }

    /** The command as it is run on a host. */
    public List<String> on(int host, List<String> command) {
        return Stream.concat(Stream.of("ip", "netns", "exec", prefix + "h" + host), command.stream())
                .toList();
    }

    /** What a program on a host printed; its exit status does not matter. */
    public String output(int host, String... command) {
        Path log = folder.resolve("output-" + host + ".log");
        try {
            Files.deleteIfExists(log);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        TestProcess.start(on(host, Arrays.asList(command)), folder, Map.of(), log)
                .awaitEnd(60);
        return TestProcess.textOf(log);
    }

    /** Pulls the cable at the switch: the host notices, the others only that nothing comes. */
    public void unplug(int host) {
        run(ip("sw", "link", "set", "p" + host, "down"));
    }

    public void plug(int host) {
        run(ip("sw", "link", "set", "p" + host, "up"));
    }

    /** A second card, eth1, with a cable to the same switch; no address is given to it yet. */
    public void addCard(int host) {
        run(ip("sw", "link", "add", "q" + host, "type", "veth", "peer", "name", "eth1", "netns", prefix + "h" + host));
        run(ip("sw", "link", "set", "q" + host, "master", "br0", "up"));
        run(ip("h" + host, "link", "set", "eth1", "up"));
    }

    public void addAddress(int host, String card, String address) {
        run(ip("h" + host, "address", "add", address, "dev", card));
    }

    public void removeAddress(int host, String card, String address) {
        run(ip("h" + host, "address", "delete", address, "dev", card));
    }

    /** A bridge in the host itself, as Docker makes one, with the second card as its only part. */
    public void addBridge(int host, String address) {
        run(ip("h" + host, "link", "add", "docker0", "type", "bridge"));
        run(ip("h" + host, "link", "set", "eth1", "master", "docker0"));
        addAddress(host, "docker0", address);
        run(ip("h" + host, "link", "set", "docker0", "up"));
    }

    /** It is pulled out, with its cable. */
    public void removeCard(int host) {
        run(ip("h" + host, "link", "delete", "eth1"));
    }

    public void multicast(int host, boolean on) {
        run(ip("h" + host, "link", "set", "eth0", "multicast", on ? "on" : "off"));
    }

    /** Those hosts hear nothing of each other, and no cable is pulled. */
    public void part(int... hosts) {
        isolate("on", hosts);
    }

    public void join(int... hosts) {
        isolate("off", hosts);
    }

    private void isolate(String how, int... hosts) {
        for (int host : hosts) {
            run(ip("sw", "link", "set", "p" + host, "type", "bridge_slave", "isolated", how));
        }
    }

    /**
     * Of what comes to the host a fifth is lost, and the rest is late, 50 ms and more. A kernel without netem only loses,
     * by nft; one without either skips the test.
     *
     * @return what was done
     */
    public String spoil(int host) {
        if (works(inside(
                host, "tc", "qdisc", "add", "dev", "eth0", "root", "netem", "loss", "20%", "delay", "50ms", "20ms"))) {
            return "a fifth is lost, 50 ms late (netem)";
        }
        if (works(inside(host, "nft", "add table inet spoil"))
                && works(inside(host, "nft", "add chain inet spoil in { type filter hook input priority 0; }"))
                && works(inside(host, "nft", "add rule inet spoil in iif eth0 numgen random mod 5 == 0 drop"))) {
            return "a fifth is lost (nft; this kernel has no netem)";
        }
        skip("lossy networks need a kernel with netem, or the program nft");
        return "";
    }

    public void mend(int host) {
        if (!works(inside(host, "tc", "qdisc", "del", "dev", "eth0", "root"))) {
            run(inside(host, "nft", "delete table inet spoil"));
        }
    }

    /** What the host sends by mDNS is refused there, as by a firewall of its own. Skips the test without nft. */
    public void refuseMdns(int host) {
        if (!works(inside(host, "nft", "add table inet refuse"))) {
            skip("a firewall needs the program nft");
        }
        run(inside(host, "nft", "add chain inet refuse out { type filter hook output priority 0; }"));
        run(inside(host, "nft", "add rule inet refuse out udp dport 5353 drop"));
    }

    public void allowMdns(int host) {
        run(inside(host, "nft", "delete table inet refuse"));
    }

    /** The machines are gone, with all that still runs on them. */
    @Override
    public void close() {
        for (String namespace : namespaces) {
            works("ip", "netns", "delete", namespace);
        }
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private String[] inside(int host, String... command) {
        return on(host, Arrays.asList(command)).toArray(String[]::new);
    }

    private String[] ip(String where, String... arguments) {
        return Stream.concat(Stream.of("ip", "-n", prefix + where), Arrays.stream(arguments))
                .toArray(String[]::new);
    }

    private void run(String... command) {
        Path log = folder.resolve("run.log");
        int status = TestProcess.start(List.of(command), folder, Map.of(), log).awaitEnd(30);
        assertThat(status)
                .as(String.join(" ", command) + ": " + TestProcess.textOf(log))
                .isZero();
    }

    private boolean works(String... command) {
        try {
            return TestProcess.start(List.of(command), folder, Map.of(), folder.resolve("try.log"))
                            .awaitEnd(30)
                    == 0;
        } catch (UncheckedIOException noProgram) {
            return false;
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("octo-lan-");
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
