package io.octoswarm.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.octoswarm.instance.Fingerprint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyProofTests {
    private static final String NONCE = "ab".repeat(32);
    private static final KeyProof KEY = new KeyProof("the key");

    @Test
    void aProofIsWhatTheDocumentationSays() throws UnknownHostException {
        // printf '%s\n%s\n%s\n%s\n%s' 'octo-swarm key proof 1' ab..ab sentinel 0a4d0002 9100 | HMAC-SHA256 with
        // PBKDF2-HMAC-SHA256("the key", "octo-swarm key proof 1", 100000): computed with Python's hashlib
        assertThat(KEY.of(NONCE, "sentinel", InetAddress.getByName("10.77.0.2"), 9100))
                .isEqualTo("76138bf8cf95ea5c4e6b41e66829ef70db8d2d0f1b7cde77cd569b4d4e06ed41");
    }

    @ParameterizedTest
    @CsvSource({
        "the key, ab, sentinel, 10.77.0.2, 9100, true",
        "the key, ab, SENTINEL, 10.77.0.2, 9100, true",
        "another, ab, sentinel, 10.77.0.2, 9100, false",
        "the key, cd, sentinel, 10.77.0.2, 9100, false",
        "the key, ab, sentine1, 10.77.0.2, 9100, false",
        "the key, ab, sentinel, 10.77.0.3, 9100, false",
        "the key, ab, sentinel, fe80::2,   9100, false",
        "the key, ab, sentinel, 10.77.0.2, 9101, false",
    })
    void itHoldsForOneKeyNonceNameAddressAndPort(
            String key, String digits, String name, String address, int port, boolean holds)
            throws UnknownHostException {
        String proof = KEY.of(NONCE, "sentinel", InetAddress.getByName("10.77.0.2"), 9100);

        assertThat(new KeyProof(key)
                        .matches(proof, digits.repeat(32), name, InetAddress.getByName(address), port, null))
                .isEqualTo(holds);
    }

    @Test
    void itHoldsForOneCertificate() throws UnknownHostException {
        InetAddress address = InetAddress.getByName("10.77.0.2");
        Fingerprint own = new Fingerprint("ab".repeat(32));
        String proof = KEY.of(NONCE, "sentinel", address, 9100, own);

        assertThat(KEY.matches(proof, NONCE, "sentinel", address, 9100, own)).isTrue();
        assertThat(KEY.matches(proof, NONCE, "sentinel", address, 9100, new Fingerprint("cd".repeat(32))))
                .isFalse();
        assertThat(KEY.matches(proof, NONCE, "sentinel", address, 9100, null)).isFalse();
        assertThat(KEY.matches(KEY.of(NONCE, "sentinel", address, 9100), NONCE, "sentinel", address, 9100, own))
                .isFalse();
    }

    @Test
    void aScopeIsNoPartOfAnAddress() throws UnknownHostException {
        InetAddress bare = InetAddress.getByName("fe80::2");
        InetAddress scoped = java.net.Inet6Address.getByAddress(null, bare.getAddress(), 1);

        assertThat(KEY.of(NONCE, "atlas", scoped, 1)).isEqualTo(KEY.of(NONCE, "atlas", bare, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "zz", "AB", "\n"})
    void aNonceIs64HexadecimalDigits(String digits) {
        assertThat(KeyProof.isNonce(digits.repeat(32) + (digits.isEmpty() ? "" : "0")))
                .isFalse();
        assertThatThrownBy(() -> KEY.of(digits, "atlas", InetAddress.getLoopbackAddress(), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNameCannotCarryFurtherLines() {
        assertThatThrownBy(() -> KEY.of(NONCE, "atlas\n7f000001", InetAddress.getLoopbackAddress(), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "no proof at all", "\u00e4"})
    void whateverIsSentInsteadIsNoProof(String proof) {
        assertThat(KEY.matches(proof, NONCE, "atlas", InetAddress.getLoopbackAddress(), 1, null))
                .isFalse();
    }
}
