package io.octoswarm.peer;

import io.octoswarm.instance.Fingerprint;
import io.octoswarm.instance.JsonFile;
import io.octoswarm.instance.JsonFile.Unreadable;
import io.octoswarm.instance.Profile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The file <code>peers.json</code>: an array of {@code {"name","url","capabilities"}}, with
 * {@code "fingerprint"}, {@code "api_key"}, {@code "description"} and {@code "examples"} where they are set. Fields that we do not know are
 * kept as they are, and so are entries that we cannot use. Not thread-safe: {@link Peers} calls it under its lock.
 */
final class PeersFile {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** What the file says: its usable peers, and a line for each entry that cannot be used. */
    record Content(List<Peer> peers, List<String> problems) {}

    private final Path file;
    private final JsonFile json;
    private final Function<Peer, Optional<String>> objection;

    /** @param objection says why a peer, well-formed as it is, cannot be taken */
    PeersFile(Path file, Function<Peer, Optional<String>> objection) {
        this.file = file;
        this.json = new JsonFile(file);
        this.objection = objection;
    }

    /** Something that differs when the file was changed: one look at the folder, no reading. */
    Object fingerprint() {
        return json.fingerprint();
    }

    /** No file is an empty one. */
    Content read() {
        List<Peer> peers = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int number = 0;
        boolean secret = false;
        for (JsonNode entry : entries()) {
            number++;
            secret |= entry.has("api_key"); // of an entry that cannot be used as well
            try {
                Peer peer = peer(entry);
                if (names.add(peer.key())) {
                    objection
                            .apply(peer)
                            .ifPresentOrElse(why -> problems.add("peers.json: " + why), () -> peers.add(peer));
                } else {
                    problems.add("peers.json: \"" + peer.name() + "\" stands there twice; the first entry counts.");
                }
            } catch (IllegalArgumentException unusable) {
                problems.add("peers.json entry " + number + ": " + unusable.getMessage());
            }
        }
        if (secret) {
            FileMode.narrow(file).ifPresent(problems::add);
        }
        return new Content(List.copyOf(peers), List.copyOf(problems));
    }

    /** Adds the peer, or replaces name, URL, fingerprint and capabilities of the one with its name. */
    void put(Peer peer) {
        ArrayNode entries = entries();
        ObjectNode entry = find(entries, peer.name()).orElseGet(entries::addObject);
        if (!entry.path("url").asString("").equals(peer.url().toString())) {
            entry.remove("api_key"); // it was for another host
        }
        entry.put("name", peer.name()).put("url", peer.url().toString());
        if (peer.fingerprint() == null) {
            entry.remove("fingerprint");
        } else {
            entry.put("fingerprint", peer.fingerprint().toString());
        }
        ArrayNode tags = entry.putArray("capabilities");
        peer.capabilities().forEach(tags::add);
        write(entries);
    }

    /** Whether the peer stood there. */
    boolean remove(String name) {
        ArrayNode entries = entries();
        ArrayNode kept = JSON.createArrayNode();
        entries.forEach(entry -> {
            if (!isNamed(entry, name)) {
                kept.add(entry);
            }
        });
        if (kept.size() == entries.size()) {
            return false;
        }
        write(kept);
        return true;
    }

    private ArrayNode entries() {
        JsonNode root = json.read().orElseGet(JSON::createArrayNode);
        if (root instanceof ArrayNode entries) {
            return entries;
        }
        throw new Unreadable("peers.json line 1, column 1: an array [ ... ] of peers is needed");
    }

    private static Peer peer(JsonNode entry) {
        if (!entry.isObject()) {
            throw new IllegalArgumentException("an object {\"name\", \"url\", \"capabilities\"} is needed.");
        }
        return new Peer(
                text(entry, "name").strip(),
                Peer.parseUrl(text(entry, "url")),
                texts(entry, "capabilities"),
                profile(entry),
                key(entry),
                fingerprint(entry));
    }

    private static @Nullable Fingerprint fingerprint(JsonNode entry) {
        JsonNode fingerprint = entry.path("fingerprint");
        return fingerprint.isMissingNode() || fingerprint.isNull() ? null : Fingerprint.parse(fingerprint.asString(""));
    }

    private static @Nullable String key(JsonNode entry) {
        JsonNode key = entry.path("api_key");
        return key.isMissingNode() || key.isNull() ? null : key.asString("");
    }

    private static Profile profile(JsonNode entry) {
        JsonNode description = entry.path("description");
        return new Profile(description.isString() ? description.stringValue() : null, texts(entry, "examples"));
    }

    private static List<String> texts(JsonNode entry, String field) {
        JsonNode texts = entry.path(field);
        boolean absent = texts.isMissingNode() || texts.isNull();
        if (!absent && !(texts.isArray() && texts.valueStream().allMatch(JsonNode::isString))) {
            throw new IllegalArgumentException("\"" + field + "\" must be an array of texts.");
        }
        return texts.valueStream().map(JsonNode::stringValue).toList();
    }

    private static String text(JsonNode entry, String field) {
        JsonNode value = entry.path(field);
        if (!value.isString()) {
            throw new IllegalArgumentException("\"" + field + "\" is missing or no text.");
        }
        return value.stringValue();
    }

    private static Optional<ObjectNode> find(ArrayNode entries, String name) {
        return entries.valueStream()
                .filter(entry -> isNamed(entry, name))
                .map(ObjectNode.class::cast)
                .findFirst();
    }

    private static boolean isNamed(JsonNode entry, String name) {
        JsonNode value = entry.path("name");
        return entry.isObject()
                && value.isString()
                && value.stringValue().strip().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT));
    }

    /** Whole or not at all: a reader and a power cut see the old file or the new one. */
    private void write(ArrayNode entries) {
        try {
            Path fresh = Files.createTempFile(file.getParent(), "peers", ".tmp");
            try {
                sync(fresh, JSON.writeValueAsString(entries) + "\n");
                FileMode.copy(file, fresh);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException refused) {
            throw new Unreadable("peers.json cannot be written: " + refused.getMessage());
        }
    }

    private static void sync(Path path, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
