package io.octoswarm.web;

import io.octoswarm.instance.Instance;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.Peers;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** One plain page: who this is, its peers, and where to go on. No scripts; all text from outside is escaped. */
@RestController
class PageController {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s - Octo Swarm</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1c2430; background: #fbfbfd }
            h1 { margin: 0 0 .2rem } .quiet { color: #5d6878 }
            table { border-collapse: collapse; width: 100%%; margin: .5rem 0 1.5rem }
            th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #dde2ea; overflow-wrap: anywhere }
            .online { color: #14713a } .offline { color: #b3261e }
            code { background: #eef1f6; padding: .1rem .3rem; border-radius: .2rem }
            </style>
            </head>
            <body>
            <h1>%1$s</h1>
            <p class="quiet">%2$s, version %3$s. Capabilities: %4$s.</p>
            <h2>Peers</h2>
            %5$s
            <h2>Where to go on</h2>
            <p>Ask it something: <code>java -jar octo-swarm.jar ask "how full are the disks?"</code></p>
            <p>Add a peer: <code>java -jar octo-swarm.jar /swarm add &lt;name&gt; &lt;url&gt;</code>; all commands: <code>/help</code></p>
            <p>For programs: <a href="/health">/health</a>, <a href="/api/status">/api/status</a>,
            <a href="/actuator/prometheus">/actuator/prometheus</a>; MCP clients: <code>http://this-host:%6$d/mcp</code></p>
            </body>
            </html>
            """;

    private final Instance instance;
    private final Peers peers;

    PageController(Instance instance, Peers peers) {
        this.instance = instance;
        this.peers = peers;
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    ResponseEntity<String> page() {
        return ResponseEntity.ok()
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .body(PAGE.formatted(
                        escaped(instance.name()),
                        instance.role().text(),
                        escaped(instance.version()),
                        tags(instance.capabilities()),
                        table(),
                        instance.port()));
    }

    private String table() {
        List<KnownPeer> known = peers.all();
        if (known.isEmpty()) {
            return "<p>None yet.</p>";
        }
        return known.stream()
                .map(PageController::row)
                .collect(Collectors.joining(
                        "\n", "<table>\n<tr><th>Name<th>Status<th>Capabilities<th>URL\n", "\n</table>"));
    }

    private static String row(KnownPeer known) {
        String state = known.status().state().text();
        String reason = known.status().reason();
        return "<tr><td>" + escaped(known.peer().name()) + "<td class=\"" + state + "\">" + state
                + (reason == null ? "" : ": " + escaped(reason)) + "<td>" + tags(known.capabilities()) + "<td>"
                + escaped(known.peer().url().toString());
    }

    private static String tags(List<String> tags) {
        return tags.isEmpty() ? "none" : escaped(String.join(", ", tags));
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
