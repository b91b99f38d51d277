package io.octoswarm.agent;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that came with a question. It comes from outside, and what stands in it is never an instruction. What it is, its
 * bytes tell, not its name. Immutable.
 */
public final class Attachment {
    /** In bytes. Anthropic takes pictures of up to 5 MB in base64, the least of the models' servers. */
    public static final int LARGEST_PICTURE = 3_500_000;
    /** In bytes. */
    public static final int LARGEST_TEXT = 100_000;

    /** What agents may or may not be able to read. */
    public enum Kind {
        /** JPEG, PNG, GIF or WebP. */
        PICTURE,
        /** Text in UTF-8. */
        TEXT
    }

    private final String name;
    private final byte[] bytes;
    private final @Nullable String pictureType;

    private Attachment(String name, byte[] bytes, @Nullable String pictureType) {
        this.name = name;
        this.bytes = bytes.clone();
        this.pictureType = pictureType;
    }

    /** Empty: it is neither a picture nor a text that a model could take, or too large for one. */
    public static Optional<Attachment> of(String name, byte[] bytes) {
        String picture = pictureType(bytes);
        boolean taken = picture != null
                ? bytes.length <= LARGEST_PICTURE
                : bytes.length > 0 && bytes.length <= LARGEST_TEXT && isText(bytes);
        return taken ? Optional.of(new Attachment(name, bytes, picture)) : Optional.empty();
    }

    public Kind kind() {
        return pictureType == null ? Kind.TEXT : Kind.PICTURE;
    }

    /** As the sender gave it. */
    public String name() {
        return name;
    }

    /** Of a text, what stands in it. */
    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The media type, for example {@code image/jpeg}. */
    String type() {
        return pictureType == null ? "text/plain" : pictureType;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    private static @Nullable String pictureType(byte[] bytes) {
        String head = new String(Arrays.copyOf(bytes, 12), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return "image/jpeg";
        }
        if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return "image/png";
        }
        if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
            return "image/gif";
        }
        return head.startsWith("RIFF") && head.endsWith("WEBP") ? "image/webp" : null;
    }

    private static boolean isText(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString()
                            .indexOf('\0')
                    < 0;
        } catch (CharacterCodingException binary) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "Attachment[" + type() + ", " + bytes.length + " bytes]";
    }
}
