package io.octoswarm.console;

import io.octoswarm.instance.InstanceSettings;
import io.octoswarm.security.SecuritySettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/**
 * Speaks with the Octo that runs on this machine, over HTTP and without starting a second one. Plain JDK classes, so
 * that an answer is there in well under a second.
 */
public final class Terminal {
    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int NOBODY = 2;

    private final InstanceSettings instance;
    private final SecuritySettings security;

    public Terminal(InstanceSettings instance, SecuritySettings security) {
        this.instance = instance;
        this.security = security;
    }

    /** Gives a slash command and prints what came of it. Returns the exit status of the process. */
    public int command(List<String> words) {
        return post("/api/command", String.join(" ", words));
    }

    /** Asks a question and prints the answer. Returns the exit status of the process. */
    public int ask(List<String> words) {
        if (words.isEmpty()) {
            System.err.println("What is the question? For example: ask \"how full are the disks?\"");
            return NOBODY;
        }
        return post("/api/messages", String.join(" ", words));
    }

    private int post(String path, String text) {
        String address = "http://localhost:" + instance.port();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(310)) // an ask ends after 300 s by itself
                .header("Content-Type", "text/plain;charset=UTF-8")
                .header("Accept", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(text));
        security.sent().ifPresent(key -> request.header("Authorization", "Bearer " + key));
        try {
            HttpResponse<String> response = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(5))
                    .build()
                    .send(request.build(), HttpResponse.BodyHandlers.ofString());
            return show(response.statusCode(), response.body());
        } catch (ConnectException nobody) {
            System.err.println("No Octo runs at " + address
                    + ". Start one with: java -jar octo-swarm.jar (SWARM_PORT chooses another port)");
            return NOBODY;
        } catch (IOException cut) {
            System.err.println("The Octo at " + address + " did not answer to the end; its log says why.");
            return REFUSED;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return REFUSED;
        }
    }

    private static int show(int status, String body) {
        if (status == 200) {
            System.out.println(body.stripTrailing());
            return DONE;
        }
        System.err.println(body.isBlank() ? "Refused with HTTP status " + status + "." : body.stripTrailing());
        return REFUSED;
    }
}
