package io.octoswarm.security;

import io.octoswarm.instance.Instance;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** Where a person shows the key to get to the page, as a browser sends none by itself. Pages of other origins are refused before. */
@RestController
class LoginController {
    static final String PATH = "/login";
    static final String LOGOUT = "/logout";
    private static final String FIELD = "key=";
    private static final int LONGEST_FORM = 8_192;

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s - Octo Swarm</title>
            <link rel="icon" href="/icon.svg">
            <link rel="stylesheet" href="/page.css">
            </head>
            <body class="login">
            <h1>%1$s</h1>
            <p class="quiet">This swarm has a key: the SWARM_API_KEY of its Octos.</p>
            %2$s
            <form method="post" action="/login">
            <input type="password" name="key" aria-label="Key" autocomplete="current-password" required autofocus>
            <button>Log in</button>
            </form>
            </body>
            </html>
            """;

    private final Keys keys;
    private final WrongKeys wrongKeys;
    private final Sessions sessions;
    private final String name;

    LoginController(SecuritySettings settings, WrongKeys wrongKeys, Sessions sessions, Instance instance) {
        this.keys = new Keys(settings.keys());
        this.wrongKeys = wrongKeys;
        this.sessions = sessions;
        this.name = HtmlUtils.htmlEscape(instance.name(), "UTF-8");
    }

    @GetMapping(PATH)
    ResponseEntity<String> page() {
        return keys.none() ? to("/") : page(HttpStatus.OK, "");
    }

    @PostMapping(PATH)
    ResponseEntity<String> login(HttpServletRequest request) throws IOException {
        if (keys.none()) {
            return to("/");
        }
        if (!keys.isOne(shown(request))) {
            return wrongKeys.shown(request.getRemoteAddr())
                    ? page(HttpStatus.UNAUTHORIZED, "<p class=\"problem\">That is not the key.</p>")
                    : page(HttpStatus.TOO_MANY_REQUESTS, "<p class=\"problem\">Too many wrong keys come at once.</p>");
        }
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header("Location", "/")
                .header("Set-Cookie", sessions.begin(request))
                .build();
    }

    /** Read here: what the server reads as parameters has no limit of time. */
    private static String shown(HttpServletRequest request) throws IOException {
        String form = new String(request.getInputStream().readNBytes(LONGEST_FORM), StandardCharsets.UTF_8);
        return Stream.of(form.split("&"))
                .filter(field -> field.startsWith(FIELD))
                .findFirst()
                .map(field -> decoded(field.substring(FIELD.length())))
                .orElse("");
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    @PostMapping(LOGOUT)
    ResponseEntity<String> logout(HttpServletRequest request) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header("Location", PATH)
                .header("Set-Cookie", sessions.end(request))
                .build();
    }

    private static ResponseEntity<String> to(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header("Location", path)
                .build();
    }

    private ResponseEntity<String> page(HttpStatus status, String problem) {
        return ResponseEntity.status(status)
                .header("Content-Type", "text/html;charset=UTF-8")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
                                + "frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .body(PAGE.formatted(name, problem));
    }
}
