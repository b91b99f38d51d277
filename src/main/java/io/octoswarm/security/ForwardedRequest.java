package io.octoswarm.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** A request that a trusted proxy forwarded: it comes from where the proxy says. */
final class ForwardedRequest extends HttpServletRequestWrapper {
    private static final String HEADER = "X-Forwarded-For";
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[?[0-9A-Fa-f:.]+]?");

    private final String from;

    private ForwardedRequest(HttpServletRequest request, String from) {
        super(request);
        this.from = from;
    }

    /**
     * The request itself, unless it comes from a trusted proxy and names another address: the last one that is not
     * itself a trusted proxy's, as what stands before it can be written by anybody.
     *
     * @param proxies literal addresses
     */
    static HttpServletRequest of(HttpServletRequest request, List<String> proxies) {
        if (!isProxy(request.getRemoteAddr(), proxies)) {
            return request;
        }
        List<String> hops = Collections.list(request.getHeaders(HEADER)).stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(String::strip)
                .toList();
        for (int i = hops.size() - 1; i >= 0; i--) {
            if (!LITERAL.matcher(hops.get(i)).matches()) {
                return request;
            }
            if (!isProxy(hops.get(i), proxies)) {
                return new ForwardedRequest(request, hops.get(i).replaceAll("[\\[\\]]", ""));
            }
        }
        return request;
    }

    @Override
    public String getRemoteAddr() {
        return from;
    }

    @Override
    public String getRemoteHost() {
        return from;
    }

    private static boolean isProxy(String address, List<String> proxies) {
        return !proxies.isEmpty() && proxies.stream().anyMatch(proxy -> isSame(proxy, address));
    }

    private static boolean isSame(String one, String other) {
        try {
            return InetAddress.getByName(one).equals(InetAddress.getByName(other)); // literals: nothing is looked up
        } catch (UnknownHostException malformed) {
            return false;
        }
    }
}
