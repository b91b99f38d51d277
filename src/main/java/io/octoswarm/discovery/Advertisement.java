package io.octoswarm.discovery;

import io.octoswarm.instance.Fingerprint;
import io.octoswarm.instance.Instance;
import io.octoswarm.instance.InstanceSettings;
import io.octoswarm.instance.PlainText;
import io.octoswarm.peer.Peer;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.jmdns.ServiceInfo;
import org.jspecify.annotations.Nullable;

/**
 * How an Octo presents itself on a network, checked for its form alone: anybody there can say anything.
 *
 * @param peer under the name that is unique on its network; the tags are what it claims, and the certificate, too
 * @param octo the Octo's own name, which another one may have as well
 * @param needsKey whether it answers to those alone who have its key
 */
record Advertisement(Peer peer, String octo, InetAddress address, boolean needsKey) {
    /** DNS-SD, RFC 6763 section 7. */
    static final String TYPE = "_octo-mcp._tcp.local.";

    static final String PATH = "/mcp/";
    private static final Pattern PATHS = Pattern.compile("/(?:[A-Za-z0-9_-]{1,32}/?){0,4}");
    /** A pair of name and value is one string of DNS, RFC 6763 section 6.1. */
    private static final int LONGEST_PAIR = 255;

    boolean isIpv6() {
        return address instanceof Inet6Address;
    }

    /** Where it is, and with which certificate: another one may be another host. */
    String place() {
        return peer.url() + "#" + peer.fingerprint();
    }

    /**
     * What this Octo says of itself.
     *
     * @param certificate with which it serves; empty: without TLS
     */
    static Map<String, String> of(Instance instance, boolean needsKey, Optional<Fingerprint> certificate) {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("name", instance.name());
        text.put("path", PATH);
        String tags = fitting(instance.capabilities(), LONGEST_PAIR - "capabilities=".length());
        if (!tags.isEmpty()) {
            text.put("capabilities", tags);
        }
        text.put("role", instance.role().text());
        text.put("version", instance.version());
        text.put("auth", needsKey ? "required" : "none");
        certificate.ifPresent(shown -> text.put("fingerprint", shown.toString()));
        return text;
    }

    /** What was heard, or nothing where it cannot be an Octo in the network of that link. */
    static Optional<Advertisement> read(ServiceInfo info, Link link) {
        String path = text(info, "path", PATH);
        if (!InstanceSettings.isName(info.getName()) || !PATHS.matcher(path).matches() || info.getPort() < 1) {
            return Optional.empty();
        }
        String certificate = text(info, "fingerprint", "");
        if (!certificate.isEmpty() && !Fingerprint.isOne(certificate)) {
            return Optional.empty();
        }
        Fingerprint shown = certificate.isEmpty() ? null : Fingerprint.parse(certificate);
        return Arrays.stream(info.getInetAddresses())
                .filter(link::contains)
                .findFirst()
                .map(address -> scoped(address, link))
                .map(address -> new Advertisement(
                        new Peer(info.getName(), url(address, info.getPort(), path, shown), tags(info), shown),
                        PlainText.of(text(info, "name", info.getName()), 63),
                        address,
                        text(info, "auth", "none").equals("required")));
    }

    private static List<String> tags(ServiceInfo info) {
        return Stream.of(text(info, "capabilities", "").split(",")).toList();
    }

    private static String text(ServiceInfo info, String name, String otherwise) {
        byte[] value = info.getPropertyBytes(name);
        return value == null || value.length == 0 ? otherwise : new String(value, StandardCharsets.UTF_8);
    }

    private static URI url(InetAddress address, int port, String path, @Nullable Fingerprint certificate) {
        String host = address.getHostAddress();
        String scheme = certificate == null ? "http://" : "https://";
        return URI.create(scheme + (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port + path);
    }

    /** A link-local address means nothing without the interface on which it was heard. */
    private static InetAddress scoped(InetAddress address, Link link) {
        if (!(address instanceof Inet6Address) || !address.isLinkLocalAddress()) {
            return address;
        }
        try {
            return InetAddress.getByName(
                    InetAddress.getByAddress(address.getAddress()).getHostAddress() + "%" + link.card());
        } catch (UnknownHostException gone) {
            return address; // the interface went just now; so will what was heard there
        }
    }

    private static String fitting(List<String> tags, int most) {
        StringBuilder text = new StringBuilder();
        for (String tag : tags) {
            String more = text.isEmpty() ? tag : "," + tag;
            if ((text + more).getBytes(StandardCharsets.UTF_8).length > most) {
                break;
            }
            text.append(more);
        }
        return text.toString();
    }
}
