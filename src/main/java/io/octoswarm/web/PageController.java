package io.octoswarm.web;

import io.octoswarm.instance.Instance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * The page's files, read once. They hold nothing that a stranger may not see but the Octo's name; what the page shows
 * it gets from <code>/api</code>, like any other client.
 */
@RestController
class PageController {
    /** Nothing from elsewhere is loaded or run, whatever text from outside the page shows. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final String page;
    private final String style;
    private final String script;
    private final String icon;

    PageController(Instance instance) {
        this.page = file("page.html").replace("{{name}}", HtmlUtils.htmlEscape(instance.name(), "UTF-8"));
        this.style = file("page.css");
        this.script = file("page.js");
        this.icon = file("icon.svg");
    }

    @GetMapping("/")
    ResponseEntity<String> page() {
        return file("text/html", page);
    }

    @GetMapping("/page.css")
    ResponseEntity<String> style() {
        return file("text/css", style);
    }

    @GetMapping("/page.js")
    ResponseEntity<String> script() {
        return file("text/javascript", script);
    }

    @GetMapping("/icon.svg")
    ResponseEntity<String> icon() {
        return file("image/svg+xml", icon);
    }

    private static ResponseEntity<String> file(String type, String content) {
        return ResponseEntity.ok()
                .header("Content-Type", type + ";charset=UTF-8")
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store")
                .body(content);
    }

    private static String file(String name) {
        try (InputStream stream = PageController.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing in the jar.");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
