package io.octoswarm.console;

import io.octoswarm.instance.Load;
import io.octoswarm.routing.Candidate;
import io.octoswarm.routing.CapabilityRouter;
import io.octoswarm.routing.Route;
import io.octoswarm.routing.RoutingSettings;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The router as a filter: reads lines {@code {"id","swarm":[{"name","capabilities"}],"task"}} and prints a line
 * {@code {"id","route","forced","score"}} for each, as they come. A line that cannot be read is told on standard error by
 * its number; the others go on.
 */
public final class RouteMode {
    private final JsonMapper json = JsonMapper.builder().build();
    private final CapabilityRouter router;

    public RouteMode(RoutingSettings settings) {
        this.router = CapabilityRouter.byMeaning(settings);
    }

    /** Reads to the end of {@code in}. Returns the exit status: 0, or 1 when a line could not be read. */
    public int run(InputStream in, OutputStream out, PrintStream errors) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        BufferedWriter answers = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        int number = 0;
        int unreadable = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                answers.write(json.writeValueAsString(answer(json.readTree(line))));
                answers.write('\n');
            } catch (JacksonException | IllegalArgumentException wrong) {
                unreadable++;
                errors.println("line " + number + ": "
                        + (wrong instanceof JacksonException ? "this is no JSON" : wrong.getMessage()));
            }
            if (!lines.ready()) {
                answers.flush(); // whoever writes one line and waits gets its answer
            }
        }
        answers.flush();
        return unreadable == 0 ? 0 : 1;
    }

    private ObjectNode answer(JsonNode request) {
        JsonNode task = request.path("task");
        if (!task.isString() || !request.path("swarm").isArray()) {
            throw new IllegalArgumentException("{\"id\",\"swarm\":[{\"name\",\"capabilities\"}],\"task\"} is needed");
        }
        Route route = router.route(task.stringValue(), candidates(request.path("swarm")));
        Candidate to = route.to();
        ObjectNode answer = json.createObjectNode();
        answer.set("id", request.path("id"));
        answer.put("route", to == null ? null : to.name());
        answer.put("forced", route.best().map(best -> best.candidate().name()).orElse(null));
        answer.put(
                "score",
                route.best().map(Route.Verdict::score).map(RouteMode::rounded).orElse(0.0));
        return answer;
    }

    /** To as many digits as say something. */
    private static double rounded(double score) {
        return Math.round(score * 10_000) / 10_000.0;
    }

    private static List<Candidate> candidates(JsonNode swarm) {
        List<Candidate> candidates = new ArrayList<>();
        for (JsonNode octo : swarm) {
            if (!octo.path("name").isString()) {
                throw new IllegalArgumentException("every Octo of the swarm needs a \"name\"");
            }
            List<String> tags = octo.path("capabilities")
                    .valueStream()
                    .filter(JsonNode::isString)
                    .map(JsonNode::stringValue)
                    .toList();
            candidates.add(new Candidate(octo.path("name").stringValue(), tags, false, null, Load.UNKNOWN));
        }
        return candidates;
    }
}
