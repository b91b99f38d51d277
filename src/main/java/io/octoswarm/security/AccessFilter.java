package io.octoswarm.security;

import io.octoswarm.instance.Instance;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The first thing that every request meets: name, origin, address, key and size are checked before anything is read. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class AccessFilter extends OncePerRequestFilter {
    static final int MOST_BODY_BYTES = 1 << 20;
    private static final Logger log = LoggerFactory.getLogger(AccessFilter.class);

    private final HostCheck hosts;
    private final Entrance entrance;
    private final List<AddressRange> proxies;
    private final JsonMapper json;
    private final AtomicBoolean toldOfAProxy = new AtomicBoolean();

    AccessFilter(
            SecuritySettings settings, Instance instance, JsonMapper json, Sessions sessions, WrongKeys wrongKeys) {
        this.hosts = new HostCheck();
        this.entrance = new Entrance(new Keys(settings.keys()), sessions, wrongKeys);
        this.proxies = settings.proxies();
        this.json = json;
        if (instance.enabled() && settings.keys().isEmpty()) {
            log.info("No SWARM_API_KEY: every device on this private network may ask this Octo.");
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest received, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest request = ForwardedRequest.of(received, proxies);
        if (request.getRemoteAddr().equals(ForwardedRequest.UNKNOWN)) {
            tellOfAProxy(received.getRemoteAddr());
        }
        Optional<Denial> denial = hosts.check(request)
                .or(() -> errorPage(request))
                .or(() -> entrance.check(request))
                .or(() -> BodyLimit.check(request, MOST_BODY_BYTES));
        if (denial.isPresent()) {
            deny(request, response, denial.get());
            return;
        }
        try {
            chain.doFilter(new BodyLimit(request, MOST_BODY_BYTES), response);
        } catch (BodyLimit.Exceeded exceeded) {
            deny(request, response, exceeded.denial());
        }
    }

    /** Whoever asks for it without an error would get one, of ours. */
    private static Optional<Denial> errorPage(HttpServletRequest request) {
        return request.getRequestURI().equals("/error")
                ? Optional.of(new Denial(404, "There is nothing here."))
                : Optional.empty();
    }

    /** Once: whoever comes through that proxy would write the log full. */
    private void tellOfAProxy(String address) {
        if (toldOfAProxy.compareAndSet(false, true)) {
            log.warn(
                    "A request came through {}, and where from is not known: it is taken for a stranger's. "
                            + "If that is your reverse proxy, name it in SWARM_TRUSTED_PROXIES; it must send X-Forwarded-For.",
                    address);
        }
    }

    /** In the form that the asker speaks: JSON-RPC under /mcp, else a line of text. */
    private void deny(HttpServletRequest request, HttpServletResponse response, Denial denial) throws IOException {
        log.debug(
                "{} {} from {}: {}",
                request.getMethod(),
                request.getRequestURI(),
                request.getRemoteAddr(),
                denial.why());
        response.setHeader("Connection", "close"); // what is left of the body is not read
        if (denial.status() == 401
                && request.getMethod().equals("GET")
                && request.getRequestURI().equals("/")) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", LoginController.PATH);
            return;
        }
        response.setStatus(denial.status());
        if (denial.status() == 429) {
            response.setHeader("Retry-After", "60");
        }
        if (denial.status() == 401) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"octo-swarm\"");
        }
        boolean rpc = Entrance.isMcp(request);
        response.setContentType(rpc ? "application/json" : "text/plain;charset=UTF-8");
        response.getOutputStream().write((rpc ? rpc(denial) : denial.why() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private String rpc(Denial denial) {
        ObjectNode body = json.createObjectNode().put("jsonrpc", "2.0").putNull("id");
        body.putObject("error").put("code", -32600).put("message", denial.why());
        return json.writeValueAsString(body);
    }
}
