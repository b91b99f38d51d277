package io.octoswarm.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTests {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1, true",
        "10.0.0.1, 10.0.0.2, false",
        "10.0.0.0/8, 10.255.0.9, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.1.2.3/8, 10.200.0.1, true",
        "172.16.0.0/12, 172.31.255.255, true",
        "172.16.0.0/12, 172.32.0.0, false",
        "192.168.1.128/25, 192.168.1.127, false",
        "192.168.1.7/32, 192.168.1.7, true",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe00::1, false",
        "2001:db8:0:1::/64, 2001:db8:0:1:ffff::9, true",
        "2001:db8:0:1::/64, 2001:db8:0:2::9, false",
        "::/0, fe80::1, true",
        "::/0, 10.0.0.1, false",
        "::ffff:10.0.0.1, 10.0.0.1, true"
    })
    void holdsTheAddressesWithTheSameFirstBits(String range, String address, boolean contained) throws Exception {
        assertThat(AddressRange.parse(range).orElseThrow().contains(InetAddress.getByName(address)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "proxy",
                "proxy.lan/8",
                "localhost",
                "10.0.0",
                "10.0.0.256",
                "999.999.999.999",
                "1",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0.0/8/8",
                "10.0.0.0/255.0.0.0",
                "::/129",
                "fd00::/x",
                "fe80::1%eth0",
                "[::1]",
                ":",
                "/8"
            })
    void allElseIsNone(String text) {
        assertThat(AddressRange.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.20, 192.168.1.20",
        "2001:db8:0:1:2:3:4:5, 2001:db8:0:1:0:0:0:0/64",
        "fe80::1%1, fe80:0:0:0:0:0:0:0/64",
        "::ffff:192.168.1.20, 192.168.1.20"
    })
    void anAskerOfIpv6MayHaveAllOfItsNetwork(String address, String owner) {
        assertThat(AddressRange.ofOwner(Literal.told(address))).hasToString(owner);
    }
}
