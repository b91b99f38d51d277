package io.octoswarm.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A request that somebody passed on: it comes from where a trusted proxy says, or from nobody knows where. */
final class ForwardedRequest extends HttpServletRequestWrapper {
    /** The unspecified address: neither this machine nor a private network, and one asker to all who count. */
    static final String UNKNOWN = "0.0.0.0";

    private static final String HEADER = "X-Forwarded-For";
    private static final List<String> HEADERS = List.of(HEADER, "Forwarded", "X-Real-IP");
    /** Some proxies write the port behind it, and then IPv6 in brackets. */
    private static final Pattern HOP =
            Pattern.compile("\\[(?<bracketed>[^]]*)](?::[0-9]+)?|(?<ipv4>[0-9.]+):[0-9]+|(?<bare>.*)");

    private final String from;

    private ForwardedRequest(HttpServletRequest request, String from) {
        super(request);
        this.from = from;
    }

    /** Whether it says of itself that it was passed on. */
    static boolean isForwarded(HttpServletRequest request) {
        return HEADERS.stream().anyMatch(name -> request.getHeader(name) != null);
    }

    /**
     * The request itself, unless it was passed on. By a trusted proxy: then it comes from the last address that is not
     * itself a trusted proxy's, as what stands before that one can be written by anybody. By another one, or in words
     * that are not understood: then it comes from {@link #UNKNOWN}, lest whoever stands before a proxy on this machine
     * passes for the machine itself.
     */
    static HttpServletRequest of(HttpServletRequest request, List<AddressRange> proxies) {
        if (!isForwarded(request)) {
            return request;
        }
        InetAddress sender = Literal.told(request.getRemoteAddr());
        Optional<InetAddress> origin = isOneOf(proxies, sender) ? origin(request, sender, proxies) : Optional.empty();
        return new ForwardedRequest(
                request, origin.map(InetAddress::getHostAddress).orElse(UNKNOWN));
    }

    static boolean isOneOf(List<AddressRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static Optional<InetAddress> origin(
            HttpServletRequest request, InetAddress sender, List<AddressRange> proxies) {
        List<String> hops = Collections.list(request.getHeaders(HEADER)).stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .map(String::strip)
                .toList();
        Optional<InetAddress> origin = Optional.empty();
        for (int i = hops.size() - 1; i >= 0; i--) {
            origin = address(hops.get(i));
            if (origin.isEmpty() || !isOneOf(proxies, origin.get())) {
                break;
            }
        }
        // Another machine's loopback is not ours.
        return origin.filter(address -> sender.isLoopbackAddress() || !address.isLoopbackAddress());
    }

    private static Optional<InetAddress> address(String hop) {
        Matcher parts = HOP.matcher(hop);
        return parts.matches()
                ? Stream.of("bracketed", "ipv4", "bare")
                        .flatMap(form -> Stream.ofNullable(parts.group(form)))
                        .findFirst()
                        .flatMap(Literal::of)
                : Optional.empty();
    }

    @Override
    public String getRemoteAddr() {
        return from;
    }

    @Override
    public String getRemoteHost() {
        return from;
    }
}
