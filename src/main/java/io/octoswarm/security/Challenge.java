package io.octoswarm.security;

import io.octoswarm.instance.Fingerprint;
import io.octoswarm.instance.InstanceSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds out whether a host has one of our keys before any of them is sent to it. Each question has a nonce of its own,
 * so an answer heard earlier is worth nothing. Thread-safe; waits on no thread.
 */
@Component
public class Challenge {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int MOST_BYTES = 16 << 10;
    private static final int MOST_PROOFS = 64;
    private static final Pattern ADDRESS = Pattern.compile("\\[[0-9A-Fa-f:.]+(?:%[A-Za-z0-9_.-]+)?]|[0-9.]+");

    private final HttpClient http;
    private final StretchedKeys keys;
    private final JsonMapper json;
    private final SecureRandom random = new SecureRandom();

    Challenge(@Qualifier("strangers") HttpClient http, StretchedKeys keys, JsonMapper json) {
        this.http = http;
        this.keys = keys;
        this.json = json;
    }

    /**
     * Asks the host at {@code url} to show that it has a key and goes by {@code name}. Completes within 2 s or a moment
     * later: with the first of our keys that it has shown; empty when it answered and has shown none, or we have none;
     * exceptionally when it did not answer, or with another certificate.
     *
     * @param url its host is an address, as a name might lead elsewhere the next time
     * @param certificate the one that it is to show, over https; null: it speaks http
     * @throws IllegalArgumentException for a host name, or what can be no name of an Octo
     */
    public CompletableFuture<Optional<String>> put(String name, URI url, @Nullable Fingerprint certificate) {
        if (isEncrypted(url) != (certificate != null)) {
            throw new IllegalArgumentException("Over https, and there alone, a proof is for a certificate.");
        }
        if (!InstanceSettings.isName(name)
                || url.getHost() == null
                || !ADDRESS.matcher(url.getHost()).matches()) {
            throw new IllegalArgumentException("Only an Octo at an address can be asked for a proof.");
        }
        String nonce = nonce();
        HttpRequest request = HttpRequest.newBuilder(url.resolve(Proofs.PATH + "?nonce=" + nonce))
                .timeout(LIMIT)
                .build();
        return http.sendAsync(request, info -> new ShortBody(MOST_BYTES))
                .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(response -> {
                    if (!Fingerprint.of(response).equals(Optional.ofNullable(certificate))) {
                        throw new IllegalStateException("Another certificate than was announced is shown there.");
                    }
                    return response.statusCode() == 200
                            ? shown(response, nonce, name, url, certificate)
                            : Optional.empty();
                });
    }

    private static boolean isEncrypted(URI url) {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    private Optional<String> shown(
            HttpResponse<String> response, String nonce, String name, URI url, @Nullable Fingerprint certificate) {
        InetAddress address = address(url);
        int port = url.getPort() == -1 ? (isEncrypted(url) ? 443 : 80) : url.getPort();
        List<String> proofs = proofs(response.body());
        return keys.all().stream()
                .filter(key -> proofs.stream()
                        .anyMatch(proof -> key.proof().matches(proof, nonce, name, address, port, certificate)))
                .map(StretchedKeys.Entry::key)
                .findFirst();
    }

    private List<String> proofs(String body) {
        try {
            return json.readTree(body)
                    .path("proofs")
                    .valueStream()
                    .filter(JsonNode::isString)
                    .map(JsonNode::stringValue)
                    .limit(MOST_PROOFS)
                    .toList();
        } catch (JacksonException noJson) {
            return List.of();
        }
    }

    private String nonce() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static InetAddress address(URI url) {
        try {
            return InetAddress.getByName(url.getHost()); // a literal, as checked: nothing is looked up
        } catch (UnknownHostException malformed) {
            throw new IllegalArgumentException("Only an Octo at an address can be asked for a proof.", malformed);
        }
    }
}
