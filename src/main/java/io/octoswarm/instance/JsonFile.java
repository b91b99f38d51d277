package io.octoswarm.instance;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small file of JSON that people edit by hand while the Octo runs. Thread-safe. */
public final class JsonFile {
    private static final long MOST_BYTES = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path path;

    /** The file as a whole cannot be used; the message names it and says where and why. */
    public static final class Unreadable extends RuntimeException {
        public Unreadable(String message) {
            super(message);
        }
    }

    public JsonFile(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /** Its name without its folders, for messages. */
    public String name() {
        return String.valueOf(path.getFileName());
    }

    /** Something that differs when the file was changed: one look at the folder, no reading. */
    public Object fingerprint() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return List.of(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
        } catch (IOException none) {
            return "none";
        }
    }

    /** What stands there; empty: there is no file. Throws {@link Unreadable}. */
    public Optional<JsonNode> read() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new Unreadable(name() + " is larger than 1 MiB");
            }
            return Optional.of(JSON.readTree(withoutMark(Files.readString(path))));
        } catch (JacksonException malformed) {
            TokenStreamLocation at = malformed.getLocation();
            String where = at == null ? "" : " line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new Unreadable(name() + where + ": this is no JSON");
        } catch (CharacterCodingException noText) {
            throw new Unreadable(name() + " cannot be read: a text file in UTF-8 is needed");
        } catch (IOException unreadable) {
            String kind = Files.isDirectory(path)
                    ? "it is a folder"
                    : unreadable.getClass().getSimpleName();
            throw new Unreadable(
                    name() + " cannot be read (" + kind + "): a file is needed that the user of this Octo may read");
        }
    }

    /** Some editors put a byte order mark before a text. */
    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
