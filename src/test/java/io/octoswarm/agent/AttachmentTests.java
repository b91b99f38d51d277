package io.octoswarm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.agent.Attachment.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachmentTests {
    @ParameterizedTest
    @CsvSource({
        "ffd8ffe000104a464946000101, image/jpeg",
        "89504e470d0a1a0a0000000d49484452, image/png",
        "474946383961010001000000, image/gif",
        "524946462400000057454250565038, image/webp"
    })
    void knowsAPictureByItsBytesWhateverItsName(String hex, String type) {
        Attachment picture =
                Attachment.of("notes.txt", HexFormat.of().parseHex(hex)).orElseThrow();

        assertThat(picture.kind()).isEqualTo(Kind.PICTURE);
        assertThat(picture.type()).isEqualTo(type);
    }

    @Test
    void takesTextInUtf8() {
        Attachment text = Attachment.of("a.png", bytes("Grüße, 世界")).orElseThrow();

        assertThat(text.kind()).isEqualTo(Kind.TEXT);
        assertThat(text.text()).isEqualTo("Grüße, 世界");
    }

    @Test
    void takesNothingElse() {
        assertThat(Attachment.of("empty.txt", new byte[0])).isEmpty();
        assertThat(Attachment.of("latin1.txt", "Grüße".getBytes(StandardCharsets.ISO_8859_1)))
                .isEmpty();
        assertThat(Attachment.of("binary.txt", bytes("a\0b"))).isEmpty();
        assertThat(Attachment.of("sound.wav", bytes("RIFF____WAVEfmt \0"))).isEmpty();
        assertThat(Attachment.of("picture.jpg", bytes("MZ\u0000\u0003"))).isEmpty();
    }

    @Test
    void takesNothingTooLarge() {
        byte[] jpeg = Arrays.copyOf(HexFormat.of().parseHex("ffd8ffe0"), Attachment.LARGEST_PICTURE);
        assertThat(Attachment.of("a.jpg", jpeg)).isPresent();
        assertThat(Attachment.of("a.jpg", Arrays.copyOf(jpeg, jpeg.length + 1))).isEmpty();
        assertThat(Attachment.of("a.txt", bytes("x".repeat(Attachment.LARGEST_TEXT))))
                .isPresent();
        assertThat(Attachment.of("a.txt", bytes("x".repeat(Attachment.LARGEST_TEXT + 1))))
                .isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
