package io.octoswarm.console;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Speaks with an Octo of this machine over its API. Plain JDK classes, so that it is there at once. */
final class OctoClient {
    /** An answer; done: it is not a refusal. */
    record Answer(boolean done, String text) {}

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String address;
    private final Optional<String> key;

    OctoClient(int port, Optional<String> key) {
        this.address = "http://localhost:" + port;
        this.key = key;
    }

    String address() {
        return address;
    }

    Answer command(String line) throws IOException, InterruptedException {
        return post("/api/command", line);
    }

    Answer ask(String question) throws IOException, InterruptedException {
        return post("/api/messages", question);
    }

    /** Whether an Octo answers there by now. */
    boolean isUp() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/health"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private Answer post(String path, String text) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(310)) // an ask ends after 300 s by itself
                .header("Content-Type", "text/plain;charset=UTF-8")
                .header("Accept", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(text));
        key.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        String body = response.body().stripTrailing();
        return new Answer(
                response.statusCode() == 200,
                body.isEmpty() ? "Refused with HTTP status " + response.statusCode() + "." : body);
    }
}
