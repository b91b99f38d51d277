package io.octoswarm.mcp.client;

import io.octoswarm.instance.JsonFile;
import io.octoswarm.instance.JsonFile.Unreadable;
import io.octoswarm.instance.PlainText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The file <code>.mcp.json</code>, in the form of other programs that use MCP servers:
 * <code>{"mcpServers": {"name": {"command", "args", "env", "cwd"} or {"type", "url", "headers"}}}</code>, each with
 * <code>"disabled"</code> if somebody wrote it. Thread-safe.
 */
final class ServersFile {
    private static final int MOST_SERVERS = 64;
    private static final int LONGEST_NAME = 64;
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** What the HTTP client sets itself and lets nobody else set. */
    private static final List<String> RESERVED_HEADERS =
            List.of("connection", "content-length", "expect", "host", "upgrade");

    private final JsonFile file;
    private final Placeholders placeholders;

    /**
     * What the file says.
     *
     * @param servers those that can be used
     * @param disabled the names of those that are to be left alone
     * @param problems a line for each entry that cannot be used
     */
    record Content(List<ServerEntry> servers, List<String> disabled, List<String> problems) {
        static final Content NONE = new Content(List.of(), List.of(), List.of());
    }

    ServersFile(Path path, Placeholders placeholders) {
        this.file = new JsonFile(path);
        this.placeholders = placeholders;
    }

    Object fingerprint() {
        return file.fingerprint();
    }

    /** No file is an empty one. Throws {@link Unreadable}. */
    Content read() {
        return file.read().map(root -> content(servers(root))).orElse(Content.NONE);
    }

    private Content content(JsonNode servers) {
        List<ServerEntry> usable = new ArrayList<>();
        List<String> disabled = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        servers.propertyStream().limit(MOST_SERVERS).forEach(server -> {
            try {
                if (server.getValue().path("disabled").asBoolean(false)) {
                    disabled.add(server.getKey());
                } else {
                    usable.add(entry(server.getKey(), server.getValue()));
                }
            } catch (IllegalArgumentException unusable) {
                problems.add(file.name() + ", server \"" + PlainText.of(server.getKey(), LONGEST_NAME) + "\": "
                        + unusable.getMessage() + ".");
            }
        });
        return new Content(List.copyOf(usable), List.copyOf(disabled), List.copyOf(problems));
    }

    private static JsonNode servers(JsonNode root) {
        JsonNode servers = root.path("mcpServers");
        if (!servers.isObject()) {
            throw new Unreadable(".mcp.json line 1, column 1: an object {\"mcpServers\": { ... }} is needed");
        }
        return servers;
    }

    private ServerEntry entry(String name, JsonNode entry) {
        if (!entry.isObject()) {
            throw new IllegalArgumentException("an object with \"command\" or \"url\" is needed");
        }
        if (name.isBlank()
                || name.length() > LONGEST_NAME
                || CONTROL.matcher(name).find()) {
            throw new IllegalArgumentException("a name of 1 to " + LONGEST_NAME + " characters is needed");
        }
        return new ServerEntry(name, way(entry));
    }

    private ServerEntry.Way way(JsonNode entry) {
        boolean program = entry.has("command");
        if (program == entry.has("url")) {
            throw new IllegalArgumentException("either \"command\" or \"url\" is needed");
        }
        String type = entry.path("type").asString(program ? "stdio" : "http").toLowerCase(Locale.ROOT);
        return switch (type) {
            case "stdio" -> program(entry);
            case "http", "streamable-http", "streamablehttp", "streamable_http" -> address(entry, false);
            case "sse" -> address(entry, true);
            default -> throw new IllegalArgumentException("\"type\" must be stdio, http, streamable-http or sse");
        };
    }

    private ServerEntry.Program program(JsonNode entry) {
        List<String> command = Stream.concat(Stream.of(text(entry.path("command"), "command")), texts(entry, "args"))
                .toList();
        if (command.get(0).isBlank() || command.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("\"command\" must be a program, and nothing may hold a null character");
        }
        Path here = file.path().toAbsolutePath().resolveSibling("");
        Path folder = entry.has("cwd") ? here.resolve(text(entry.path("cwd"), "cwd")) : here;
        return new ServerEntry.Program(command, named(entry, "env"), folder);
    }

    private ServerEntry.Address address(JsonNode entry, boolean events) {
        Map<String, String> headers = named(entry, "headers");
        headers.forEach((name, value) -> {
            if (!HEADER_NAME.matcher(name).matches()
                    || RESERVED_HEADERS.contains(name.toLowerCase(Locale.ROOT))
                    || CONTROL.matcher(value).find()) {
                throw new IllegalArgumentException("\"headers\" has one that cannot be sent");
            }
        });
        return new ServerEntry.Address(url(text(entry.path("url"), "url")), headers, events);
    }

    /** What is wrong with it is not repeated: it may hold a secret. */
    private static URI url(String text) {
        try {
            URI url = new URI(text.strip());
            if (url.getHost() != null && List.of("http", "https").contains(String.valueOf(url.getScheme()))) {
                return url;
            }
        } catch (URISyntaxException malformed) { // falls through to the sentence on what is needed
        }
        throw new IllegalArgumentException("\"url\" must begin with http:// or https:// and name a host");
    }

    private Stream<String> texts(JsonNode entry, String field) {
        JsonNode texts = entry.path(field);
        if (!texts.isArray() && !texts.isMissingNode() && !texts.isNull()) {
            throw new IllegalArgumentException("\"" + field + "\" must be an array of texts");
        }
        return texts.valueStream().map(text -> text(text, field));
    }

    private Map<String, String> named(JsonNode entry, String field) {
        JsonNode values = entry.path(field);
        if (!values.isObject() && !values.isMissingNode() && !values.isNull()) {
            throw new IllegalArgumentException("\"" + field + "\" must be an object of texts");
        }
        Map<String, String> named = new LinkedHashMap<>();
        values.propertyStream().forEach(value -> {
            if (value.getKey().isBlank()
                    || value.getKey().indexOf('=') >= 0
                    || value.getKey().indexOf('\0') >= 0) {
                throw new IllegalArgumentException("\"" + field + "\" has a name that cannot be");
            }
            named.put(value.getKey(), text(value.getValue(), field));
        });
        return named;
    }

    /** Numbers and true or false may stand without quotes. */
    private String text(JsonNode value, String field) {
        if (!value.isValueNode() || value.isNull()) {
            throw new IllegalArgumentException("\"" + field + "\" must hold texts");
        }
        return placeholders.fill(value.asString());
    }
}
