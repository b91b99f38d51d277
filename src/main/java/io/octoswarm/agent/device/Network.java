package io.octoswarm.agent.device;

import io.octoswarm.agent.device.Machine.Link;
import io.octoswarm.instance.PlainText;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Under which addresses the device is reached. */
@Component
@Order(60)
final class Network extends Telling {
    private static final int MOST_LINKS = 6;
    private static final int MOST_ADDRESSES = 4;
    private static final Topic HARDWARE = Topic.of("mac (?:address|adresse)~", "hardware address~");
    private static final Topic TOPIC = Topic.of(
                    "(?:ip|ips|ipv4|ipv6)",
                    "ipadresse",
                    "(?:mac|hardware|network|lan|local|wifi|wlan|ethernet) (?:address|adresse)(?:n|es)?",
                    "hostname",
                    "host name",
                    "network (?:interface|card|adapter|config|configuration|setup|settings|status|state|info)~",
                    "(?:is|how is|check) (?:the|your|our) network",
                    "^ ?(?:the|your|show) network $",
                    "(?:which|what|your) network~ … (?:you|we|connected)",
                    "(?:about|of) (?:your|our|the) network $",
                    "netzwerk*",
                    "rechnername")
            .except(
                    "(?:neural|social|convolutional|professional|fiber|tv|television|soziale|soziales) netw*",
                    "netzwerk (?:marketing|treffen)",
                    "ip (?:address|adresse)~ of (?!(?:the |this |your |my )?{machine} )\\S+",
                    "ips? (?:of|for) (?!(?:the |this |your |my )?{machine} )\\S+",
                    "ip (?:is )?\\d+",
                    "ip (?:law|rights|lawyer)",
                    "network (?:marketing|effect)~");

    private final Machine machine;

    Network(Machine machine) {
        super("network", "the device's host name and network addresses", TOPIC);
        this.machine = machine;
    }

    @Override
    String tell(String question) {
        String host = PlainText.of(machine.hostName(), 80);
        boolean hardware = HARDWARE.isIn(question);
        List<String> links = machine.links().stream()
                .filter(link -> link.addresses().stream().anyMatch(REACHABLE))
                .limit(MOST_LINKS)
                .map(link -> describe(link, hardware))
                .toList();
        if (links.isEmpty()) {
            return "This device, " + host + ", has no network address besides its loopback.";
        }
        return "Network addresses of " + host + ": " + String.join("; ", links) + ".";
    }

    /** Every interface has a link-local IPv6 address; nobody asks for that one. */
    private static final Predicate<String> REACHABLE =
            address -> !address.startsWith("fe80") && !address.startsWith("127.") && !address.equals("::1");

    /** An IPv6 address with its first zeros left out, as it is usually written. */
    private static String shortest(String address) {
        return address.contains(":") ? address.replaceFirst("(?:^|:)0(?::0)+(?::|$)", "::") : address;
    }

    private static String describe(Link link, boolean hardware) {
        List<String> addresses = link.addresses().stream()
                .filter(REACHABLE)
                .limit(MOST_ADDRESSES)
                .map(address -> PlainText.of(shortest(address), 60))
                .toList();
        String mac = hardware
                ? link.mac()
                        .map(text -> " with MAC address " + PlainText.of(text, 40))
                        .orElse("")
                : "";
        return Spell.list(addresses) + " (" + PlainText.of(link.name(), 20) + ")" + mac;
    }
}
