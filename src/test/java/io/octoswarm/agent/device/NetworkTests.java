package io.octoswarm.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.agent.device.Machine.Link;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetworkTests {
    private final FixedMachine machine = new FixedMachine();
    private final Network network = new Network(machine);

    @Test
    void saysTheAddressesOfEachInterface() {
        machine.links = List.of(
                new Link(
                        "eth0",
                        List.of("192.0.2.2", "2001:db8:0:0:0:0:0:2", "fe80::1"),
                        Optional.of("02:00:00:00:00:01")),
                new Link("lo", List.of("127.0.0.1", "::1"), Optional.empty()),
                new Link("veth1", List.of("fe80::2"), Optional.empty()),
                new Link("wlan0", List.of("198.51.100.7"), Optional.empty()));

        assertThat(network.answer("ip address"))
                .isEqualTo("Network addresses of sentinel: 192.0.2.2 and 2001:db8::2 (eth0); 198.51.100.7 (wlan0).");
    }

    @Test
    void addsTheHardwareAddressWhenAskedForIt() {
        machine.links = List.of(new Link("eth0", List.of("192.0.2.2"), Optional.of("02:00:00:00:00:01")));

        assertThat(network.answer("What is your MAC address?"))
                .isEqualTo("Network addresses of sentinel: 192.0.2.2 (eth0) with MAC address 02:00:00:00:00:01.");
    }

    @Test
    void saysWhenThereIsNoNetwork() {
        assertThat(network.answer("ip"))
                .isEqualTo("This device, sentinel, has no network address besides its loopback.");
    }

    @Test
    void boundsALongList() {
        machine.links = java.util.stream.IntStream.range(0, 200)
                .mapToObj(i -> new Link("br-" + i, java.util.Collections.nCopies(50, "10.0.0." + i), Optional.empty()))
                .toList();

        assertThat(network.answer("ip")).hasSizeLessThan(600);
    }
}
